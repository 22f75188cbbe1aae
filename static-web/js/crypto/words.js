import { fromBase64, toBase64 } from "./base64.js";
import { ObjectOpener } from "./object-opener.js";
import { ObjectSealer } from "./object-sealer.js";
import {
  plainLengthOf,
  regionCount,
  regionLength,
  regionOverhead,
  storedLengthOf,
  storedRegionLength,
} from "./regions.js";

/** Words as they are kept sealed: an object's metadata and its regions. @typedef {{ encryptionData: string,
 *   body: import("./base64.js").Bytes }} SealedWords */

/**
 * Seals words that are too long for a note, as an object of its own.
 * @param {Uint8Array} sealKey of the space
 * @param {string} space its id
 * @param {string} words
 * @returns {Promise<SealedWords & { seal: string }>} with the seal, in base64, that a note must vouch for
 */
export const sealWords = (sealKey, space, words) => sealBytes(sealKey, space, new TextEncoder().encode(words));

/**
 * So bytes that this browser keeps.
 * @param {Uint8Array} sealKey of the space
 * @param {string} space its id
 * @param {import("./base64.js").Bytes} plain
 * @returns {Promise<SealedWords & { seal: string }>}
 */
export async function sealBytes(sealKey, space, plain) {
  const sealer = await ObjectSealer.begin(sealKey, space, plain.length);
  const body = new Uint8Array(storedLengthOf(plain.length));
  for (let index = 0; index < regionCount(plain.length); index++) {
    const start = index * regionLength;
    const region = plain.subarray(start, start + plainLengthOf(plain.length, index));
    await sealer.sealRegion(index, region, body.subarray(index * storedRegionLength));
  }

  return { encryptionData: sealer.encryptionData, body, seal: toBase64(await sealer.seal()) };
}

/**
 * @param {Uint8Array} sealKey of the space
 * @param {string} space its id
 * @param {SealedWords} sealed
 * @param {{ size: number, seal: string }} expected plain bytes, and what the note says
 * @returns {Promise<string>}
 * @throws {import("./errors.js").DamagedError} when it is anything else
 */
export async function openWords(sealKey, space, sealed, expected) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await openBytes(sealKey, space, sealed, expected));
}

/**
 * @param {Uint8Array} sealKey of the space
 * @param {string} space its id
 * @param {SealedWords} sealed
 * @param {{ size: number, seal: string }} expected plain bytes, and what the note says
 * @returns {Promise<import("./base64.js").Bytes>}
 * @throws {import("./errors.js").DamagedError} when it is anything else
 */
export async function openBytes(sealKey, space, { encryptionData, body }, { size, seal }) {
  const opener = await ObjectOpener.begin(sealKey, space, encryptionData, size);
  const plain = new Uint8Array(size);
  for (let index = 0; index < regionCount(size); index++) {
    const start = index * storedRegionLength;
    const stored = body.subarray(start, start + plainLengthOf(size, index) + regionOverhead);
    plain.set(await opener.openNext(stored), index * regionLength);
  }

  await opener.checkSeal(fromBase64(seal));
  return plain;
}
