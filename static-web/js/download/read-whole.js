import { ask } from "../storage/ask.js";
import { toTransferError } from "../storage/errors.js";
import { openFile } from "./opened-file.js";

/**
 * Reads a small file into memory, and gives it only after the check of the whole.
 * @param {import("./opened-file.js").Reference} reference
 * @param {import("./download.js").DownloadDesk} desk of the file's space
 * @param {AbortSignal} signal
 * @returns {Promise<import("../crypto/base64.js").Bytes>}
 * @throws {import("../storage/errors.js").TransferError}
 */
export async function readWhole(reference, desk, signal) {
  const { id, size } = reference;
  const { spaceId: space, sealKey } = desk;
  const whole = new Uint8Array(size);
  const means = { requestTicket: () => ask(() => desk.requestDownload(id), "ticket-refused", signal), signal };
  let filled = 0;
  try {
    for await (const piece of openFile({ reference, space, sealKey }, means)) {
      whole.set(piece, filled);
      filled += piece.length;
    }

    return whole;
  } catch (cause) {
    const error = toTransferError(cause);
    if (error.code === "damaged") {
      await desk.reportDamaged(id).catch((refusal) => console.warn("The damage could not be reported.", refusal));
    }

    throw error;
  }
}
