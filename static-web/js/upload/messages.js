/**
 * What a page and its upload worker say to each other.
 * @typedef {{ type: "start", file: File, space: string, sealKey: Uint8Array }
 *   | { type: "ticket", ticket: { uploadUrl: string, expiresAt: string } }
 *   | { type: "pause" } | { type: "resume" }} ToWorker
 * @typedef {{ type: "ticket-wanted" } | { type: "progress", sent: number } | { type: "stored", seal: Uint8Array }
 *   | { type: "failed", code: import("../storage/errors.js").TransferCode, message: string }} FromWorker
 */

export {};
