/**
 * The arithmetic of the sealed layout: how plaintext is cut and where its sealed regions lie.
 *
 *     plain:   |----- 512 KiB -----|----- 512 KiB -----|-- rest --|
 *     stored:  |nonce|cipher…|tag|  |nonce|cipher…|tag| |nonce|…|tag|
 *                12            16     region 1            region 2
 */

/** @typedef {import("./base64.js").Bytes} Bytes */

/** Plain bytes in every region but the last. Browsers seal these twice as fast as ones of 1 MiB (decision 017). */
export const regionLength = 512 * 1024;

export const nonceLength = 12;
export const tagLength = 16;

/** What sealing adds to each region. */
export const regionOverhead = nonceLength + tagLength;

/** A full region as it is stored. */
export const storedRegionLength = regionLength + regionOverhead;

/**
 * @param {number} size plain bytes
 * @returns {number} 0 for an empty object
 */
export function regionCount(size) {
  return Math.ceil(size / regionLength);
}

/**
 * @param {number} size plain bytes of the object
 * @returns {number} bytes the object takes in storage
 */
export function storedLengthOf(size) {
  return size + regionCount(size) * regionOverhead;
}

/**
 * @param {number} size plain bytes of the object
 * @param {number} index from 0, below `regionCount(size)`
 * @returns {number} plain bytes of that region
 */
export function plainLengthOf(size, index) {
  return Math.min(regionLength, size - index * regionLength);
}

/**
 * Four zero bytes and the position, counted from 1, as a little-endian 64-bit integer. Counting is safe because every
 * encryption run has a key of its own.
 * @param {number} index from 0
 * @returns {Bytes}
 */
export function nonceOf(index) {
  const nonce = new Uint8Array(nonceLength);
  new DataView(nonce.buffer).setBigUint64(4, BigInt(index + 1), true);
  return nonce;
}
