import { forget, keep, kept } from "../../browser/kept.js";
import { DamagedError } from "../../crypto/errors.js";
import { openNote, sealNote } from "../../crypto/notes.js";

/** @typedef {import("../../crypto/note-shapes.js").Notes["begun"]} Begun */

/** So long after the last key words are kept. */
const pause = 400;

/**
 * The words of a message that is not sent yet, kept in this browser for who comes back after a reload, sealed under the
 * key of the part that they are for: who cannot open that reads nothing of them.
 */
export class BegunWords {
  #part;
  #key;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  /** What was kept later, or forgotten, counts. */
  #turn = 0;

  /** @param {import("../../spaces/dossier-part.js").DossierPart} part it was opened before */
  constructor(part) {
    this.#part = part;
    this.#key = `zegel-begun-${part.participantId}`;
  }

  /** @param {() => Begun} read what is written by then */
  keepSoon(read) {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(read()), pause);
  }

  forget() {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#turn++;
    forget(this.#key);
  }

  /** @returns {Promise<Begun | null>} */
  async read() {
    const { sealKey, spaceId: space, participantId: author } = this.#part;
    const sealed = parse(kept(this.#key));
    if (sealed === null || sealKey === null) {
      return null;
    }

    try {
      return await openNote(sealKey, sealed, { kind: "begun", space, id: space, author });
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      forget(this.#key);
      return null;
    }
  }

  /** @param {Begun} begun */
  async #keep(begun) {
    const { sealKey, spaceId: space, participantId: author } = this.#part;
    const turn = ++this.#turn;
    if (sealKey !== null) {
      const sealed = await sealNote(sealKey, { kind: "begun", space, id: space, author, ...begun });
      turn === this.#turn && keep(this.#key, JSON.stringify(sealed));
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
