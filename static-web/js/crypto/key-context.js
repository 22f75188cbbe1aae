import { DamagedError } from "./errors.js";

/** @typedef {import("./base64.js").Bytes} Bytes */

/** Bytes of a seal key, and of the digest behind it. */
const keyLength = 32;

/** What a key may be of. @typedef {"conversation" | "folder" | "dossier" | "part"} SpaceKind */

/** Bytes of a seal key with its context. */
export const boundLength = 2 * keyLength;

/**
 * A seal key and what it is for, which are wrapped together: a wrapped key that somebody puts in another space's
 * place is no key there.
 *
 *     seal key (32) ‖ SHA-256("zegel/key/1" ‖ 00 ‖ kind ‖ 00 ‖ id) (32)
 *
 * @param {Uint8Array} sealKey
 * @param {string} spaceId
 * @param {SpaceKind} kind of that space
 * @returns {Promise<Bytes>}
 */
export async function bindKey(sealKey, spaceId, kind) {
  if (sealKey.length !== keyLength) {
    throw new RangeError("A seal key is 32 bytes.");
  }

  const bound = new Uint8Array(boundLength);
  bound.set(sealKey);
  bound.set(await digestOf(spaceId, kind), keyLength);
  return bound;
}

/**
 * The seal key of what was unwrapped.
 * @param {Uint8Array} bound
 * @param {string} spaceId
 * @param {SpaceKind} kind of that space
 * @returns {Promise<Bytes>}
 * @throws {DamagedError} when it was wrapped for something else
 */
export async function openBoundKey(bound, spaceId, kind) {
  const digest = await digestOf(spaceId, kind);
  // Both are known to whoever reads this: there is nothing here that the time it takes could tell.
  if (bound.length !== boundLength || digest.some((byte, at) => byte !== bound[keyLength + at])) {
    throw new DamagedError("A wrapped key is of another space.");
  }

  return new Uint8Array(bound.slice(0, keyLength));
}

/** @param {string} spaceId @param {SpaceKind} kind */
async function digestOf(spaceId, kind) {
  const text = new TextEncoder().encode(`zegel/key/1\0${kind}\0${spaceId}`);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text));
}
