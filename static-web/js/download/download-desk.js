import { downloadPath } from "./download-messages.js";
import { Outlet } from "./outlet.js";

/** The downloads that this service worker knows of; they live in its memory and nowhere else. */
export class DownloadDesk {
  /** @type {Map<string, Outlet>} */
  #outlets = new Map();
  /** @type {Set<string>} */
  #begun = new Set();
  /** Ends what the last ping of a download began. @type {Map<string, () => void>} */
  #awake = new Map();

  /**
   * @param {import("./download-messages.js").ToServiceWorker} message
   * @param {readonly MessagePort[]} ports
   * @returns {Promise<void>} settles when this message asks nothing more of the service worker
   */
  hear(message, [feed]) {
    const { token } = message;
    if (message.type === "download" && feed !== undefined) {
      const outlet = new Outlet(message.label, feed, () => this.#forget(token));
      this.#outlets.set(token, outlet);
      outlet.tell({ type: "accepted" });
    }

    if (message.type === "stop") {
      this.#outlets.get(token)?.breakOff();
    }

    this.#outlets.get(token)?.tell({ type: "alive" });
    return this.#stayAwake(token);
  }

  /**
   * @param {Request} request
   * @returns {Response | null} null when it is not a download's address
   */
  answer(request) {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(downloadPath)) {
      return null;
    }

    const token = pathname.slice(downloadPath.length);
    const outlet = this.#outlets.get(token);
    if (outlet === undefined || this.#begun.has(token) || request.method !== "GET") {
      return new Response(null, { status: 404 });
    }

    this.#begun.add(token);
    return outlet.respond();
  }

  /**
   * Work that lasts until the next message about a download, or its end. A service worker without work is ended after
   * half a minute; a page that nobody looks at may ping only once a minute.
   * @param {string} token
   * @returns {Promise<void>}
   */
  #stayAwake(token) {
    this.#awake.get(token)?.();
    if (!this.#outlets.has(token)) {
      return Promise.resolve();
    }

    return new Promise((resolve) => this.#awake.set(token, resolve));
  }

  /** @param {string} token */
  #forget(token) {
    this.#awake.get(token)?.();
    this.#awake.delete(token);
    this.#outlets.delete(token);
    this.#begun.delete(token);
  }
}
