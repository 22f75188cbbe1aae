import { ask } from "../storage/ask.js";
import { toTransferError } from "../storage/errors.js";
import { openFile } from "./opened-file.js";

/**
 * Reads a small file into memory, and gives it only after the check of the whole.
 * @param {import("./download.js").Wanted} file
 * @param {{ space: string, sealKey: Uint8Array }} keys
 * @param {AbortSignal} signal
 * @returns {Promise<import("../crypto/base64.js").Bytes>}
 * @throws {import("../storage/errors.js").TransferError}
 */
export async function readWhole({ reference, requestTicket, reportDamaged }, keys, signal) {
  const whole = new Uint8Array(reference.size);
  const means = { requestTicket: () => ask(requestTicket, "ticket-refused", signal), signal };
  let filled = 0;
  try {
    for await (const piece of openFile({ reference, ...keys }, means)) {
      whole.set(piece, filled);
      filled += piece.length;
    }

    return whole;
  } catch (cause) {
    const error = toTransferError(cause);
    if (error.code === "damaged") {
      await reportDamaged().catch((refusal) => console.warn("The damage could not be reported.", refusal));
    }

    throw error;
  }
}
