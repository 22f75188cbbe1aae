import { bindKey, boundLength, openBoundKey } from "./key-context.js";
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
 * Wraps a conversation's seal key so that only the key vault can open it, and only as this conversation's.
 * @param {Uint8Array} sealKey 32 bytes
 * @param {string} conversationId
 * @param {{ kty: string, n: string, e: string }} jwk the public half of the sealing key
 * @returns {Promise<Bytes>} 384 bytes, RSA-OAEP-256
 */
export async function wrapForVault(sealKey, conversationId, jwk) {
  const bound = await bindKey(sealKey, conversationId);
  // Only these members: a vault's JWK carries key_ops that Web Crypto would hold against the usage asked here.
  const publicJwk = { kty: jwk.kty, n: jwk.n, e: jwk.e, alg: "RSA-OAEP-256" };
  const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };
  const vaultKey = await crypto.subtle.importKey("jwk", publicJwk, algorithm, false, ["encrypt"]);
  const wrapped = new Uint8Array(await crypto.subtle.encrypt(algorithm, vaultKey, bound));
  if (wrapped.length !== vaultWrappedLength) {
    throw new RangeError("The sealing key is not RSA-3072.");
  }

  return wrapped;
}

/**
 * Opens a conversation's seal key that was wrapped for a mailbox.
 * @param {Uint8Array} wrapped 72 bytes, A256KW
 * @param {Uint8Array} mailboxKey the mailbox's own seal key, 32 bytes
 * @param {string} conversationId whose key it must be
 * @returns {Promise<Bytes>} 32 bytes
 * @throws {import("./errors.js").DamagedError} when it was wrapped under another key, for another conversation, or was
 *   changed
 */
export async function unwrapUnderMailbox(wrapped, mailboxKey, conversationId) {
  return openBoundKey(await unwrapBytes(mailboxKey, wrapped, boundLength), conversationId);
}
