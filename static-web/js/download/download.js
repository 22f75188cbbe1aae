import { ask } from "../storage/ask.js";
import { toTransferError } from "../storage/errors.js";
import { Gate } from "../storage/gate.js";
import { Pace } from "../storage/pace.js";
import { saveInOnePiece } from "./save-in-one-piece.js";
import { saveThroughWorker } from "./save-through-worker.js";
import { findServiceWorker } from "./service-worker.js";
import { sourceOf } from "./sources.js";

/** @typedef {"waiting" | "reading" | "paused" | "stalled" | "saved" | "failed" | "cancelled"} DownloadState */

/**
 * A file to save, and whom to ask about it.
 * @typedef {object} Wanted
 * @property {import("./opened-file.js").Reference} reference from the note that vouches for the file
 * @property {() => Promise<import("./stored-file.js").Ticket>} requestTicket asked again when it ends
 * @property {() => Promise<unknown>} reportDamaged tells the functions that a check failed
 */

/** @type {ReadonlySet<DownloadState>} */
const ends = new Set(["saved", "failed", "cancelled"]);

/**
 * The download of one file, or of several as one archive, for a page. Says `change` when its state or its progress
 * changed and never throws; what went wrong is in `error`, with a `code` to translate, and `failedFile` is what it was
 * about. `stalled` is a pause for want of a connection: nothing is lost, and `resume` goes on.
 */
export class Download extends EventTarget {
  #files;
  #order;
  #source;
  #pace = new Pace();
  #over = new AbortController();
  #gate = new Gate();

  /** @type {DownloadState} */
  state = "waiting";
  /** Bytes that were opened and passed on. */
  received = 0;
  /** @type {Error & { code: string } | null} */
  error = null;
  /** @type {import("./opened-file.js").Reference | null} */
  failedFile = null;

  /**
   * @param {object} parts
   * @param {Wanted[]} parts.files
   * @param {string} parts.space id of the conversation
   * @param {Uint8Array} parts.sealKey of that space
   * @param {import("./sources.js").Order["archive"]} parts.archive null: one file, as it is
   */
  constructor({ files, space, sealKey, archive }) {
    super();
    this.#files = files;
    this.#order = { jobs: files.map(({ reference }) => ({ reference, space, sealKey })), archive };
    this.#source = sourceOf(this.#order);
  }

  /** Bytes of what is saved. */
  get size() {
    return this.#source.length;
  }

  get isOver() {
    return ends.has(this.state);
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

  pause() {
    this.#hold("paused");
  }

  resume() {
    if (this.state === "paused" || this.state === "stalled") {
      this.#pace.add(this.received, performance.now());
      this.#become("reading");
      this.#gate.open();
    }
  }

  cancel() {
    if (!this.isOver) {
      this.#over.abort(new Error("Cancelled."));
      this.#gate.open();
      this.#become("cancelled");
    }
  }

  async #run() {
    try {
      const outcome = await this.#save();
      this.#over.signal.throwIfAborted();
      this.#become(outcome);
    } catch (error) {
      if (!this.isOver) {
        await this.#fail(toTransferError(error));
      }
    }
  }

  async #save() {
    /** @type {import("./sources.js").Saving} */
    const saving = {
      requestTicket: (file) => ask(this.#wanted(file).requestTicket, "ticket-refused", this.#over.signal),
      onProgress: (received) => this.#progress(received),
      onFailed: (file) => {
        this.failedFile = this.#wanted(file).reference;
      },
      onStalled: () => this.#hold("stalled"),
      signal: this.#over.signal,
      gate: this.#gate,
    };
    const worker = await findServiceWorker();
    this.#over.signal.throwIfAborted();
    this.#pace.add(0, performance.now());
    const label = { name: this.#source.name, length: this.#source.length };
    return worker === null
      ? saveInOnePiece(this.#source, saving)
      : saveThroughWorker(worker, this.#order, label, saving);
  }

  /** @param {"paused" | "stalled"} state */
  #hold(state) {
    if (this.state === "reading") {
      this.#gate.close();
      this.#pace.reset();
      this.#become(state);
    }
  }

  /** @param {number} file @returns {Wanted} */
  #wanted(file) {
    return /** @type {Wanted} */ (this.#files[file]);
  }

  /** @param {Error & { code: string }} error */
  async #fail(error) {
    this.error = error;
    this.#over.abort(error);
    this.#become("failed");
    const wanted = this.#files.find(({ reference }) => reference === this.failedFile);
    if (error.code === "damaged" && wanted !== undefined) {
      await wanted.reportDamaged().catch((cause) => console.warn("The damage could not be reported.", cause));
    }
  }

  /** What was under way when a pause began still counts. @param {number} received */
  #progress(received) {
    if (this.isOver) {
      return;
    }

    this.received = received;
    if (this.state === "reading") {
      this.#pace.add(received, performance.now());
    }

    this.#changed();
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
