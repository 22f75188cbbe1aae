import { confirmTask } from "../../../api/tasks.js";
import { attachments } from "../../../components/attachment.js";
import { button, el, focusOn, newId, say } from "../../../components/dom.js";
import { notice } from "../../../components/notice.js";
import { problemText } from "../../../components/problem-text.js";
import { isToDo, openAsked } from "../../../spaces/part-tasks.js";
import { filesOf } from "../../shared/files-of.js";
import { taskHead } from "./task-head.js";

/**
 * @typedef {import("./task-head.js").Options} Options
 * @typedef {import("./task-head.js").Asked} Asked
 */

/** A document that the office asks to be read: it is opened or saved whole, and then confirmed. */
export class AskedReading {
  #part;
  #taskId;
  #options;
  /** @type {Asked | null} */
  #asked = null;
  /** @type {import("../../../spaces/dossier-part.js").PartEntry | null} */
  #entry = null;
  /** Those of its files that were opened. @type {Set<string>} */
  #opened = new Set();
  #problem = el("div", { set: { "aria-live": "polite" } });
  #sure = el("input", { set: { type: "checkbox", id: newId(), disabled: true } });
  #hint = el("p", { class: "muted", set: { id: newId(), role: "status" } });
  #press = button("asked.confirm", { class: "primary", on: { click: () => void this.#confirm() } });
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
    this.#sure.setAttribute("aria-describedby", this.#hint.id);
    document.addEventListener("zegel-language", () => this.#draw(), { signal: this.#over.signal });
  }

  isDirty = false;

  /** Reads it, once. */
  async show() {
    if (this.#asked === null) {
      this.element.replaceChildren(el("p", { class: "empty", text: "dossiers.opening", set: { role: "status" } }));
      await this.#read();
    }

    const title = this.element.querySelector("h1");
    title === null || focusOn(title);
  }

  leave() {
    this.#over.abort();
  }

  async #read() {
    const asked = await openAsked(this.#part, this.#taskId);
    const { entryId } = asked.task;
    this.#entry = entryId === null ? null : (await this.#part.openEntry(entryId)).entry;
    this.#asked = asked;
    this.#draw();
  }

  #draw() {
    if (this.#asked === null) {
      return;
    }

    const files = this.#entry === null ? el("p", { class: "muted", text: "todo.damaged" })
      : attachments({ ...this.#entry, subject: this.#entry.subject ?? "" }, this.#filesOf());
    const document = el("section", { class: "part" }, el("h2", { text: "asked.document" }), files);
    const parts = [...taskHead(this.#asked, this.#options), document];
    if (isToDo(this.#asked.task)) {
      const names = this.#entry?.files.map(({ name }) => name) ?? [];
      parts.push(
        el("p", { class: "cover-sure" }, this.#sure,
          el("label", { text: "asked.was-read", values: { names }, set: { for: this.#sure.id } })),
        this.#hint, this.#problem, el("div", { class: "row" }, this.#press));
      this.#heedOpened();
    }

    this.element.replaceChildren(...parts);
  }

  /** What was looked at or saved was opened. @returns {import("../../../components/attachment.js").Files} */
  #filesOf() {
    const { prepare, makeDownload, read } = filesOf(this.#part);
    return {
      prepare,
      makeDownload: (references, archive) => {
        const download = makeDownload(references, archive);
        download.addEventListener("change", () =>
          download.state === "saved" && references.forEach(({ id }) => this.#note(id)));
        return download;
      },
      read,
      shown: ({ id }) => this.#note(id),
    };
  }

  /** @param {string} fileId of what was opened whole */
  #note(fileId) {
    this.#opened.add(fileId);
    this.#problem.replaceChildren();
    this.#heedOpened();
  }

  get #isOpened() {
    return this.#entry?.files.every(({ id }) => this.#opened.has(id)) ?? false;
  }

  /** What nobody opened nobody read. */
  #heedOpened() {
    this.#sure.disabled = !this.#isOpened;
    say(this.#hint, { text: this.#isOpened ? "asked.confirms" : "asked.open-first" });
  }

  async #confirm() {
    if (!this.#sure.checked) {
      this.#problem.replaceChildren(notice("error", this.#isOpened ? "asked.tick-first" : "asked.open-first"));
      this.#isOpened && this.#sure.focus();
      return;
    }

    this.#press.ariaBusy = "true";
    try {
      await confirmTask(this.#part.participantId, this.#taskId);
      await this.#read();
      this.#options.changed();
      await this.show();
    } catch (error) {
      const { key, values } = problemText(error);
      this.#problem.replaceChildren(notice("error", key, values));
    } finally {
      this.#press.ariaBusy = null;
    }
  }
}
