import { TransferError } from "../storage/errors.js";

/** Without a service worker a file passes through memory whole. */
const largestInMemory = 64 * 1024 * 1024;

/** Seconds after which the browser has surely taken the bytes. */
const takenAfter = 60;

/**
 * @param {import("./sources.js").Source} source
 * @param {import("./sources.js").Saving} saving
 * @returns {Promise<"saved">}
 * @throws {TransferError} `unsupported` when it is too large for this
 */
export async function saveInOnePiece(source, { onProgress, onFailed, signal, ...means }) {
  if (source.length > largestInMemory) {
    throw new TransferError("unsupported", "Without a service worker this is too large.");
  }

  /** @type {BlobPart[]} */
  const parts = [];
  let received = 0;
  try {
    for await (const piece of source.read({ signal, ...means })) {
      parts.push(piece);
      received += piece.length;
      onProgress(received);
    }
  } catch (error) {
    onFailed(source.current);
    throw error;
  }

  signal.throwIfAborted();
  // Only here, after the check of the whole, is there anything to save.
  save(new Blob(parts, { type: "application/octet-stream" }), source.name);
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
