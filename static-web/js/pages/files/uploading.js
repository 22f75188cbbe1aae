import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, say } from "../../components/dom.js";
import { fewOf, folderRoom, takeIn } from "../../components/file-limits.js";
import { fileList } from "../../components/file-list.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { showInTitle } from "../../components/title-progress.js";
import { FolderUploads } from "../../spaces/folder-uploads.js";

/**
 * @typedef {import("../../spaces/folder.js").Folder} Folder
 * @typedef {import("../../spaces/draft-files.js").DraftFile} DraftFile
 * @typedef {import("../../components/dropped-files.js").Found} Found
 */

/** Rows of files that are shown; of thousands the others only wait. */
const mostRows = 40;

/** The files on their way into a folder: how far all are, and each. */
export class Uploading {
  #folder;
  #uploads;
  #place = el("div", { set: { "aria-live": "polite" } });
  #bar = el("progress", { label: "folders.upload-progress", set: { max: 1 } });
  #words = el("p", { class: "muted" });
  #hold = el("button", { class: "quiet", set: { type: "button" } });
  #more = el("p", { class: "muted" });
  #list;
  #total;
  /** Read out once; the numbers above it change too often for that. */
  #told = el("p", { class: "muted", set: { role: "status" } });
  #toldOf = 0;
  #isHeld = false;
  #isDue = false;

  /**
   * @param {Folder} folder once it is open
   * @param {object} acts
   * @param {() => unknown} acts.added some stand in the folder
   * @param {() => unknown} acts.choose a file of an earlier visit, once more
   * @param {(error: unknown) => unknown} acts.failed what arrived could not be added
   */
  constructor(folder, { added, choose, failed }) {
    this.#folder = folder;
    this.#uploads = new FolderUploads(folder);
    const uploads = this.#uploads;
    this.#list = fileList({
      remove: (entry) => uploads.remove(entry),
      again: (entry) => uploads.again(entry),
      forget: (entry) => uploads.forget(entry),
      choose,
    });
    this.#hold.addEventListener("click", () => this.#toggle());
    const line = el("div", { class: "row" }, this.#words, this.#told, this.#hold);
    this.#total = el("div", { class: "transfer" }, this.#bar, line);
    this.element = el("section", { class: "uploading", label: "folders.uploads" },
      this.#place, this.#total, this.#list.element, this.#more);
    uploads.addEventListener("added", () => added());
    uploads.addEventListener("change", () => {
      if (uploads.error !== null) {
        failed(uploads.error);
      }

      this.#showSoon();
    });
    this.#show();
  }

  get isUnderWay() {
    return this.#uploads.isUnderWay;
  }

  /**
   * Says first who will see it, and who of them is new (X23).
   * @param {Found | Promise<Found>} found
   * @param {string} parent
   */
  async add(found, parent) {
    const { fitting, refusals } = await takeIn(await found, [], folderRoom);
    this.#tellHere(...refusals.map(({ key, values }) => notice("error", key, values)));
    if (fitting.length === 0) {
      return;
    }

    // Who is in it now, and not when the page came.
    await this.#folder.open();
    if (!this.#folder.mayUpload) {
      this.#tellHere(notice("error", "folders.upload.not-now"));
      return;
    }

    const values = { n: fitting.length, names: fewOf(fitting.map(({ name }) => name)) };
    const size = fitting.reduce((sum, { file }) => sum + file.size, 0);
    const isSure = await confirmDialog({
      title: "folders.upload.title",
      values,
      body: [
        el("p", { text: "folders.upload.what", values: { ...values, size: { size } } }),
        ...viewersOf(this.#folder),
      ],
      confirm: "folders.upload",
      act: async () => undefined,
    });
    if (isSure) {
      this.#isHeld = false;
      await this.#uploads.add(fitting, parent);
    }
  }

  /** The connection is back. */
  goOn() {
    this.#uploads.goOn();
  }

  /** What arrived could not be added: says why, and offers to try again. @param {unknown} error */
  tell(error) {
    const { key, values } = problemText(error);
    const again = button("action.try-again", { class: "secondary", on: { click: () => {
      this.#place.replaceChildren();
      this.goOn();
    } } });
    this.#tellHere(notice("error", key, values, again));
  }

  /** The reader may only read from now on: nothing more is sent, and when something was on its way it says so. */
  refuse() {
    if (this.#uploads.files.length > 0) {
      this.#uploads.giveUp();
      this.#tellHere(notice("error", "folders.upload.stopped"));
    }
  }

  /** The folder is no longer there. */
  stop() {
    this.#uploads.stop();
    showInTitle(null);
  }

  /** Where it is seen, also while there is nothing else to show. @param {HTMLElement[]} notices */
  #tellHere(...notices) {
    this.#place.replaceChildren(...notices);
    this.#show();
  }

  #toggle() {
    this.#isHeld = !this.#isHeld;
    this.#uploads.hold(this.#isHeld);
    this.#show();
  }

  /** Of many files one says something all the time. */
  #showSoon() {
    if (!this.#isDue) {
      this.#isDue = true;
      setTimeout(() => {
        this.#isDue = false;
        this.#show();
      }, 100);
    }
  }

  #show() {
    const { files, unfinished, share, done } = this.#uploads;
    const first = [...files].sort((one, other) => rank(one) - rank(other)).slice(0, mostRows);
    this.#list.show(first, unfinished);
    this.#more.hidden = files.length <= mostRows;
    say(this.#more, { text: "folders.upload.more", values: { n: files.length - first.length } });
    const isMoving = share !== null;
    this.#total.hidden = !isMoving && done === 0;
    this.#bar.hidden = this.#hold.hidden = this.#words.hidden = !isMoving;
    this.#told.hidden = isMoving;
    this.#bar.value = share ?? 1;
    say(this.#hold, { text: this.#isHeld ? "files.resume" : "files.pause" });
    say(this.#words, { text: "folders.upload.going", values: { n: done, all: done + files.length } });
    if (!isMoving && done > this.#toldOf) {
      this.#toldOf = done;
      say(this.#told, { text: "folders.upload.done", values: { n: done } });
    }

    const isEmpty = files.length === 0 && unfinished.length === 0 && done === 0;
    this.element.hidden = !isMoving && isEmpty && this.#place.childElementCount === 0;
    showInTitle(share);
  }
}

/** What needs somebody stands first, then what is under way. @param {DraftFile} entry */
const rank = ({ upload }) => ["failed", "sending", "paused", "finishing", "ready"].indexOf(upload.state) >>> 0;

/** Who sees what is added; who came since the reader last added something is marked. @param {Folder} folder */
export function viewersOf(folder) {
  const others = folder.viewers.filter(({ participantId }) => participantId !== folder.participantId);
  const rows = others.map(({ name, kind, isNew }) => el("li", {},
    el("span", kind === "mailbox"
      ? { text: "folders.mailbox", values: { name } }
      : { text: `folders.person.${kind === "guest" ? "guest" : "colleague"}`, values: { name } }),
    isNew ? el("strong", { class: "badge", text: "folders.person-new" }) : null));
  const hasNew = others.some(({ isNew }) => isNew);
  return rows.length === 0
    ? [el("p", { text: "folders.seen-by-nobody" })]
    : [
      hasNew ? notice("warning", "folders.seen-by-new") : null,
      el("p", { text: "folders.seen-by" }),
      el("ul", { class: "viewers" }, ...rows),
    ].filter((part) => part !== null);
}
