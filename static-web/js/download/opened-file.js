import { fromBase64 } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { ObjectOpener } from "../crypto/object-opener.js";
import { regionCount } from "../crypto/regions.js";
import { Tickets } from "../storage/tickets.js";
import { Transport } from "../storage/transport.js";
import { StoredFile } from "./stored-file.js";

/** @typedef {{ id: string, name: string, type: string, size: number, seal: string }} Reference */

/**
 * What it takes to read one file.
 * @typedef {{ reference: Reference, space: string, sealKey: Uint8Array }} Job
 */

/**
 * The plain bytes of a file, region by region. The last region is held back until the seal of the whole file was
 * checked: whoever writes these bytes down has an incomplete file until nothing can be wrong with it any more.
 * @param {Job} job
 * @param {object} parts
 * @param {() => Promise<import("./stored-file.js").Ticket>} parts.requestTicket
 * @param {AbortSignal} parts.signal
 * @param {typeof import("../storage/back-off.js").wait} [parts.pause]
 * @throws {DamagedError} at the first thing that does not match
 */
export async function* openFile({ reference, space, sealKey }, { requestTicket, ...rest }) {
  const seal = checkedSeal(reference);
  const transport = new Transport({ tickets: new Tickets(requestTicket), ...rest });
  const file = new StoredFile(transport, reference.size);
  try {
    const opener = await ObjectOpener.begin(sealKey, space, await file.open(), reference.size);
    const last = regionCount(reference.size) - 1;
    for (let index = 0; index < last; index++) {
      yield await opener.openNext(await file.region(index));
    }

    const end = last < 0 ? null : await opener.openNext(await file.region(last));
    await opener.checkSeal(seal);
    if (end !== null) {
      yield end;
    }
  } finally {
    await file.close();
  }
}

/** @param {Reference} reference */
function checkedSeal({ size, seal }) {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new DamagedError("The note names an impossible size.");
  }

  try {
    return fromBase64(seal);
  } catch (cause) {
    throw new DamagedError("The note holds no seal.", { cause });
  }
}
