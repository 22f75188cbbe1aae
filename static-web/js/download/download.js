import { ask } from "../storage/ask.js";
import { toTransferError } from "../storage/errors.js";
import { Pace } from "../storage/pace.js";
import { saveInOnePiece } from "./save-in-one-piece.js";
import { saveThroughWorker } from "./save-through-worker.js";
import { findServiceWorker } from "./service-worker.js";

/** @typedef {"waiting" | "reading" | "saved" | "failed" | "cancelled"} DownloadState */

/**
 * The download of one file, for a page. Says `change` when its state or its progress changed and never throws; what
 * went wrong is in `error`, with a `code` to translate.
 */
export class Download extends EventTarget {
  #parts;
  #pace = new Pace();
  #over = new AbortController();

  /** @type {DownloadState} */
  state = "waiting";
  /** Plain bytes that were opened and passed on. */
  received = 0;
  /** @type {Error & { code: string } | null} */
  error = null;

  /**
   * @param {object} parts
   * @param {import("./opened-file.js").Reference} parts.reference from the note that vouches for the file
   * @param {string} parts.space id of the conversation
   * @param {Uint8Array} parts.sealKey of that space
   * @param {() => Promise<import("./stored-file.js").Ticket>} parts.requestTicket asked again when it ends
   * @param {() => Promise<unknown>} parts.reportDamaged tells the functions that a check failed
   */
  constructor(parts) {
    super();
    this.#parts = parts;
    this.size = parts.reference.size;
  }

  get bytesPerSecond() {
    return this.#pace.bytesPerSecond;
  }

  /** Null while nothing is known. */
  get secondsLeft() {
    return this.#pace.secondsLeft(this.size - this.received);
  }

  start() {
    if (this.state === "waiting") {
      this.#become("reading");
      void this.#run();
    }
  }

  cancel() {
    if (this.state === "waiting" || this.state === "reading") {
      this.#over.abort(new Error("Cancelled."));
      this.#become("cancelled");
    }
  }

  async #run() {
    try {
      const outcome = await this.#save();
      this.#over.signal.throwIfAborted();
      this.#become(outcome);
    } catch (error) {
      if (this.state === "reading") {
        await this.#fail(toTransferError(error));
      }
    }
  }

  async #save() {
    const { reference, space, sealKey } = this.#parts;
    const job = { reference, space, sealKey };
    const parts = {
      requestTicket: () => ask(this.#parts.requestTicket, "ticket-refused", this.#over.signal),
      onProgress: (/** @type {number} */ received) => this.#progress(received),
      signal: this.#over.signal,
    };
    const worker = await findServiceWorker();
    this.#over.signal.throwIfAborted();
    this.#pace.add(0, performance.now());
    return worker === null ? saveInOnePiece(job, parts) : saveThroughWorker(worker, job, parts);
  }

  /** @param {Error & { code: string }} error */
  async #fail(error) {
    this.error = error;
    this.#over.abort(error);
    this.#become("failed");
    if (error.code === "damaged") {
      await this.#parts.reportDamaged().catch((cause) => console.warn("The damage could not be reported.", cause));
    }
  }

  /** @param {number} received */
  #progress(received) {
    if (this.state === "reading") {
      this.received = received;
      this.#pace.add(received, performance.now());
      this.#changed();
    }
  }

  /** @param {DownloadState} state */
  #become(state) {
    this.state = state;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
