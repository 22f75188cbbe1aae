import { toTransferError } from "../storage/errors.js";
import { contentDisposition } from "./attachment.js";
import { openFile } from "./opened-file.js";

/** One file that the service worker opens while the browser writes it to disk. */
export class DownloadJob {
  #job;
  #port;
  #over;
  #stop = new AbortController();
  /** @type {(ticket: import("./stored-file.js").Ticket) => void} */
  #takeTicket = () => {};

  /**
   * @param {import("./opened-file.js").Job} job
   * @param {MessagePort} port to the page that wants it
   * @param {() => void} over called when it ended in any way
   */
  constructor(job, port, over) {
    this.#job = job;
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
        "content-length": String(this.#job.reference.size),
        "content-disposition": contentDisposition(this.#job.reference.name),
        "content-security-policy": "default-src 'none'",
        "x-content-type-options": "nosniff",
        "accept-ranges": "none",
        "cache-control": "no-store",
      },
    });
  }

  /**
   * A queue of one region: the next one is opened while the browser writes, and the last pull comes only after the
   * browser took everything.
   */
  #body() {
    const signal = this.#stop.signal;
    const regions = openFile(this.#job, { requestTicket: () => this.#requestTicket(), signal });
    let received = 0;
    return new ReadableStream({
      pull: async (controller) => {
        try {
          const { done, value } = await regions.next();
          if (done) {
            controller.close();
            this.#end({ type: "saved" });
            return;
          }

          received += value.length;
          controller.enqueue(value);
          this.tell({ type: "progress", received });
        } catch (error) {
          controller.error(error);
          const { code, message } = toTransferError(error);
          this.#end({ type: "failed", code, message });
        }
      },
      cancel: () => {
        this.#stop.abort(new Error("Cancelled."));
        this.#end({ type: "cancelled" });
      },
    }, { highWaterMark: 1 });
  }

  /** @param {import("./messages.js").FromJob} message */
  #end(message) {
    this.tell(message);
    this.#over();
  }

  /** @returns {Promise<import("./stored-file.js").Ticket>} */
  #requestTicket() {
    return new Promise((resolve, reject) => {
      this.#takeTicket = resolve;
      this.#stop.signal.addEventListener("abort", () => reject(this.#stop.signal.reason), { once: true });
      this.tell({ type: "ticket-wanted" });
    });
  }

  /** @param {import("./messages.js").ToJob} message */
  #hear(message) {
    if (message.type === "ticket") {
      this.#takeTicket(message.ticket);
      return;
    }

    this.#stop.abort(new Error("Stopped by the page."));
    this.#over();
  }
}
