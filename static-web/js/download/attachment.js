// Control characters, path separators and the marks that turn the direction of text, with which "gpj.exe" reads as
// "exe.jpg".
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\\/:*?"<>|\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A sender's file name as a name to save under.
 * @param {string} name
 */
export function safeName(name) {
  const wellFormed = new TextDecoder().decode(new TextEncoder().encode(name));
  const safe = wellFormed.replace(unsafe, "_").trim().replace(/^\.+|\.+$/g, "_");
  return safe === "" ? "_" : safe;
}

/**
 * The header that saves a response under a name (RFC 6266), with the name twice: once in ASCII, and once in full
 * (RFC 8187) for every browser that is in use.
 * @param {string} name
 */
export function contentDisposition(name) {
  const safe = safeName(name);
  const ascii = safe.replace(/[^\x20-\x7e]|%/g, "_");
  const hex = (/** @type {string} */ sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  const full = encodeURIComponent(safe).replace(/['()*]/g, hex);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${full}`;
}
