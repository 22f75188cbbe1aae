/** @typedef {import("./base64.js").Bytes} Bytes */

const nonceLength = 12;

/** A key that stays in this browser: no script can read it, only use it. @returns {Promise<CryptoKey>} */
export const makeBrowserKey = () =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/**
 * A seal key as this browser may keep it while nobody else has it yet.
 * @param {CryptoKey} browserKey
 * @param {Uint8Array} sealKey
 * @returns {Promise<Bytes>}
 */
export async function hideSealKey(browserKey, sealKey) {
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength));
  const hidden = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, browserKey, /** @type {Bytes} */ (sealKey));
  const bytes = new Uint8Array(nonceLength + hidden.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(hidden), nonceLength);
  return bytes;
}

/**
 * @param {CryptoKey} browserKey
 * @param {Bytes} hidden
 * @returns {Promise<Bytes>} rejects when another browser key hid it
 */
export async function revealSealKey(browserKey, hidden) {
  const [iv, sealed] = [hidden.subarray(0, nonceLength), hidden.subarray(nonceLength)];
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, browserKey, sealed));
}
