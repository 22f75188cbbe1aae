/** @typedef {import("./base64.js").Bytes} Bytes */

/** SHA-256 in bytes. */
const hashLength = 32;

/**
 * SHA-256 of one stored region (nonce, ciphertext and tag).
 * @param {Uint8Array} stored
 * @returns {Promise<Bytes>}
 */
export async function hashRegion(stored) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {Bytes} */ (stored)));
}

/**
 * The seal of a file: SHA-256 over the hashes of its regions, in order, and its plain size as a little-endian 64-bit
 * integer. Tags would not do: whoever has the content key can make another region with the same tag.
 * @param {readonly Uint8Array[]} hashes one for each region
 * @param {number} size
 * @returns {Promise<Bytes>} 32 bytes
 */
export async function sealOf(hashes, size) {
  const input = new Uint8Array(hashes.length * hashLength + 8);
  hashes.forEach((hash, index) => input.set(hash, index * hashLength));
  new DataView(input.buffer).setBigUint64(hashes.length * hashLength, BigInt(size), true);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", input));
}
