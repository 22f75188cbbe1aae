import { openShelf } from "../api/folders.js";
import { listOwnDossiers } from "../api/portal.js";
import { fromBase64 } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { unwrapSealKey } from "../crypto/seal-keys.js";
import { tabs } from "./dossier-part.js";
import { openDossierHeader } from "./part-notes.js";
import { isToDo, readTasks } from "./part-tasks.js";

/**
 * @typedef {import("../api/contract.d.ts").ListOwnDossiersItem} Listed
 * @typedef {{ number: string, description: string }} Name
 * @typedef {import("./part-tasks.js").OpenedTask} OpenedTask
 * @typedef {Listed & { name: Name | null | undefined, waiting: number, toDo: OpenedTask[] | null }} OwnDossier
 *   a name of null could not be opened, of undefined is not open yet; waiting: what its reader did not open, or has to
 *   do; what is to do of null is not read yet
 */

/** @param {Pick<Listed, "unread" | "tasks">} listed */
const sumOf = ({ unread, tasks }) => tabs.reduce((sum, tab) => sum + unread[tab], tasks.toDo);

/** Names are opened so many at a time, the first ones sooner: those that are open are shown while the others are. */
const opensFirst = 50;
const opensThen = 200;

/** The dossiers of a client, last activity first. Their key is asked once for a page and lives in memory only. */
export class OwnDossiers {
  /** Null before they were read. @type {OwnDossier[] | null} */
  dossiers = null;
  /** @type {Promise<Uint8Array | null> | null} */
  #key = null;
  /** Names that are open, by the note that they come from. @type {Map<string, Name | null>} */
  #names = new Map();
  /** What is to do, by part, with the moment of the list that it was read for. @type {Map<string, { at: string,
   *   tasks: OpenedTask[] }>} */
  #tasks = new Map();
  #turn = 0;
  /** @type {Promise<unknown> | null} */
  #opening = null;

  /** What waits for the reader, in all dossiers (N39). */
  get waiting() {
    return (this.dossiers ?? []).reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Reads them again. @param {boolean} isUnattended the page does so by itself */
  async refresh(isUnattended) {
    const turn = ++this.#turn;
    const listed = await listOwnDossiers(isUnattended);
    if (turn === this.#turn) {
      this.#take(listed);
    }
  }

  /** Asks the key of names while the list is on its way; what goes wrong is said when they are opened. */
  prepareNames() {
    this.#key ??= this.#readKey();
    this.#key.catch(() => null);
  }

  /**
   * Opens the names that are not open yet; once at a time.
   * @param {() => unknown} drawn more of them can be shown
   * @returns {Promise<unknown>}
   */
  openNames(drawn) {
    this.#opening ??= this.#openAll(drawn).finally(() => (this.#opening = null));
    return this.#opening;
  }

  /** Reads what is asked of them, where something is to be done. */
  async openTasks() {
    const key = await (this.#key ??= this.#readKey());
    const isNew = (/** @type {OwnDossier} */ { partId, at }) => this.#tasks.get(partId)?.at !== at;
    const asked = (this.dossiers ?? []).filter((one) => one.tasks.toDo > 0 && isNew(one));
    await Promise.all(asked.map(async ({ partId, at, participantId, wrappedSealKey }) => {
      if (key !== null) {
        const sealKey = await unwrapSealKey(fromBase64(wrappedSealKey), key, partId, "part");
        const tasks = (await readTasks({ participantId, spaceId: partId, sealKey })).filter(isToDo);
        this.#tasks.set(partId, { at, tasks });
      }
    }));
    this.#take(this.dossiers ?? []);
  }

  /** @param {() => unknown} drawn */
  async #openAll(drawn) {
    for (let some = opensFirst; ; some = opensThen) {
      const closed = this.dossiers?.filter(({ name }) => name === undefined).slice(0, some) ?? [];
      if (closed.length === 0) {
        return;
      }

      const key = await (this.#key ??= this.#readKey());
      await Promise.all(closed.map(async (row) => this.#names.set(row.note.body, await nameOf(row, key))));
      this.#take(this.dossiers ?? []);
      drawn();
    }
  }

  /** @param {Listed[]} listed */
  #take(listed) {
    this.dossiers = listed.map((row) => ({
      ...row, name: this.#names.get(row.note.body), waiting: sumOf(row),
      toDo: row.tasks.toDo === 0 ? [] : this.#tasks.get(row.partId)?.tasks ?? null,
    }));
  }

  /**
   * What was read of one of them is known here before the list has it.
   * @param {string} participantId
   * @param {Partial<Pick<Listed, "unread" | "tasks">>} news
   */
  hear(participantId, news) {
    this.dossiers = this.dossiers?.map((one) =>
      one.participantId === participantId ? { ...one, ...news, waiting: sumOf({ ...one, ...news }) } : one) ?? null;
  }

  async #readKey() {
    try {
      const { shelfKey } = await openShelf();
      this.#key = shelfKey === null ? null : this.#key;
      return shelfKey === null ? null : fromBase64(shelfKey);
    } catch (error) {
      this.#key = null;
      throw error;
    }
  }
}

/**
 * One that is damaged does not keep the others closed.
 * @param {Listed} listed
 * @param {Uint8Array | null} key
 * @returns {Promise<Name | null>}
 */
async function nameOf({ partId, note, wrappedSealKey }, key) {
  try {
    const sealKey = key === null ? null : await unwrapSealKey(fromBase64(wrappedSealKey), key, partId, "part");
    const header = sealKey === null ? null : await openDossierHeader(sealKey, partId, note);
    return header === null ? null : { number: header.number, description: header.description };
  } catch (error) {
    // What is not even base64 is damaged too.
    if (!(error instanceof DamagedError || error instanceof SyntaxError)) {
      throw error;
    }

    return null;
  }
}
