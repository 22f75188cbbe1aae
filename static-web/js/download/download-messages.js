/**
 * What is said while something is saved. The page talks to the worker that opens, `open-worker.js`, which talks to the
 * service worker over a port of their own. A `download` and its pings go from the page to the service worker itself,
 * because only those keep it alive.
 * @typedef {import("../storage/errors.js").TransferCode} TransferCode
 * @typedef {{ name: string, length: number }} Label what the browser is told of what it saves
 * @typedef {{ type: "download", token: string, label: Label } | { type: "ping", token: string }
 *   | { type: "stop", token: string }} ToServiceWorker
 * @typedef {{ type: "start", order: import("./sources.js").Order }
 *   | { type: "ticket", file: number, ticket: import("./stored-file.js").DownloadTicket }
 *   | { type: "no-ticket", file: number, code: TransferCode, message: string }
 *   | { type: "pause" } | { type: "resume" } | { type: "stop" }} ToJob
 * @typedef {{ type: "piece", memory: ArrayBuffer, length: number } | { type: "complete" } | { type: "broken" }
 *   } ToOutlet given away with its memory
 * @typedef {{ type: "accepted" } | { type: "alive" } | { type: "saved" } | { type: "cancelled" }} Outcome passed on to
 *   the page
 * @typedef {{ type: "taken", memory: ArrayBuffer } | Outcome} FromOutlet gives memory back, to be used again
 * @typedef {{ type: "ticket-wanted", file: number } | { type: "progress", received: number } | { type: "stalled" }
 *   | { type: "failed", file: number, code: TransferCode, message: string } | Outcome} FromJob
 */

/** Where the service worker answers; nothing of the file or its key stands in the address, only a token used once. */
export const downloadPath = "/download/";
