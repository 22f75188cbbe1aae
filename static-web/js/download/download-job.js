import { toTransferError, TransferError } from "../storage/errors.js";
import { Gate } from "../storage/gate.js";
import { contentDisposition } from "./attachment.js";
import { sourceOf } from "./sources.js";

/** @typedef {import("./stored-file.js").Ticket} Ticket */

/** Pieces that are opened ahead of what the browser wrote: the two go on while the other waits for a moment. */
const ahead = 8;

/** Milliseconds between two messages of progress to the page. */
const progressEvery = 100;

/** One order that the service worker opens while the browser writes it to disk. */
export class DownloadJob {
  #source;
  #port;
  #over;
  #stop = new AbortController();
  #gate = new Gate();
  /** @type {Map<number, { resolve: (ticket: Ticket) => void, reject: (error: unknown) => void }>} */
  #wanted = new Map();

  /**
   * @param {import("./sources.js").Order} order
   * @param {MessagePort} port to the page that wants it
   * @param {() => void} over called when it ended in any way
   */
  constructor(order, port, over) {
    this.#source = sourceOf(order);
    this.#port = port;
    this.#over = over;
    port.onmessage = ({ data }) => this.#hear(data);
  }

  /** @param {import("./messages.js").FromJob} message */
  tell(message) {
    this.#port.postMessage(message);
  }

  /** The answer that the browser saves. Its length is announced: a file that ends early is a failed download. */
  respond() {
    return new Response(this.#body(), {
      headers: {
        "content-type": "application/octet-stream",
        "content-length": String(this.#source.length),
        "content-disposition": contentDisposition(this.#source.name),
        "content-security-policy": "default-src 'none'",
        "x-content-type-options": "nosniff",
        "accept-ranges": "none",
        "cache-control": "no-store",
      },
    });
  }

  /**
   * The next pieces are opened while the browser writes. Every piece that it takes is a pull; it is over when it took
   * the last one.
   */
  #body() {
    const pieces = this.#source.read({
      requestTicket: (file) => this.#requestTicket(file),
      signal: this.#stop.signal,
      gate: this.#gate,
      onStalled: () => this.#stall(),
    });
    let received = 0;
    let toldAt = 0;
    return new ReadableStream({
      pull: async (controller) => {
        try {
          const { done, value } = await pieces.next();
          if (done) {
            if (controller.desiredSize === ahead) {
              controller.close();
              this.#end({ type: "saved" });
            }

            return;
          }

          received += value.length;
          controller.enqueue(value);
          if (performance.now() - toldAt >= progressEvery || received === this.#source.length) {
            toldAt = performance.now();
            this.tell({ type: "progress", received });
          }
        } catch (error) {
          controller.error(error);
          const { code, message } = toTransferError(error);
          this.#end({ type: "failed", file: this.#source.current, code, message });
        }
      },
      cancel: () => {
        this.#stop.abort(new Error("Cancelled."));
        this.#end({ type: "cancelled" });
      },
    }, { highWaterMark: ahead });
  }

  /** @param {import("./messages.js").FromJob} message */
  #end(message) {
    this.tell(message);
    this.#over();
  }

  #stall() {
    this.#gate.close();
    this.tell({ type: "stalled" });
  }

  /** @param {number} file @returns {Promise<Ticket>} */
  #requestTicket(file) {
    return new Promise((resolve, reject) => {
      this.#wanted.set(file, { resolve, reject });
      this.#stop.signal.addEventListener("abort", () => reject(this.#stop.signal.reason), { once: true });
      this.tell({ type: "ticket-wanted", file });
    });
  }

  /** @param {import("./messages.js").ToJob} message */
  #hear(message) {
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
        this.#stop.abort(new Error("Stopped by the page."));
        this.#gate.open();
        this.#over();
        break;
    }
  }
}
