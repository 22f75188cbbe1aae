import { DamagedError } from "./errors.js";

/** @typedef {import("./base64.js").Bytes} Bytes */

/**
 * AES key wrap (RFC 3394) with a 256-bit key: `A256KW`. Web Crypto wraps keys and not bytes, so the bytes travel as a
 * raw HMAC key, the one kind that may have any length.
 */
const carrier = { name: "HMAC", hash: "SHA-256" };

/** What wrapping adds. */
const wrapOverhead = 8;

/**
 * @param {Uint8Array} wrappingKey 32 bytes
 * @param {Uint8Array} bytes a multiple of 8, at least 16
 * @returns {Promise<Bytes>} 8 bytes longer
 */
export async function wrapBytes(wrappingKey, bytes) {
  const wrapper = await importWrapper(wrappingKey, "wrapKey");
  const key = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (bytes), carrier, true, ["sign"]);
  return new Uint8Array(await crypto.subtle.wrapKey("raw", key, wrapper, "AES-KW"));
}

/**
 * @param {Uint8Array} wrappingKey 32 bytes
 * @param {Uint8Array} wrapped
 * @param {number} length how many bytes must come out
 * @returns {Promise<Bytes>}
 * @throws {DamagedError} when it was wrapped under another key, was changed, or has another length
 */
export async function unwrapBytes(wrappingKey, wrapped, length) {
  if (wrapped.length !== length + wrapOverhead) {
    throw new DamagedError("A wrapped key has the wrong length.");
  }

  const wrapper = await importWrapper(wrappingKey, "unwrapKey");
  const key = await unwrapCarrier(wrapper, /** @type {Bytes} */ (wrapped));
  return new Uint8Array(await crypto.subtle.exportKey("raw", key));
}

/**
 * @param {Uint8Array} wrappingKey
 * @param {"wrapKey" | "unwrapKey"} usage
 */
function importWrapper(wrappingKey, usage) {
  if (wrappingKey.length !== 32) {
    throw new RangeError("A wrapping key is 32 bytes.");
  }

  return crypto.subtle.importKey("raw", /** @type {Bytes} */ (wrappingKey), "AES-KW", false, [usage]);
}

/**
 * @param {CryptoKey} wrapper
 * @param {Bytes} wrapped
 */
async function unwrapCarrier(wrapper, wrapped) {
  try {
    return await crypto.subtle.unwrapKey("raw", wrapped, wrapper, "AES-KW", carrier, true, ["sign"]);
  } catch (cause) {
    throw new DamagedError("A wrapped key does not open.", { cause });
  }
}
