import { now } from "../../browser/clock.js";
import { el } from "../../components/dom.js";
import { largestPreview } from "../../components/file-limits.js";
import { previewDialog } from "../../components/preview-dialog.js";
import { mayHavePreview } from "../../components/preview-kind.js";
import { readWhole } from "../../download/read-whole.js";
import { showReaders } from "./asking.js";

/** @typedef {import("../../spaces/folder.js").FolderEntry} FolderEntry */

/** For so long whoever added a file may take it back (X21). */
const withdrawWithin = 15 * 60_000;

/** What can be done with one file or subfolder, beside saving it. */
export class EntryActs {
  #folder;
  #desk;
  #acts;

  /**
   * @param {import("../../spaces/folder.js").Folder} folder
   * @param {import("../../spaces/folder-files.js").FolderFiles} desk
   * @param {{ rename: (entryId: string) => unknown, withdraw: (entry: FolderEntry) => unknown }} acts
   */
  constructor(folder, desk, acts) {
    this.#folder = folder;
    this.#desk = desk;
    this.#acts = acts;
  }

  /** @param {FolderEntry} entry */
  of(entry) {
    const { kind, file, withdrawnAt, author, at } = entry;
    const { isOwner, participantId } = this.#folder;
    if (kind === "folder") {
      const rename = () => this.#acts.rename(entry.entryId);
      return isOwner ? [press("folders.rename", "folders.rename-one", entry, rename)] : [];
    }

    if (file === null || withdrawnAt !== null) {
      return [];
    }

    const isFresh = at !== "" && Date.parse(at) + withdrawWithin > now();
    return [
      ...(file.size <= largestPreview && mayHavePreview(file)
        ? [press("preview.open", "preview.open-one", entry, () => this.#preview(file))]
        : []),
      ...(isOwner
        ? [press("folders.readers", "folders.readers-one", entry, () => showReaders(participantId, entry))]
        : []),
      ...(author === participantId && isFresh
        ? [press("folders.withdraw", "folders.withdraw-one", entry, () => this.#acts.withdraw(entry))]
        : []),
    ];
  }

  /** @param {import("../../crypto/note-shapes.js").FileReference} file */
  #preview(file) {
    previewDialog(file, (reference, signal) => readWhole(reference, this.#desk, signal));
  }
}

/**
 * A small button of a row, whose name says of which row it is.
 * @param {TextKey} text
 * @param {TextKey} label
 * @param {FolderEntry} entry
 * @param {() => unknown} click
 */
const press = (text, label, { name }, click) =>
  el("button", { class: "quiet", text, label, values: { name: name ?? "" }, set: { type: "button" }, on: { click } });
