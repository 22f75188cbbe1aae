import { toBase64 } from "./base64.js";

const purpose = new TextEncoder().encode("zegel/name/1");

/**
 * By what the service knows that two things in one place of a folder have the same name, without learning it:
 *
 *     HMAC-SHA-256(HKDF-SHA-256(seal key, no salt, "zegel/name/1", 32 bytes), parent's id ‖ 00 ‖ name)
 *
 * @param {Uint8Array} sealKey of the folder
 * @returns {Promise<(parent: string, name: string) => Promise<string>>} gives base64
 */
export async function nameTags(sealKey) {
  const bytes = /** @type {import("./base64.js").Bytes} */ (sealKey);
  const root = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: purpose };
  const kind = { name: "HMAC", hash: "SHA-256", length: 256 };
  const key = await crypto.subtle.deriveKey(derivation, root, kind, false, ["sign"]);
  return async (parent, name) => {
    const said = new TextEncoder().encode(`${parent}\0${sameName(name)}`);
    return toBase64(new Uint8Array(await crypto.subtle.sign("HMAC", key, said)));
  };
}

/** What is the same of names that a file system takes for one. @param {string} name */
export const sameName = (name) => name.normalize("NFC").toLowerCase();
