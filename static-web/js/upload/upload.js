import { toBase64 } from "../crypto/base64.js";
import { ask } from "../storage/ask.js";
import { toTransferError, TransferError } from "../storage/errors.js";
import { Pace } from "../storage/pace.js";
import { makeUploadWorker } from "../trusted-scripts.js";
import { lockOf } from "./journal.js";
import { keptOf } from "./kept.js";
import { Turns } from "./turns.js";

/**
 * @typedef {"waiting" | "sending" | "paused" | "finishing" | "ready" | "failed" | "cancelled"} UploadState
 * @typedef {object} UploadDesk whom to ask about the files of a space; each question again when only the moment was bad
 * @property {string} spaceId
 * @property {string} participantId as whom they are sent
 * @property {string | null} mailboxId for which they are sent; null: a visitor's
 * @property {boolean} isStarted whether the service has the space's seal key, and not this browser alone
 * @property {string | undefined} [draft] of what they are to be a part, where its space has several
 * @property {Uint8Array} sealKey of the space, as it counts at this moment
 * @property {(fileId: string, size: number, isResumed: boolean) =>
 *   Promise<import("./upload-run.js").UploadTicket>} requestUpload a ticket, and another one when it ends
 * @property {(fileId: string) => Promise<unknown>} finish
 */

// Four blocks under way fill a line; more files at once would only make each of them slower and take more memory.
const turns = new Turns(2);

/**
 * The upload of one file, for a page. Says `change` when its state or its progress changed and never throws; what went
 * wrong is in `error`, with a `code` to translate.
 */
export class Upload extends EventTarget {
  #parts;
  #sealKey;
  #pace = new Pace();
  #over = new AbortController();
  #isStarted = false;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {() => void} */
  #leaveTurn = () => {};
  /** @type {() => void} */
  #unlock = () => {};

  /** @type {UploadState} */
  state = "waiting";
  /** Plain bytes that the storage has. */
  sent = 0;
  /** @type {Error & { code: import("../storage/errors.js").TransferCode } | null} */
  error = null;
  /**
   * What a note says of the file, once it is ready.
   * @type {{ id: string, name: string, type: string, size: number, seal: string } | null}
   */
  reference = null;

  /**
   * @param {object} parts
   * @param {File} parts.file
   * @param {string} parts.name as the note will say it, with its path in a folder
   * @param {string | null} parts.words when it was made of what was typed, and is on no disk
   * @param {string} parts.fileId
   * @param {UploadDesk} parts.desk of the space that the file is for
   * @param {boolean} [parts.isResumed] whether it goes on where an earlier one was cut off
   */
  constructor(parts) {
    super();
    this.#parts = parts;
    // Under which it is sealed and found again, also when another one counts by then.
    this.#sealKey = parts.desk.sealKey;
    this.size = parts.file.size;
  }

  get bytesPerSecond() {
    return this.#pace.bytesPerSecond;
  }

  /** Null while nothing is known. */
  get secondsLeft() {
    return this.#pace.secondsLeft(this.size - this.sent);
  }

  start() {
    if (!this.#isStarted && !this.#isOver) {
      this.#isStarted = true;
      this.#leaveTurn = turns.take(() => this.#begin());
    }
  }

  /** Stops what is under way; `resume` sends the same sealed bytes again. */
  pause() {
    if (this.state === "sending") {
      this.#tell({ type: "pause" });
      this.#become("paused");
    }
  }

  resume() {
    if (this.state === "paused") {
      this.#pace.reset();
      this.#tell({ type: "resume" });
      this.#become("sending");
    }
  }

  cancel() {
    if (!this.#isOver) {
      this.#end("cancelled");
    }

    this.letGo();
  }

  /** Nobody needs it any more: its message was sent, or it was taken back. */
  letGo() {
    this.#unlock();
  }

  get #isOver() {
    return ["ready", "failed", "cancelled"].includes(this.state);
  }

  #begin() {
    if (this.#isOver) {
      return;
    }

    this.#become("sending");
    void this.#startWorker().catch((error) => this.#fail(error));
  }

  async #startWorker() {
    const { file, desk, isResumed = false } = this.#parts;
    const sealKey = this.#sealKey;
    await this.#lock();
    const kept = await keptOf(desk, sealKey, this.#parts);
    if (this.#isOver) {
      return;
    }

    this.#worker = makeUploadWorker();
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    // Without words it is the script that could not be loaded.
    this.#worker.onerror = ({ message }) =>
      this.#fail(new TransferError(message ? "unexpected" : "network", message || "The worker did not come."));
    this.#pace.add(0, performance.now());
    this.#tell({ type: "start", file, space: desk.spaceId, sealKey, kept, isResumed });
    if (this.state === "paused") {
      this.#tell({ type: "pause" });
    }
  }

  /**
   * Two tabs must not go on with the same run: each would seal with its key. Held until the page closes, the upload
   * ends without a file, or its message was sent. Without Web Locks no run is ever gone on with (see the journal), so
   * there is nothing to hold.
   * @throws {TransferError} `other-tab`
   */
  #lock() {
    if (navigator.locks === undefined) {
      return Promise.resolve();
    }

    /** @type {Promise<void>} */
    const held = new Promise((resolve) => {
      this.#unlock = resolve;
    });
    return new Promise((resolve, reject) => {
      const decide = (/** @type {Lock | null} */ lock) => {
        if (lock === null) {
          reject(new TransferError("other-tab", "Another tab sends this file."));
          return undefined;
        }

        resolve(undefined);
        return held;
      };
      navigator.locks.request(lockOf(this.#parts.fileId), { ifAvailable: true }, decide).catch(reject);
    });
  }

  /** @param {import("./upload-messages.js").FromWorker} message */
  #hear(message) {
    switch (message.type) {
      case "ticket-wanted":
        void this.#giveTicket();
        break;
      case "progress":
        this.sent = message.sent;
        this.#pace.add(message.sent, performance.now());
        this.#changed();
        break;
      case "stored":
        void this.#finish(message.seal);
        break;
      case "failed":
        this.#fail(new TransferError(message.code, message.message));
        break;
    }
  }

  async #giveTicket() {
    const { desk, fileId, isResumed = false } = this.#parts;
    try {
      const request = () => desk.requestUpload(fileId, this.size, isResumed);
      const ticket = await ask(request, "ticket-refused", this.#over.signal);
      this.#tell({ type: "ticket", ticket });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {Uint8Array} seal */
  async #finish(seal) {
    const { file, name, fileId, desk } = this.#parts;
    this.#become("finishing");
    // While the service takes it over, another file may go.
    this.#leaveTurn();
    try {
      await ask(() => desk.finish(fileId), "finish-refused", this.#over.signal);
    } catch (error) {
      this.#fail(error);
      return;
    }

    if (!this.#isOver) {
      this.reference = { id: fileId, name, type: file.type, size: this.size, seal: toBase64(seal) };
      this.#end("ready");
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!this.#isOver) {
      this.error = toTransferError(error);
      this.#end("failed");
    }
  }

  /** @param {"ready" | "failed" | "cancelled"} state */
  #end(state) {
    this.#over.abort();
    this.#worker?.terminate();
    this.#worker = null;
    if (state === "failed") {
      this.letGo();
    }

    this.#become(state);
    this.#leaveTurn();
  }

  /** @param {UploadState} state */
  #become(state) {
    this.state = state;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  /** @param {import("./upload-messages.js").ToWorker} message */
  #tell(message) {
    this.#worker?.postMessage(message);
  }
}
