import { regionLength } from "../crypto/regions.js";
import { toTransferError, TransferError } from "../storage/errors.js";
import { Gate } from "../storage/gate.js";
import { sourceOf } from "./sources.js";

/** @typedef {import("./stored-file.js").DownloadTicket} DownloadTicket */

/** Pieces that are opened ahead of what the browser wrote: the two go on while the other waits for a moment. */
const ahead = 8;

/** Milliseconds between two messages of progress to the page. */
const progressEvery = 100;

/** One order that is opened, piece after piece, while the service worker feeds the browser with what is ready. */
export class DownloadJob {
  #source;
  #tell;
  #feed;
  #stop = new AbortController();
  #gate = new Gate();
  /**
   * What pieces, of a region at most, travel in to the service worker and back: new memory for each would stay until
   * it is cleaned up.
   */
  #memory = Array.from({ length: ahead }, () => new ArrayBuffer(regionLength));
  #hasMemory = () => {};
  /** @type {Map<number, { resolve: (ticket: DownloadTicket) => void, reject: (error: unknown) => void }>} */
  #wanted = new Map();

  /**
   * @param {import("./sources.js").Order} order
   * @param {(message: import("./download-messages.js").FromJob) => void} tell tells the page
   * @param {MessagePort} feed to the service worker
   */
  constructor(order, tell, feed) {
    this.#source = sourceOf(order);
    this.#tell = tell;
    this.#feed = feed;
    feed.onmessage = ({ data }) => this.#hearOutlet(data);
  }

  /** Opens everything and passes it on. What goes wrong breaks the file that is saved, and is told to the page. */
  async run() {
    try {
      await this.#passOn();
    } catch (error) {
      this.#feed.postMessage({ type: "broken" });
      if (!this.#stop.signal.aborted) {
        const { code, message } = toTransferError(error);
        this.#tell({ type: "failed", file: this.#source.current, code, message });
      }
    }
  }

  async #passOn() {
    const pieces = this.#source.read({
      requestTicket: (file) => this.#requestTicket(file),
      signal: this.#stop.signal,
      gate: this.#gate,
      onStalled: () => this.#stall(),
    });
    let received = 0;
    let toldAt = 0;
    for await (const bytes of pieces) {
      const memory = await this.#freeMemory();
      new Uint8Array(memory).set(bytes);
      this.#feed.postMessage({ type: "piece", memory, length: bytes.length }, [memory]);
      received += bytes.length;
      if (performance.now() - toldAt >= progressEvery || received === this.#source.length) {
        toldAt = performance.now();
        this.#tell({ type: "progress", received });
      }
    }

    this.#feed.postMessage({ type: "complete" });
  }

  /** Memory for the next piece, once the browser wrote enough of what it was given. */
  async #freeMemory() {
    for (;;) {
      this.#stop.signal.throwIfAborted();
      const memory = this.#memory.pop();
      if (memory !== undefined) {
        return memory;
      }

      await new Promise((resolve) => {
        this.#hasMemory = () => resolve(undefined);
      });
    }
  }

  #stall() {
    this.#gate.close();
    this.#tell({ type: "stalled" });
  }

  /** @param {number} file @returns {Promise<DownloadTicket>} */
  #requestTicket(file) {
    return new Promise((resolve, reject) => {
      this.#wanted.set(file, { resolve, reject });
      this.#stop.signal.addEventListener("abort", () => reject(this.#stop.signal.reason), { once: true });
      this.#tell({ type: "ticket-wanted", file });
    });
  }

  /** Hears the page. @param {import("./download-messages.js").ToJob} message */
  hear(message) {
    switch (message.type) {
      case "ticket":
        this.#wanted.get(message.file)?.resolve(message.ticket);
        break;
      case "no-ticket":
        this.#wanted.get(message.file)?.reject(new TransferError(message.code, message.message));
        break;
      case "pause":
        this.#gate.close();
        break;
      case "resume":
        this.#gate.open();
        break;
      case "stop":
        this.#end("Stopped by the page.");
        break;
    }
  }

  /** @param {import("./download-messages.js").FromOutlet} message */
  #hearOutlet(message) {
    switch (message.type) {
      case "taken":
        this.#memory.push(message.memory);
        this.#hasMemory();
        break;
      case "cancelled":
        this.#end("Cancelled.");
        this.#tell(message);
        break;
      default:
        this.#tell(message);
    }
  }

  /** @param {string} why */
  #end(why) {
    this.#stop.abort(new Error(why));
    this.#gate.open();
    this.#hasMemory();
  }
}
