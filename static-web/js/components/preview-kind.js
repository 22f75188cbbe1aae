/** @typedef {"image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif" | "application/pdf"
 *   | "text/plain"} PreviewKind */

/** What may be inside: never HTML, SVG or XML, whatever a sender calls them. */
const endings = /\.(?:png|jpe?g|gif|webp|avif|pdf|txt|text|csv|log|md)$/i;
const types = /^(?:image\/(?:png|jpeg|gif|webp|avif)|application\/pdf|text\/(?:plain|csv|markdown))$/;

/**
 * Whether a file is worth opening to see what it is; only its bytes decide what is shown.
 * @param {{ name: string, type: string }} file as its sender calls it
 */
export const mayHavePreview = ({ name, type }) => types.test(type) || endings.test(name);

/** How files of a kind begin; each byte is one sign. @type {readonly (readonly [PreviewKind, RegExp])[]} */
const beginnings = [
  ["image/png", /^\x89PNG\r\n\x1a\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  ["image/avif", /^[^]{4}ftypavi[fs]/],
  ["application/pdf", /^%PDF-\d/],
];

/**
 * What a file is, by its bytes.
 * @param {Uint8Array} bytes the whole file
 * @returns {PreviewKind | null} null: it is not shown
 */
export function previewKindOf(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const known = beginnings.find(([, pattern]) => pattern.test(start));
  if (known !== undefined) {
    return known[0];
  }

  return isPlainText(bytes) ? "text/plain" : null;
}

/**
 * Text without control characters that does not begin as markup does.
 * @param {Uint8Array} bytes
 */
function isPlainText(bytes) {
  return !bytes.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte))
    && !/^\s*</.test(decodeText(bytes.subarray(0, 4096)));
}

/**
 * The words of a text: UTF-8, or else what Windows wrote before it.
 * @param {Uint8Array} bytes
 */
export function decodeText(bytes) {
  const words = new TextDecoder("utf-8").decode(bytes);
  return words.includes("\ufffd") ? new TextDecoder("windows-1252").decode(bytes) : words;
}

/** Whether there is nothing to see in a text: no sign, or only spaces, line ends and marks that show nothing. */
export const isBlank = (/** @type {string} */ words) => /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]*$/u.test(words);
