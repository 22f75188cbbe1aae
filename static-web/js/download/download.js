import { ask } from "../storage/ask.js";
import { toTransferError } from "../storage/errors.js";
import { Gate } from "../storage/gate.js";
import { Pace } from "../storage/pace.js";
import { saveInOnePiece } from "./save-in-one-piece.js";
import { saveThroughWorker } from "./save-through-worker.js";
import { findServiceWorker } from "./find-service-worker.js";
import { sourceOf } from "./sources.js";

/** @typedef {"waiting" | "reading" | "paused" | "stalled" | "saved" | "failed" | "cancelled"} DownloadState */

/**
 * Whom to ask about the files of a space.
 * @typedef {object} DownloadDesk
 * @property {string} spaceId
 * @property {Uint8Array} sealKey
 * @property {(fileId: string) => Promise<import("./stored-file.js").DownloadTicket>} requestDownload a ticket, and
 *   another one when it ends
 * @property {(fileId: string) => Promise<unknown>} reportDamaged tells the functions that a check failed
 */

/** @type {ReadonlySet<DownloadState>} */
const ends = new Set(["saved", "failed", "cancelled"]);

/**
 * The download of one file, or of several as one archive, for a page. Says `change` when its state or its progress
 * changed and never throws; what went wrong is in `error`, with a `code` to translate, and `failedFile` is what it was
 * about. `stalled` is a pause for want of a connection: nothing is lost, and `resume` goes on.
 */
export class Download extends EventTarget {
  #references;
  #desk;
  #order;
  #source;
  #pace = new Pace();
  #over = new AbortController();
  #gate = new Gate();

  /** @type {DownloadState} */
  state = "waiting";
  /** Bytes that were opened and passed on. */
  received = 0;
  /** @type {Error & { code: import("../storage/errors.js").TransferCode } | null} */
  error = null;
  /** @type {import("./opened-file.js").Reference | null} */
  failedFile = null;

  /**
   * @param {import("./opened-file.js").Reference[]} references from the note that vouches for the files
   * @param {import("./sources.js").Order["archive"]} archive null: one file, as it is
   * @param {DownloadDesk} desk of the files' space
   */
  constructor(references, archive, desk) {
    super();
    this.#references = references;
    this.#desk = desk;
    const { spaceId: space, sealKey } = desk;
    this.#order = { jobs: references.map((reference) => ({ reference, space, sealKey })), archive };
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
      requestTicket: (file) => this.#requestTicket(this.#reference(file).id),
      onProgress: (received) => this.#progress(received),
      onFailed: (file) => {
        this.failedFile = this.#reference(file);
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

  /** @param {string} fileId */
  #requestTicket(fileId) {
    return ask(() => this.#desk.requestDownload(fileId), "ticket-refused", this.#over.signal);
  }

  /** @param {number} file */
  #reference(file) {
    return /** @type {import("./opened-file.js").Reference} */ (this.#references[file]);
  }

  /** @param {Error & { code: import("../storage/errors.js").TransferCode }} error */
  async #fail(error) {
    this.error = error;
    this.#over.abort(error);
    this.#become("failed");
    if (error.code === "damaged" && this.failedFile !== null) {
      await this.#desk
        .reportDamaged(this.failedFile.id)
        .catch((cause) => console.warn("The damage could not be reported.", cause));
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
