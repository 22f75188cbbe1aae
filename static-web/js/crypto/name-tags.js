import { toBase64 } from "./base64.js";

/**
 * By what the service knows that two things in one place of a folder have the same name, without learning it:
 *
 *     HMAC-SHA-256(HKDF-SHA-256(seal key, no salt, "zegel/name/1", 32 bytes), parent's id ‖ 00 ‖ name)
 *
 * @param {Uint8Array} sealKey of the folder
 * @returns {Promise<(parent: string, name: string) => Promise<string>>} gives base64
 */
export async function nameTags(sealKey) {
  const tag = await tags(sealKey, "zegel/name/1");
  return async (parent, name) => toBase64(await tag(`${parent}\0${sameName(name)}`));
}

/**
 * The same of people to whom a mailbox writes, by their addresses: the first 16 bytes of
 *
 *     HMAC-SHA-256(HKDF-SHA-256(seal key, no salt, "zegel/contact/1", 32 bytes), address in lower case)
 *
 * @param {Uint8Array} sealKey of the mailbox
 * @returns {Promise<(address: string) => Promise<string>>} gives 32 hexadecimal digits
 */
export async function contactTags(sealKey) {
  const tag = await tags(sealKey, "zegel/contact/1");
  return async (address) => {
    const bytes = (await tag(address.toLowerCase())).slice(0, 16);
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}

/** What is the same of names that a file system takes for one. @param {string} name */
export const sameName = (name) => name.normalize("NFC").toLowerCase();

/** @param {Uint8Array} sealKey @param {string} purpose */
async function tags(sealKey, purpose) {
  const bytes = /** @type {import("./base64.js").Bytes} */ (sealKey);
  const root = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(purpose);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  const kind = { name: "HMAC", hash: "SHA-256", length: 256 };
  const key = await crypto.subtle.deriveKey(derivation, root, kind, false, ["sign"]);
  return async (/** @type {string} */ words) =>
    new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(words)));
}
