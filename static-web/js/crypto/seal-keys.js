import { bindKey, boundLength, openBoundKey } from "./key-context.js";
import { unwrapBytes } from "./key-wrap.js";

/** @typedef {import("./base64.js").Bytes} Bytes */
/** @typedef {import("./key-context.js").SpaceKind} SpaceKind */

const sealKeyLength = 32;

/** RSA-3072 gives 384 bytes. */
const vaultWrappedLength = 3072 / 8;

/** A new key for a space: 32 random bytes. */
export function makeSealKey() {
  return crypto.getRandomValues(new Uint8Array(sealKeyLength));
}

/**
 * Wraps a space's seal key so that only the key vault can open it, and only as this space's.
 * @param {Uint8Array} sealKey 32 bytes
 * @param {string} spaceId
 * @param {{ kty: string, n: string, e: string }} jwk the public half of the sealing key
 * @param {SpaceKind} kind of that space
 * @returns {Promise<Bytes>} 384 bytes, RSA-OAEP-256
 */
export async function wrapForVault(sealKey, spaceId, jwk, kind) {
  const bound = await bindKey(sealKey, spaceId, kind);
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
 * Opens a space's seal key that was wrapped under another one: a mailbox's, or that of an account's shelf.
 * @param {Uint8Array} wrapped 72 bytes, A256KW
 * @param {Uint8Array} key 32 bytes
 * @param {string} spaceId whose key it must be
 * @param {SpaceKind} kind of that space
 * @returns {Promise<Bytes>} 32 bytes
 * @throws {import("./errors.js").DamagedError} when it was wrapped under another key, for another space, or was changed
 */
export async function unwrapSealKey(wrapped, key, spaceId, kind) {
  return openBoundKey(await unwrapBytes(key, wrapped, boundLength), spaceId, kind);
}
