/**
 * What a page and the service worker say to each other. A `download` and its pings go to the service worker itself,
 * because only those keep it alive; everything else goes over the port that came with the download.
 * @typedef {import("../storage/errors.js").TransferCode} TransferCode
 * @typedef {{ type: "download", token: string, order: import("./sources.js").Order } | { type: "ping", token: string }
 *   } ToServiceWorker
 * @typedef {{ type: "ticket", file: number, ticket: import("./stored-file.js").Ticket }
 *   | { type: "no-ticket", file: number, code: TransferCode, message: string }
 *   | { type: "pause" } | { type: "resume" } | { type: "stop" }} ToJob
 * @typedef {{ type: "accepted" } | { type: "alive" } | { type: "ticket-wanted", file: number }
 *   | { type: "progress", received: number } | { type: "stalled" } | { type: "saved" } | { type: "cancelled" }
 *   | { type: "failed", file: number, code: TransferCode, message: string }} FromJob
 */

/** Where the service worker answers; nothing of the file or its key stands in the address, only a token used once. */
export const downloadPath = "/download/";
