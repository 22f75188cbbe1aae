/**
 * What a page and its upload worker say to each other.
 * @typedef {Pick<import("./journal.js").UploadRecord, "participantId" | "mailboxId" | "fileId" | "name" | "draft"
 *   | "hiddenKey" | "words">} Kept by which a browser finds an upload again
 * @typedef {{ type: "start", file: File, space: string, sealKey: Uint8Array, kept: Kept, isResumed: boolean }
 *   | { type: "ticket", ticket: import("./upload-run.js").UploadTicket }
 *   | { type: "pause" } | { type: "resume" }} ToWorker
 * @typedef {{ type: "ticket-wanted" } | { type: "progress", sent: number } | { type: "stored", seal: Uint8Array }
 *   | { type: "failed", code: import("../storage/errors.js").TransferCode, message: string }} FromWorker
 */

export {};
