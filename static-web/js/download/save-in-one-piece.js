import { TransferError } from "../storage/errors.js";
import { safeName } from "./attachment.js";
import { openFile } from "./opened-file.js";

/** Without a service worker a file passes through memory whole. */
const largestInMemory = 64 * 1024 * 1024;

/** Seconds after which the browser has surely taken the bytes. */
const takenAfter = 60;

/**
 * @param {import("./opened-file.js").Job} job
 * @param {object} parts
 * @param {() => Promise<import("./stored-file.js").Ticket>} parts.requestTicket
 * @param {(received: number) => void} parts.onProgress
 * @param {AbortSignal} parts.signal
 * @returns {Promise<"saved">}
 * @throws {TransferError} `unsupported` when the file is too large for this
 */
export async function saveInOnePiece(job, { requestTicket, onProgress, signal }) {
  if (job.reference.size > largestInMemory) {
    throw new TransferError("unsupported", "Without a service worker this file is too large.");
  }

  /** @type {BlobPart[]} */
  const parts = [];
  let received = 0;
  for await (const region of openFile(job, { requestTicket, signal })) {
    parts.push(region);
    received += region.length;
    onProgress(received);
  }

  signal.throwIfAborted();
  // Only here, after the check of the whole, is there anything to save.
  save(new Blob(parts, { type: "application/octet-stream" }), safeName(job.reference.name));
  return "saved";
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), takenAfter * 1000);
}
