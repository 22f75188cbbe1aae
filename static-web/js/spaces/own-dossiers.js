import { openShelf } from "../api/folders.js";
import { listOwnDossiers } from "../api/portal.js";
import { fromBase64 } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { unwrapSealKey } from "../crypto/seal-keys.js";
import { tabs } from "./dossier-part.js";
import { openDossierHeader } from "./part-notes.js";

/**
 * @typedef {import("../api/contract.d.ts").ListOwnDossiersItem} Listed
 * @typedef {{ number: string, description: string }} Name
 * @typedef {Listed & { name: Name | null | undefined, waiting: number }} OwnDossier
 *   a name of null could not be opened, of undefined is not open yet; waiting: what its reader did not open
 */

/** @param {Listed["unread"]} numbers */
const sumOf = (numbers) => tabs.reduce((sum, tab) => sum + numbers[tab], 0);

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
    const listed = await this.#list(isUnattended);
    if (turn === this.#turn) {
      this.#take(listed);
    }
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
      ...row, name: this.#names.get(row.note.body), waiting: sumOf(row.unread),
    }));
  }

  /**
   * What was read of one of them is known here before the list has it.
   * @param {string} participantId
   * @param {Listed["unread"]} unread
   */
  hear(participantId, unread) {
    this.dossiers = this.dossiers?.map((one) =>
      one.participantId === participantId ? { ...one, unread, waiting: sumOf(unread) } : one) ?? null;
  }

  /** @param {boolean} isUnattended */
  async #list(isUnattended) {
    /** @type {Listed[]} */
    const all = [];
    /** @type {string | null} */
    let cursor = null;
    do {
      /** @type {import("../api/contract.d.ts").ListOwnDossiersResponse} */
      const page = await listOwnDossiers(cursor, isUnattended);
      all.push(...page.dossiers);
      cursor = page.next;
    } while (cursor !== null);
    return all;
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
