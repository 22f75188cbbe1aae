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
 * @typedef {object} Means
 * @property {() => Promise<import("./stored-file.js").DownloadTicket>} requestTicket
 * @property {AbortSignal} signal
 * @property {import("../storage/gate.js").Gate} [gate] closed while paused
 * @property {() => void} [onStalled] see `StoredFile`
 * @property {typeof import("../storage/back-off.js").wait} [pause]
 */

/**
 * The plain bytes of a file, region by region. While one is opened the next is read. The last region is held back until
 * the seal of the whole file was checked: whoever writes these bytes down has an incomplete file until nothing can be
 * wrong with it any more.
 * @param {Job} job
 * @param {Means} means
 * @throws {DamagedError} at the first thing that does not match
 */
export async function* openFile({ reference, space, sealKey }, { requestTicket, onStalled, ...rest }) {
  const seal = checkedSeal(reference);
  const transport = new Transport({ tickets: new Tickets(requestTicket), ...rest });
  const file = new StoredFile(transport, reference.size, onStalled);
  const count = regionCount(reference.size);
  try {
    const opener = await ObjectOpener.begin(sealKey, space, await file.open(), reference.size);
    let coming = count > 0 ? begun(file.region(0)) : null;
    for (let index = 0; coming !== null; index++) {
      const stored = await coming;
      coming = index + 1 < count ? begun(file.region(index + 1)) : null;
      const plain = await opener.openNext(stored);
      if (coming === null) {
        await opener.checkSeal(seal);
      }

      yield plain;
    }

    if (count === 0) {
      await opener.checkSeal(seal);
    }
  } finally {
    await file.close();
  }
}

/**
 * Work whose failure counts only once somebody waits for it: reading ahead may end with nobody there.
 * @template T
 * @param {Promise<T>} work
 */
function begun(work) {
  work.catch(() => undefined);
  return work;
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
