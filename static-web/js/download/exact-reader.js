import { ConnectionLost } from "../storage/errors.js";

/** @typedef {import("../crypto/base64.js").Bytes} Bytes */

/** Seconds without a byte after which a connection counts as lost. */
const longestSilence = 60;

/** Reads a body in pieces of the lengths asked for, whatever pieces the network delivers. */
export class ExactReader {
  #reader;

  /** @param {ReadableStream<Uint8Array<ArrayBuffer>>} body */
  constructor(body) {
    this.#reader = readerOf(body);
  }

  /**
   * Reads exactly so many bytes, without a copy where the browser offers that.
   * @param {ArrayBuffer} memory to read into, long enough; it is detached
   * @param {number} length
   * @returns {Promise<Bytes>} the bytes, at the start of what was `memory`
   * @throws {ConnectionLost} when the body breaks or ends before that; the memory is gone with it
   */
  async read(memory, length) {
    let buffer = memory;
    for (let filled = 0; filled < length;) {
      const piece = await this.#next(new Uint8Array(buffer, filled, length - filled));
      filled += piece.length;
      ({ buffer } = piece);
    }

    return new Uint8Array(buffer, 0, length);
  }

  /** Lets go of the connection. */
  async cancel() {
    // A connection that is broken already answers with the error that is known.
    await this.#reader.cancel().catch(() => undefined);
  }

  /** @param {Bytes} view @returns {Promise<Bytes>} */
  async #next(view) {
    const { promise, stop } = silence();
    try {
      const { done, value } = await Promise.race([this.#reader.read(view), promise]);
      if (!done) {
        return /** @type {Bytes} */ (value);
      }
    } catch (cause) {
      throw new ConnectionLost({ cause });
    } finally {
      stop();
    }

    throw new ConnectionLost();
  }
}

/** @param {ReadableStream<Bytes>} body */
function readerOf(body) {
  try {
    return body.getReader({ mode: "byob" });
  } catch {
    return new CopyingReader(body.getReader());
  }
}

/** What a BYOB reader does, where the bodies of answers are no byte streams. */
class CopyingReader {
  #reader;
  /** @type {Bytes} */
  #rest = new Uint8Array(0);

  /** @param {ReadableStreamDefaultReader<Bytes>} reader */
  constructor(reader) {
    this.#reader = reader;
  }

  /**
   * @param {Bytes} view
   * @returns {Promise<{ done: false, value: Bytes } | { done: true, value: undefined }>}
   */
  async read(view) {
    if (this.#rest.length === 0) {
      const { done, value } = await this.#reader.read();
      if (done) {
        return { done, value: undefined };
      }

      this.#rest = value;
    }

    const piece = this.#rest.subarray(0, view.length);
    view.set(piece);
    this.#rest = this.#rest.subarray(piece.length);
    return { done: false, value: view.subarray(0, piece.length) };
  }

  cancel() {
    return this.#reader.cancel();
  }
}

/** A promise that rejects when nothing came for too long. */
function silence() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const promise = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("Nothing came for too long.")), longestSilence * 1000);
  });
  return { promise, stop: () => clearTimeout(timer) };
}
