import { coverDialog } from "../../../components/cover-dialog.js";
import { button, el, focusOn, say } from "../../../components/dom.js";
import { acceptFiles } from "../../../components/dropped-files.js";
import { fileButtons } from "../../../components/file-chooser.js";
import { entryRoom, takeIn } from "../../../components/file-limits.js";
import { fileList } from "../../../components/file-list.js";
import { notice } from "../../../components/notice.js";
import { PhotoPages } from "../../../components/photo-pages.js";
import { problemText } from "../../../components/problem-text.js";
import { wordsIn } from "../../../forms/definition.js";
import { isToDo, openAsked } from "../../../spaces/part-tasks.js";
import { SendingDocument } from "../../../spaces/sending-document.js";
import { language, text } from "../../../text/text.js";
import { KeptPhotos } from "./kept-photos.js";
import { taskHead } from "./task-head.js";

/**
 * @typedef {import("./task-head.js").Options} Options
 * @typedef {import("./task-head.js").Asked} Asked
 * @typedef {import("../../../components/dropped-files.js").Found} Found
 */

/** Where a client gives what the office asked for: a file, or photographs of its pages (X30). */
export class AskedDocument {
  #part;
  #taskId;
  #options;
  #sending;
  /** @type {Asked | null} */
  #asked = null;
  #photos = new PhotoPages();
  #kept;
  #list;
  /** Chooses files. @type {HTMLElement | undefined} */
  #input;
  /** What is said of a file of which nothing can be covered. */
  #asIs = notice("warning", "asked.as-is");
  #keeping = el("p", { class: "muted", set: { role: "status" } });
  #problem = el("div", { set: { "aria-live": "polite" } });
  #state = el("p", { class: "muted", set: { role: "status" } });
  #send = button("compose.send", { class: "primary", icon: "lock", on: { click: () => void this.#press() } });
  #isBusy = false;
  #over = new AbortController();
  element = el("div", { class: "asked" });

  /**
   * @param {import("../../../spaces/dossier-part.js").DossierPart} part it was opened before
   * @param {string} taskId
   * @param {Options} options
   */
  constructor(part, taskId, options) {
    this.#part = part;
    this.#taskId = taskId;
    this.#options = options;
    this.#sending = new SendingDocument(part, taskId);
    this.#kept = new KeptPhotos(part, taskId);
    const { attached } = this.#sending;
    this.#list = fileList({
      remove: (entry) => attached.remove(entry),
      again: (entry) => attached.again(entry),
      forget: (entry) => attached.forget(entry),
      choose: () => this.#input?.click(),
    }, "bin");
    attached.addEventListener("change", () => this.#showFiles());
    acceptFiles(this.element, (found) => void this.#add(found), this.#over.signal);
    addEventListener("online", () => attached.goOn(), { signal: this.#over.signal });
    document.addEventListener("zegel-language", () => this.#draw(), { signal: this.#over.signal });
  }

  /** Whether leaving would lose something. */
  get isDirty() {
    const { photos } = this.#photos;
    return this.#sending.attached.files.length > 0 || (photos.length > 0 && !this.#kept.isWhole);
  }

  /** Whether signing out would: photographs that only this browser has. */
  get isKeptHere() {
    return this.#photos.photos.length > 0;
  }

  /** Reads it, once. */
  async show() {
    if (this.#asked === null) {
      this.element.replaceChildren(el("p", { class: "empty", text: "dossiers.opening", set: { role: "status" } }));
      await this.#read();
    }

    const title = this.element.querySelector("h1");
    title === null || focusOn(title);
  }

  /** It is not looked at any more. */
  leave() {
    this.#over.abort();
    this.#sending.giveUp();
    this.#photos.clear();
  }

  async #read() {
    this.#asked = await openAsked(this.#part, this.#taskId);
    const purpose = this.#asked.header?.purpose ?? null;
    this.#photos = new PhotoPages(purpose === null ? null : (photo) => coverDialog(photo, acrossOf(purpose)));
    this.#photos.addEventListener("change", () => {
      this.#problem.replaceChildren();
      void this.#keep();
    }, { signal: this.#over.signal });
    this.#draw();
    await (isToDo(this.#asked.task) ? this.#putBack() : this.#kept.drop());
  }

  /** What was photographed before a reload. */
  async #putBack() {
    const photos = await this.#kept.read();
    if (photos.length > 0) {
      this.#photos.putBack(photos);
      this.#problem.replaceChildren(notice("info", "asked.photos.back"));
    }
  }

  async #keep() {
    const { photos } = this.#photos;
    const keeping = this.#kept.keep(photos);
    // What is being kept is not said to be.
    this.#keeping.hidden ||= !this.#kept.isWhole;
    await keeping;
    this.#keeping.hidden = photos.length === 0;
    say(this.#keeping, { text: this.#kept.isWhole ? "asked.photos.kept" : "asked.photos.not-kept" });
  }

  #showFiles() {
    const { attached, chosen } = this.#sending;
    this.#list.show(attached.files, this.#sending.unfinishedOf(this.#title));
    this.#asIs.hidden = !this.#isIdentity || chosen.length === 0;
  }

  get #isIdentity() {
    return (this.#asked?.header?.purpose ?? null) !== null;
  }

  #draw() {
    if (this.#asked === null) {
      return;
    }

    const parts = taskHead(this.#asked, this.#options);
    if (isToDo(this.#asked.task)) {
      const isIdentity = this.#isIdentity;
      const words = { files: /** @type {const} */ ("asked.choose"), folder: /** @type {const} */ ("files.add-folder"),
        class: "secondary", icon: "upload" };
      const [choose, input] = fileButtons((found) => void this.#add(found), words);
      this.#input = input;
      parts.push(
        el("section", { class: "part" }, el("h2", { text: "asked.photos" }),
          el("p", { class: "muted", text: isIdentity ? "asked.photos.identity" : "asked.photos.explain" }),
          this.#photos.element, this.#keeping),
        el("section", { class: "part" }, el("h2", { text: "asked.files" }),
          el("p", { class: "muted", text: isIdentity ? "asked.files.identity" : "asked.files.explain" }),
          ...[choose, input].filter((one) => one !== undefined), this.#list.element, this.#asIs),
        this.#problem, el("div", { class: "row" }, this.#send), this.#state);
    }

    this.element.replaceChildren(...parts);
    this.#showFiles();
  }

  /**
   * A picture of an identity document goes to the photographs, where number and portrait are covered.
   * @param {Found | Promise<Found>} found
   */
  async #add(found) {
    if (this.#asked === null || !isToDo(this.#asked.task)) {
      return;
    }

    const { attached } = this.#sending;
    const { chosen, unread } = await found;
    const pictures = this.#isIdentity ? chosen.filter(({ file }) => file.type.startsWith("image/")) : [];
    const others = chosen.filter((one) => !pictures.includes(one));
    const { fitting, refusals } = await takeIn({ chosen: others, unread }, attached.files, entryRoom);
    const taken = pictures.length > 0 ? await this.#photos.take(pictures.map(({ file }) => file)) : 0;
    this.#problem.replaceChildren(...refusals.map(({ key, values }) => notice("error", key, values)),
      ...(taken > 0 ? [notice("info", "asked.picture")] : []));
    for (const one of fitting) {
      await attached.add(one);
    }
  }

  async #press() {
    if (this.#isBusy) {
      return;
    }

    const { photos } = this.#photos;
    if (photos.length === 0 && this.#sending.attached.files.length === 0) {
      this.#problem.replaceChildren(notice("error", "asked.nothing"));
      return;
    }

    const unfinished = this.#sending.unfinishedOf(this.#title).map(({ name }) => name);
    if (unfinished.length > 0) {
      this.#problem.replaceChildren(notice("error", "asked.unfinished", { names: unfinished }));
      return;
    }

    if (!this.#photos.isReady) {
      this.#problem.replaceChildren(notice("error", "asked.not-covered"));
      return;
    }

    this.#busy(true);
    try {
      const title = this.#title;
      await this.#sending.send({ name: this.#options.name, title }, photos);
      this.#photos.clear();
      await this.#kept.drop();
      await this.#read();
      this.element.prepend(notice("success", "asked.sent", { name: title }));
      this.#options.changed();
      await this.show();
    } catch (error) {
      const { key, values } = problemText(error);
      this.#problem.replaceChildren(notice("error", key, values, el("p", { class: "muted", text: "asked.kept" })));
    } finally {
      this.#busy(false);
    }
  }

  get #title() {
    const title = this.#asked?.header?.title;
    return title === undefined ? text("asked.untitled") : wordsIn(title, language());
  }

  /** @param {boolean} isBusy */
  #busy(isBusy) {
    this.#isBusy = isBusy;
    this.#send.ariaBusy = String(isBusy);
    isBusy && this.#problem.replaceChildren();
    say(this.#state, isBusy ? { text: "asked.sending" } : { text: "asked.sealed" });
  }
}

/** What is written across a copy of an identity document. @param {string} purpose */
const acrossOf = (purpose) => text("cover.across", { purpose });
