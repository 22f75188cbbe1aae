import { DamagedError } from "./errors.js";
import { unwrapBytes, wrapBytes } from "./key-wrap.js";

/** @typedef {import("./base64.js").Bytes} Bytes */

/**
 * What is wrapped under the seal key, 40 bytes. The protocol in front stops someone from passing the key off under a
 * lower protocol.
 *
 *     | "2.0" and five zero bytes | content key |
 *       8                           32
 */
const protocolLength = 8;
const keyLength = 32;

/** @param {string} protocol */
function protocolBytes(protocol) {
  const bytes = new Uint8Array(protocolLength);
  new TextEncoder().encodeInto(protocol, bytes);
  return bytes;
}

/** A new content key: one per sealed object and per encryption run. */
export function makeContentKey() {
  return crypto.getRandomValues(new Uint8Array(keyLength));
}

/**
 * @param {Uint8Array} sealKey
 * @param {Uint8Array} contentKey
 * @param {string} protocol
 * @returns {Promise<Bytes>} 48 bytes
 */
export function wrapContentKey(sealKey, contentKey, protocol) {
  const bytes = new Uint8Array(protocolLength + keyLength);
  bytes.set(protocolBytes(protocol));
  bytes.set(contentKey, protocolLength);
  return wrapBytes(sealKey, bytes);
}

/**
 * @param {Uint8Array} sealKey
 * @param {Uint8Array} wrapped
 * @param {string} protocol what the metadata says
 * @returns {Promise<Bytes>} 32 bytes
 * @throws {DamagedError} when another seal key was used, or the key was made for another protocol
 */
export async function unwrapContentKey(sealKey, wrapped, protocol) {
  const bytes = await unwrapBytes(sealKey, wrapped, protocolLength + keyLength);
  const expected = protocolBytes(protocol);
  if (!expected.every((byte, index) => byte === bytes[index])) {
    throw new DamagedError("The content key was made for another protocol.");
  }

  return bytes.slice(protocolLength);
}

/**
 * @param {Uint8Array} contentKey
 * @param {"encrypt" | "decrypt"} usage
 */
export function importContentKey(contentKey, usage) {
  return crypto.subtle.importKey("raw", /** @type {Bytes} */ (contentKey), "AES-GCM", false, [usage]);
}
