import { dropFile, dropFiles, keepFile, keptFiles } from "../../../browser/kept-files.js";
import { randomId } from "../../../crypto/base64.js";
import { DamagedError } from "../../../crypto/errors.js";
import { openBytes, sealBytes } from "../../../crypto/words.js";
import { longestDraft } from "../../../limits.js";
import { KeptNote } from "../../shared/kept-note.js";

/**
 * @typedef {import("../../../components/photo-pages.js").Photo} Photo
 * @typedef {{ id: string, type: string, size: number, seal: string }} Picture
 */

/** Bytes of all photographs together: more than thirty of a phone's camera, and less than a phone minds. */
const mostBytes = 250_000_000;

/**
 * The photographs of pages that were not sent yet, kept in this browser under the part's key, for who comes back after
 * a reload: their order in a note, each picture sealed once beside it. They go when they are sent, when somebody signs
 * out, and when they are old.
 */
export class KeptPhotos {
  #part;
  #place;
  #note;
  /** @type {WeakMap<Blob, Picture>} */
  #pictures = new WeakMap();
  /** One after the other. @type {Promise<unknown>} */
  #keeping = Promise.resolve();
  /** What was shown later counts. */
  #turn = 0;
  /** Whether all that is shown would be there after a reload. */
  isWhole = true;

  /** @param {import("../../../spaces/dossier-part.js").DossierPart} part @param {string} taskId */
  constructor(part, taskId) {
    const { spaceId: space, participantId: author } = part;
    this.#part = part;
    this.#place = `${author}-${taskId}`;
    this.#note = new KeptNote(`zegel-photos-${this.#place}`, { kind: "typed", space, id: taskId, author },
      () => part.sealKey);
  }

  /** @returns {Promise<Photo[]>} in their order; without those that are not there any more */
  async read() {
    const said = await this.#note.read();
    const files = said === null ? new Map() : await keptFiles(this.#place, longestDraft);
    const listed = picturesIn(said?.words ?? "[]").filter(({ id }) => files.has(id));
    const opened = await Promise.all(listed.map((one) => this.#open(one, files.get(one.id))));
    return opened.filter((one) => one !== null);
  }

  /** Keeps these, and no others. @param {readonly Photo[]} photos */
  keep(photos) {
    const turn = ++this.#turn;
    this.isWhole = photos.length === 0;
    this.#keeping = this.#keeping.then(() => (turn === this.#turn ? this.#keep(photos, turn) : undefined));
    return this.#keeping;
  }

  /** They were sent, or are not wanted any more. */
  drop() {
    return this.keep([]);
  }

  /** @param {readonly Photo[]} photos @param {number} turn */
  async #keep(photos, turn) {
    try {
      if (photos.length === 0) {
        this.#note.forget();
        await dropFiles(this.#place);
        return;
      }

      if (photos.reduce((sum, { file }) => sum + file.size, 0) > mostBytes) {
        return;
      }

      const kept = new Set((await keptFiles(this.#place, longestDraft)).keys());
      /** @type {(Picture & Omit<Photo, "file">)[]} */
      const listed = [];
      for (const { file, turns, isCovered } of photos) {
        const picture = this.#pictures.get(file) ?? await this.#seal(file);
        listed.push({ ...picture, turns, isCovered });
      }

      await this.#note.keep(() => ({ words: JSON.stringify(listed) }));
      listed.forEach(({ id }) => kept.delete(id));
      await Promise.all([...kept].map((id) => dropFile(this.#place, id)));
      this.isWhole ||= turn === this.#turn;
    } catch (error) {
      console.warn("This browser keeps no photographs.", error);
    }
  }

  /** @param {Blob} file @returns {Promise<Picture>} */
  async #seal(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { seal, ...sealed } = await sealBytes(this.#key, this.#part.spaceId, bytes);
    const picture = { id: randomId(), type: file.type, size: file.size, seal };
    await keepFile(this.#place, picture.id, sealed);
    this.#pictures.set(file, picture);
    return picture;
  }

  /**
   * @param {Picture & { turns: number, isCovered: boolean }} listed
   * @param {import("../../../browser/kept-files.js").Sealed} sealed
   * @returns {Promise<Photo | null>}
   */
  async #open({ id, type, size, seal, turns, isCovered }, sealed) {
    try {
      const file = new Blob([await openBytes(this.#key, this.#part.spaceId, sealed, { size, seal })], { type });
      this.#pictures.set(file, { id, type, size, seal });
      return { file, turns, isCovered };
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return null;
    }
  }

  get #key() {
    const { sealKey } = this.#part;
    if (sealKey === null) {
      throw new Error("A part is opened before photographs of it are kept.");
    }

    return sealKey;
  }
}

/**
 * Anybody may have put it there who has the key of the part: the client, and the office.
 * @param {string} words
 * @returns {(Picture & { turns: number, isCovered: boolean })[]}
 */
function picturesIn(words) {
  /** @type {unknown} */
  const said = parse(words);
  return (Array.isArray(said) ? said : []).filter((one) =>
    [one?.id, one?.type, one?.seal].every((part) => typeof part === "string") && Number.isSafeInteger(one.size)
    && [0, 1, 2, 3].includes(one.turns) && typeof one.isCovered === "boolean");
}

/** @param {string} words @returns {unknown} */
function parse(words) {
  try {
    return JSON.parse(words);
  } catch {
    return null;
  }
}
