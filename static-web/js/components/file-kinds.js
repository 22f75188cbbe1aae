import { el } from "./dom.js";

/** @typedef {import("../api/contract.d.ts").FileKind} FileKind */

/**
 * By kind how the names of its files end. A file's name is sealed before it leaves the browser, so that only here can
 * somebody be told that it is not what was asked for: it helps people, and stops nobody.
 * @type {Record<FileKind, string[]>}
 */
export const endings = {
  documents: ["pdf", "doc", "docx", "odt", "rtf", "txt"],
  pictures: ["jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "tif", "tiff", "bmp"],
  spreadsheets: ["xls", "xlsx", "ods", "csv"],
  recordings: ["mp3", "m4a", "wav", "ogg", "mp4", "mov", "webm"],
};

/** In the order in which they are offered. */
export const fileKinds = /** @type {const} */ (["documents", "pictures", "spreadsheets", "recordings"]);

/** @param {FileKind} kind @returns {TextKey} */
export const kindText = (kind) => `starter.kind.${kind}`;

/** @param {string} name @param {readonly FileKind[]} kinds */
export function isOfKinds(name, kinds) {
  const ending = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? "";
  return kinds.some((kind) => endings[kind].includes(ending));
}

/** Which kinds are asked for, in words; null when all are. @param {readonly FileKind[] | null} kinds */
export function askedFor(kinds) {
  return kinds === null
    ? null
    : el("p", { class: "muted" },
      el("span", { text: "starter.kinds.asked" }), " ",
      ...kinds.flatMap((kind, at) => [...(at === 0 ? [] : [", "]), el("span", { text: kindText(kind) })]), ".");
}
