/**
 * What a page and the service worker say to each other. A `download` and its pings go to the service worker itself,
 * because only those keep it alive; everything else goes over the port that came with the download.
 * @typedef {{ type: "download", token: string, job: import("./opened-file.js").Job } | { type: "ping", token: string }
 *   } ToServiceWorker
 * @typedef {{ type: "ticket", ticket: import("./stored-file.js").Ticket } | { type: "stop" }} ToJob
 * @typedef {{ type: "accepted" } | { type: "alive" } | { type: "ticket-wanted" }
 *   | { type: "progress", received: number } | { type: "saved" } | { type: "cancelled" }
 *   | { type: "failed", code: import("../storage/errors.js").TransferCode, message: string }} FromJob
 */

/** Where the service worker answers; nothing of the file or its key stands in the address, only a token used once. */
export const downloadPath = "/download/";
