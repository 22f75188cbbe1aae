import { unwrapBytes } from "./key-wrap.js";

/** @typedef {import("./base64.js").Bytes} Bytes */

const sealKeyLength = 32;

/** RSA-3072 gives 384 bytes. */
const vaultWrappedLength = 3072 / 8;

/** A new key for a space: 32 random bytes. */
export function makeSealKey() {
  return crypto.getRandomValues(new Uint8Array(sealKeyLength));
}

/**
 * Wraps a seal key so that only the key vault can open it.
 * @param {Uint8Array} sealKey 32 bytes
 * @param {{ kty: string, n: string, e: string }} jwk the public half of the sealing key
 * @returns {Promise<Bytes>} 384 bytes, RSA-OAEP-256
 */
export async function wrapForVault(sealKey, jwk) {
  if (sealKey.length !== sealKeyLength) {
    throw new RangeError("A seal key is 32 bytes.");
  }

  // Only these members: a vault's JWK carries key_ops that Web Crypto would hold against the usage asked here.
  const publicJwk = { kty: jwk.kty, n: jwk.n, e: jwk.e, alg: "RSA-OAEP-256" };
  const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };
  const vaultKey = await crypto.subtle.importKey("jwk", publicJwk, algorithm, false, ["wrapKey"]);
  const key = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (sealKey), "AES-GCM", true, ["encrypt"]);
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey("raw", key, vaultKey, algorithm));
  if (wrapped.length !== vaultWrappedLength) {
    throw new RangeError("The sealing key is not RSA-3072.");
  }

  return wrapped;
}

/**
 * Opens a conversation's seal key that was wrapped for a mailbox.
 * @param {Uint8Array} wrapped 40 bytes, A256KW
 * @param {Uint8Array} mailboxKey the mailbox's own seal key, 32 bytes
 * @returns {Promise<Bytes>} 32 bytes
 * @throws {import("./errors.js").DamagedError} when it was wrapped under another key or was changed
 */
export function unwrapUnderMailbox(wrapped, mailboxKey) {
  return unwrapBytes(mailboxKey, wrapped, sealKeyLength);
}
