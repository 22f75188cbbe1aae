import { contentDisposition } from "./safe-names.js";

/**
 * One file that the browser saves, in the service worker: pieces come from whoever opens them, and leave as the answer
 * to the browser's request.
 */
export class Outlet {
  #label;
  #feed;
  #over;
  /** @type {ReadableStreamDefaultController<Uint8Array> | null} */
  #controller = null;
  /** @type {Exclude<import("./download-messages.js").ToOutlet, { type: "broken" }>[]} */
  #waiting = [];
  #arrived = () => {};

  /**
   * @param {import("./download-messages.js").Label} label
   * @param {MessagePort} feed
   * @param {() => void} over called when it ended in any way
   */
  constructor(label, feed, over) {
    this.#label = label;
    this.#feed = feed;
    this.#over = over;
    feed.onmessage = ({ data }) => this.#hear(data);
  }

  /** @param {import("./download-messages.js").FromOutlet} message */
  tell(message) {
    this.#feed.postMessage(message, message.type === "taken" ? [message.memory] : []);
  }

  /** Nothing more will come: what is being saved fails at once, and what was not asked for yet never begins. */
  breakOff() {
    this.#controller?.error(new Error("What was being saved broke off."));
    this.#over();
  }

  /** The answer that the browser saves. Its length is announced: a file that ends early is a failed download. */
  respond() {
    return new Response(this.#body(), {
      headers: {
        "content-type": "application/octet-stream",
        "content-length": String(this.#label.length),
        "content-disposition": contentDisposition(this.#label.name),
        "content-security-policy": "default-src 'none'",
        "x-content-type-options": "nosniff",
        "accept-ranges": "none",
        "cache-control": "no-store",
      },
    });
  }

  /** Holds nothing back: it is asked for a piece when the browser has written the one before. */
  #body() {
    /** @type {ArrayBuffer | null} */
    let written = null;
    return new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      pull: async (controller) => {
        if (written !== null) {
          this.tell({ type: "taken", memory: written });
          written = null;
        }

        const message = await this.#next();
        switch (message.type) {
          case "piece":
            written = message.memory;
            controller.enqueue(new Uint8Array(message.memory, 0, message.length));
            break;
          case "complete":
            controller.close();
            this.#end({ type: "saved" });
            break;
        }
      },
      cancel: () => this.#end({ type: "cancelled" }),
    }, { highWaterMark: 0 });
  }

  async #next() {
    for (;;) {
      const message = this.#waiting.shift();
      if (message !== undefined) {
        return message;
      }

      await new Promise((resolve) => {
        this.#arrived = () => resolve(undefined);
      });
    }
  }

  /** @param {import("./download-messages.js").ToOutlet} message */
  #hear(message) {
    if (message.type === "broken") {
      this.breakOff();
    } else {
      this.#waiting.push(message);
      this.#arrived();
    }
  }

  /** @param {import("./download-messages.js").FromOutlet} message */
  #end(message) {
    this.tell(message);
    this.#over();
  }
}
