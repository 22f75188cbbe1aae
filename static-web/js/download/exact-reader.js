import { ConnectionLost } from "../storage/errors.js";

/** Seconds without a byte after which a connection counts as lost. */
const longestSilence = 60;

/** Reads a body in pieces of the lengths asked for, whatever pieces the network delivers. */
export class ExactReader {
  #reader;
  #rest = new Uint8Array(0);

  /** @param {ReadableStream<Uint8Array<ArrayBuffer>>} body */
  constructor(body) {
    this.#reader = body.getReader();
  }

  /**
   * Fills the target.
   * @param {Uint8Array} target
   * @throws {ConnectionLost} when the body breaks or ends before that
   */
  async fill(target) {
    for (let filled = 0; filled < target.length;) {
      if (this.#rest.length === 0) {
        this.#rest = await this.#read();
      }

      const piece = this.#rest.subarray(0, target.length - filled);
      target.set(piece, filled);
      filled += piece.length;
      this.#rest = this.#rest.subarray(piece.length);
    }
  }

  /** Lets go of the connection. */
  async cancel() {
    // A connection that is broken already answers with the error that is known.
    await this.#reader.cancel().catch(() => undefined);
  }

  async #read() {
    const { promise, stop } = silence();
    try {
      const { done, value } = await Promise.race([this.#reader.read(), promise]);
      if (!done) {
        return value;
      }
    } catch (cause) {
      throw new ConnectionLost({ cause });
    } finally {
      stop();
    }

    throw new ConnectionLost();
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
