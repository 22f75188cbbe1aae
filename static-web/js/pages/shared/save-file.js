import { el } from "../../components/dom.js";

/**
 * Saves what this page made as a file of the reader's.
 * @param {BlobPart} content
 * @param {string} name
 * @param {string} type
 */
export function saveFile(content, name, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  el("a", { set: { href: address, download: name } }).click();
  // The browser reads it after this click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
