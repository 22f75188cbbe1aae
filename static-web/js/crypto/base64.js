/** Bytes that own a plain buffer, as Web Crypto takes and gives them. @typedef {Uint8Array<ArrayBuffer>} Bytes */

const canonical = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

// String.fromCharCode takes its bytes as arguments, of which engines allow some ten thousands.
const step = 8192;

/**
 * Standard base64 with padding (RFC 4648 section 4).
 * @param {Uint8Array} bytes
 */
export function toBase64(bytes) {
  const parts = [];
  for (let start = 0; start < bytes.length; start += step) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + step)));
  }

  return btoa(parts.join(""));
}

/**
 * The reverse; white space, missing padding and the URL alphabet are refused, unlike in `atob`.
 * @param {string} text
 * @returns {Bytes}
 * @throws {SyntaxError} when the text is not base64 as `toBase64` writes it
 */
export function fromBase64(text) {
  if (!canonical.test(text)) {
    throw new SyntaxError("Not standard base64 with padding.");
  }

  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** A new id of a conversation, message or file: 128 random bits as 32 lower-case hexadecimal digits. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
