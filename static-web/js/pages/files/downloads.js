import { now } from "../../browser/clock.js";
import { button, el, icon } from "../../components/dom.js";
import { downloading } from "../../components/downloading.js";
import { Download } from "../../download/download.js";
import { findServiceWorker } from "../../download/find-service-worker.js";
import { watchedOver } from "../shared/files-of.js";

/**
 * @typedef {import("../../crypto/note-shapes.js").FileReference} FileReference
 * @typedef {import("../../spaces/folder-files.js").FolderFiles} FolderFiles
 */

/** What is being saved of a folder, each with its progress, until it is put away. */
export class Downloads {
  #desk;
  #rows = el("ul", { class: "transfers", label: "folders.downloads" });
  /** @type {Set<Download>} */
  #running = new Set();

  /** @param {FolderFiles} desk */
  constructor(desk) {
    this.#desk = desk;
    this.element = this.#rows;
    this.#rows.hidden = true;
    // A service worker that is at work before it is wanted saves the first download the wait for it.
    void findServiceWorker();
  }

  /**
   * One file as itself; several, or a subfolder, as one archive with their paths.
   * @param {import("../../spaces/folder.js").Folder} folder
   * @param {string} at the subfolder they stand in, or the folder's id
   * @param {import("../../spaces/folder.js").FolderEntry[]} entries
   * @returns {boolean} whether there is anything to save
   */
  save({ tree, name }, at, entries) {
    const [only] = entries;
    if (only !== undefined && entries.length === 1 && only.file !== null) {
      this.#start([only.file], null);
      return true;
    }

    const files = entries.flatMap((one) => tree.below(one)).flatMap(({ entry: { file, withdrawnAt }, path }) =>
      (file === null || withdrawnAt !== null ? [] : [{ ...file, name: path }]));
    if (files.length > 0) {
      const place = entries.length === 1 ? only?.name : tree.entry(at)?.name;
      this.#start(files, { name: `${place ?? name ?? "zip"}.zip`, at: new Date(now()).toISOString() });
    }

    return files.length > 0;
  }

  /**
   * @param {FileReference[]} references
   * @param {{ name: string, at: string } | null} archive null: one file, as it is
   */
  #start(references, archive) {
    const name = archive?.name ?? references[0]?.name ?? "";
    const again = button("folders.download-again", { class: "quiet" });
    const away = el("button", { class: "icon-button", label: "action.close", set: { type: "button" } }, icon("cross"));
    const part = downloading([again], {
      name,
      isArchive: archive !== null,
      make: () => this.#make(references, archive),
    });
    const row = el("li", { class: "transfer is-download" }, el("strong", { content: name }), again, away, part);
    away.addEventListener("click", () => {
      row.remove();
      this.#rows.hidden = this.#rows.childElementCount === 0;
    });
    this.#rows.prepend(row);
    this.#rows.hidden = false;
    again.click();
  }

  /** The folder is no longer there. */
  stop() {
    this.#running.forEach((download) => download.cancel());
    this.#rows.replaceChildren();
  }

  get isUnderWay() {
    return this.#running.size > 0;
  }

  /** @param {FileReference[]} references @param {{ name: string, at: string } | null} archive */
  #make(references, archive) {
    const download = watchedOver(new Download(references, archive, this.#desk.forDownload(references)));
    this.#running.add(download);
    download.addEventListener("change", () => download.isOver && this.#running.delete(download));
    return download;
  }
}
