import { DownloadJob } from "./download-job.js";
import { downloadPath } from "./messages.js";

/** The downloads that this service worker knows of; they live in its memory and nowhere else. */
export class JobDesk {
  /** @type {Map<string, DownloadJob>} */
  #jobs = new Map();
  /** @type {Set<string>} */
  #begun = new Set();

  /**
   * @param {import("./messages.js").ToServiceWorker} message
   * @param {readonly MessagePort[]} ports
   */
  hear(message, [port]) {
    if (message.type === "ping") {
      this.#jobs.get(message.token)?.tell({ type: "alive" });
      return;
    }

    if (port !== undefined) {
      const { token } = message;
      const job = new DownloadJob(message.job, port, () => this.#forget(token));
      this.#jobs.set(token, job);
      job.tell({ type: "accepted" });
    }
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

  /** @param {string} token */
  #forget(token) {
    this.#jobs.delete(token);
    this.#begun.delete(token);
  }
}
