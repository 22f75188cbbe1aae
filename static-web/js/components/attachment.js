import { text } from "../text/text.js";
import { button, el, icon } from "./dom.js";
import { downloading } from "./downloading.js";
import { largestPreview } from "./file-limits.js";
import { previewDialog } from "./preview-dialog.js";
import { mayHavePreview } from "./preview-kind.js";

/**
 * @typedef {import("../crypto/note-shapes.js").FileReference} FileReference
 * @typedef {object} Files
 * @property {() => unknown} prepare called when there is something to save, before anybody asks for it
 * @property {(references: FileReference[], archive: import("../download/sources.js").Archive | null) =>
 *   import("./downloading.js").DownloadLike} makeDownload one file as it is, or several as one archive
 * @property {(reference: FileReference, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>} read a file in memory
 * @property {(reference: FileReference) => unknown} [shown] one was shown whole
 * @property {(references: readonly FileReference[]) => unknown} [stop] ends what is being saved of these
 */

/**
 * The files of a message: each to save or to look at, and all of them together as one archive.
 * @param {Pick<import("../spaces/conversation.js").OpenedMessage, "files" | "subject" | "at">} message
 * @param {Files} means
 */
export function attachments({ files, subject, at }, means) {
  means.prepare();
  const rows = files.map((one) => attachment(one, means));
  const list = el("ul", { class: "attachments", label: "message.files" }, ...rows);
  return files.length < 2 ? list : el("div", { class: "attachments" }, list, ...together(files, subject, at, means));
}

/** @param {FileReference} reference @param {Files} means */
function attachment(reference, { makeDownload, read, shown }) {
  const { name, size } = reference;
  const save = el("button", {
    class: "secondary",
    text: "download.start",
    label: "download.start-one",
    values: { name },
    set: { type: "button" },
  });
  const look = el("button", {
    class: "quiet",
    text: "preview.open",
    label: "preview.open-one",
    values: { name },
    set: { type: "button" },
    on: { click: () => previewDialog(reference, read, () => shown?.(reference)) },
  });
  // The name does what the button does, for who expects that of a name; the two never save it twice.
  const named = el("button", { class: "attachment-name", content: name, set: { type: "button" } });
  const length = el("span", { class: "muted", text: "size", values: { size: { size } } });
  const hasPreview = size <= largestPreview && mayHavePreview(reference);
  const acts = el("span", { class: "attachment-acts" }, save, hasPreview ? look : null);
  const part = downloading([save, named], { name, isArchive: false, make: () => makeDownload([reference], null) });
  return el("li", { class: "attachment" }, icon("file"), named, length, acts, part);
}

/** @param {FileReference[]} files @param {string} subject @param {string} at @param {Files} means */
function together(files, subject, at, { makeDownload }) {
  const all = button("download.all", { class: "secondary" });
  const name = () => `${subject.trim() || text("download.archive-name")}.zip`;
  const make = () => makeDownload(files, { name: name(), at });
  return [el("p", {}, all), downloading([all], { name: name(), isArchive: true, make })];
}
