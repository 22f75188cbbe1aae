import { DownloadJob } from "./download-job.js";

/**
 * Opens what is to be saved, off the page's thread and off that of the service worker, which feeds the browser with it.
 * It ends when the page says `stop`.
 */
const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @type {DownloadJob | undefined} */
let job;
/** @type {Promise<void> | undefined} */
let ended;

scope.onmessage = (/** @type {MessageEvent<import("./download-messages.js").ToJob>} */ { data, ports: [feed] }) => {
  if (data.type === "start" && feed !== undefined) {
    job = new DownloadJob(data.order, (message) => scope.postMessage(message), feed);
    ended = job.run();
    return;
  }

  job?.hear(data);
  if (data.type === "stop") {
    void ended?.then(() => scope.close());
  }
};
