/** @typedef {import("./base64.js").Bytes} Bytes */

const purpose = new TextEncoder().encode("zegel: the same plaintext again");

/**
 * Knows a region's plaintext again, later and in another process, without keeping anything that tells of it:
 * HMAC-SHA256 under a key derived from the content key. Cheaper than sealing, and it comes before it: what is not the
 * same plaintext never meets the same nonce.
 * @param {Uint8Array} contentKey
 * @returns {Promise<(plain: BufferSource) => Promise<Bytes>>} gives 32 bytes
 */
export async function plainCheck(contentKey) {
  const root = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (contentKey), "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: purpose };
  const kind = { name: "HMAC", hash: "SHA-256", length: 256 };
  const key = await crypto.subtle.deriveKey(derivation, root, kind, false, ["sign"]);
  return async (plain) => new Uint8Array(await crypto.subtle.sign("HMAC", key, plain));
}
