import { DownloadJob } from "./download-job.js";
import { downloadPath } from "./messages.js";

/** The downloads that this service worker knows of; they live in its memory and nowhere else. */
export class JobDesk {
  /** @type {Map<string, DownloadJob>} */
  #jobs = new Map();
  /** @type {Set<string>} */
  #begun = new Set();
  /** Ends what the last ping of a download began. @type {Map<string, () => void>} */
  #awake = new Map();

  /**
   * @param {import("./messages.js").ToServiceWorker} message
   * @param {readonly MessagePort[]} ports
   * @returns {Promise<void>} settles when this message asks nothing more of the service worker
   */
  hear(message, [port]) {
    const { token } = message;
    if (message.type === "download" && port !== undefined) {
      const job = new DownloadJob(message.order, port, () => this.#forget(token));
      this.#jobs.set(token, job);
      job.tell({ type: "accepted" });
    }

    this.#jobs.get(token)?.tell({ type: "alive" });
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
    const job = this.#jobs.get(token);
    if (job === undefined || this.#begun.has(token) || request.method !== "GET") {
      return new Response(null, { status: 404 });
    }

    this.#begun.add(token);
    return job.respond();
  }

  /**
   * Work that lasts until the next message about a download, or its end. A service worker without work is ended after
   * half a minute; a page that nobody looks at may ping only once a minute.
   * @param {string} token
   * @returns {Promise<void>}
   */
  #stayAwake(token) {
    this.#awake.get(token)?.();
    if (!this.#jobs.has(token)) {
      return Promise.resolve();
    }

    return new Promise((resolve) => this.#awake.set(token, resolve));
  }

  /** @param {string} token */
  #forget(token) {
    this.#awake.get(token)?.();
    this.#awake.delete(token);
    this.#jobs.delete(token);
    this.#begun.delete(token);
  }
}
