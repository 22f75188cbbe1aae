import { forget, keep, kept } from "../../browser/kept.js";
import { DamagedError, UnknownShapeError } from "../../crypto/errors.js";
import { openNote, sealNote } from "../../crypto/notes.js";
import { largestNote } from "../../limits.js";

/** So long after the last key words are kept, unless said otherwise. */
const usualPause = 400;

/** What the service would refuse is kept all the same, until somebody made it shorter. */
const largest = 4 * largestNote;

/**
 * What is being written and is not sent yet, kept in this browser for who comes back after a reload, sealed under the
 * key of what it is for: who cannot open that reads nothing of it.
 * @template {keyof import("../../crypto/note-shapes.js").Notes} Kind
 */
export class KeptNote {
  #key;
  #identity;
  #sealKeyOf;
  #pause;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  /** What was kept later, or forgotten, counts. */
  #turn = 0;

  /**
   * @param {string} key under which the browser keeps it
   * @param {import("../../crypto/notes.js").NoteIdentity & { kind: Kind }} identity
   * @param {() => Uint8Array | null} sealKeyOf null: nothing is kept
   * @param {number} [pause] milliseconds without a key before it is kept
   */
  constructor(key, identity, sealKeyOf, pause = usualPause) {
    this.#key = key;
    this.#identity = identity;
    this.#sealKeyOf = sealKeyOf;
    this.#pause = pause;
  }

  /**
   * @param {() => import("../../crypto/note-shapes.js").Notes[Kind] | null |
   *   Promise<import("../../crypto/note-shapes.js").Notes[Kind] | null>} read what is written by then; null: nothing
   */
  keepSoon(read) {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(read), this.#pause);
  }

  /**
   * Keeps it at once.
   * @param {() => import("../../crypto/note-shapes.js").Notes[Kind] | null |
   *   Promise<import("../../crypto/note-shapes.js").Notes[Kind] | null>} read null: nothing is written any more
   */
  async keep(read) {
    const sealKey = this.#sealKeyOf();
    const turn = ++this.#turn;
    if (sealKey !== null) {
      const said = await read();
      const sealed = said === null ? null : await sealNote(sealKey, { ...this.#identity, ...said }, largest);
      if (turn === this.#turn) {
        sealed === null ? forget(this.#key) : keep(this.#key, JSON.stringify(sealed));
      }
    }
  }

  forget() {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#turn++;
    forget(this.#key);
  }

  /** @returns {Promise<import("../../crypto/note-shapes.js").Notes[Kind] | null>} */
  async read() {
    const sealKey = this.#sealKeyOf();
    const sealed = parse(kept(this.#key));
    if (sealed === null || sealKey === null) {
      return null;
    }

    try {
      return await openNote(sealKey, sealed, this.#identity, largest);
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      // What another version of this program wrote stays there for it, until something else is kept.
      error instanceof UnknownShapeError || forget(this.#key);
      return null;
    }
  }
}

/** @param {string | null} words @returns {import("../../crypto/notes.js").Sealed | null} */
function parse(words) {
  try {
    const { encryptionData, body } = JSON.parse(words ?? "null") ?? {};
    return typeof encryptionData === "string" && typeof body === "string" ? { encryptionData, body } : null;
  } catch {
    return null;
  }
}
