import { askPutBack } from "./ask-writer.js";
import { attachDialog } from "./attach-dialog.js";
import { button, el, find, icon, newId, say } from "./dom.js";
import { acceptFiles } from "./dropped-files.js";
import { field } from "./field.js";
import { entryRoom } from "./file-limits.js";
import { fileList } from "./file-list.js";
import { pasteAtOnce } from "./long-paste.js";
import { maximumDialog } from "./maximum-dialog.js";
import { MovedWords } from "./moved-words.js";
import { notice } from "./notice.js";
import { problemText } from "./problem-text.js";
import { countSigns, firstSigns } from "../text/graphemes.js";
import { mostSigns } from "../text/answering.js";
import { isVisible } from "../text/unseen.js";

/**
 * @typedef {import("../spaces/draft-files.js").DraftFile} DraftFile
 * @typedef {import("../spaces/unfinished.js").UnfinishedFile} UnfinishedFile
 * @typedef {import("./dropped-files.js").Chosen} Chosen
 * @typedef {object} Acts
 * @property {(chosen: Chosen[]) => unknown} add
 * @property {(entry: DraftFile) => unknown} remove
 * @property {(entry: DraftFile) => unknown} again
 * @property {(entry: UnfinishedFile) => unknown} forget
 * @property {(written: { subject: string, text: string }) => unknown} send
 * @property {() => unknown} discard
 * @property {() => unknown} changed something was typed
 */

/** What a text keeps free for the line that says where the rest is. */
const roomForPointer = 120;

/** Where a message of a dossier is written (N28-N37). */
export class MessageForm {
  #subject = field({ label: "compose.subject", set: { maxlength: 200, autocomplete: "off", required: true } });
  #text = field({ label: "compose.text", advice: "messages.counter", kind: "area", set: { rows: 8, required: true } });
  /** The advice of the text, below it. */
  #counter = find(this.#text.element, ".field-advice", HTMLElement) ?? el("p");
  #problem = el("div");
  #state = el("div", { class: "send-state", set: { role: "status" } });
  #send = button("compose.send", { class: "primary", icon: "lock", tip: "compose.send.keys", set: { type: "submit" } });
  #files;
  /** @type {DraftFile[]} */
  #attached = [];
  /** @type {UnfinishedFile[]} */
  #unfinished = [];
  #moved;
  #acts;
  #begun;
  /** Whether the text was too long when it was last looked at: then it was asked already. */
  #isOver = false;

  /**
   * @param {object} begun
   * @param {TextKey} begun.title
   * @param {string[]} begun.to whom it is for
   * @param {string} begun.subject
   * @param {string} begun.text
   * @param {Acts} acts
   * @param {AbortSignal} signal ends it
   */
  constructor({ title, to, subject, text }, acts, signal) {
    this.#acts = acts;
    this.#begun = { subject, text };
    this.#files = fileList({
      remove: (entry) => this.#remove(entry),
      again: (entry) => acts.again(entry),
      forget: (entry) => acts.forget(entry),
      choose: () => void this.#attach(),
    }, "bin");
    this.#moved = new MovedWords({
      read: () => this.#text.value,
      write: (words) => this.#write(words),
      attach: (chosen) => acts.add([chosen]),
      remove: (entry) => acts.remove(entry),
      askPutBack,
    }, entryRoom);
    this.#subject.control.value = subject;
    this.#text.control.value = text;
    const id = newId();
    const close = el("button", {
      class: "icon-button", label: "compose.discard", set: { type: "button" }, on: { click: () => acts.discard() },
    }, icon("cross"));
    const head = el("div", { class: "form-head" }, el("h2", { text: title, set: { id } }), close);
    const form = el("form", {
      class: "message-form",
      set: { novalidate: true, "aria-labelledby": id },
      on: { submit: (event) => this.#submit(event) },
    }, head, el("p", { text: "messages.to", values: { names: to } }), this.#problem, this.#subject.element,
    this.#text.element, this.#files.element, this.#bar(), this.#state);
    this.element = form;
    this.#listen(signal);
    this.#count();
  }

  /** What is written now. */
  get written() {
    return { subject: this.#subject.value, text: this.#text.value };
  }

  /** Whether something would be lost by leaving. */
  get isDirty() {
    const { subject, text } = this.#begun;
    return this.#text.value !== text || this.#subject.value !== subject || this.#attached.length > 0;
  }

  /** @param {DraftFile[]} files @param {UnfinishedFile[]} unfinished of an earlier visit */
  showFiles(files, unfinished) {
    this.#attached = files;
    this.#unfinished = unfinished;
    this.#files.show(files, unfinished);
    this.#moved.see(files);
  }

  /** Puts back what was typed before. @param {{ subject: string, text: string }} written */
  putBack({ subject, text }) {
    this.#subject.control.value = subject;
    this.#text.control.value = text;
    this.#count();
  }

  /** Above the quote of an answer, else where something is to be filled in. */
  focus() {
    const { control } = this.#subject.value === "" ? this.#subject : this.#text;
    control.focus();
    if (control instanceof HTMLTextAreaElement && control.value === this.#begun.text) {
      control.setSelectionRange(0, 0);
      control.scrollTop = 0;
    }
  }

  /** @param {"files" | "sealing" | null} what it waits for; null: it waits no longer */
  busy(what) {
    this.#send.ariaBusy = String(what !== null);
    // What is typed from here would not go with the message.
    this.#subject.control.readOnly = this.#text.control.readOnly = what !== null;
    this.#state.replaceChildren(what === null ? "" : el("p", { text: `compose.busy.${what}` }));
  }

  /** What was refused. Everything that was typed is still there. @param {unknown} error */
  refuse(error) {
    this.busy(null);
    const { key, values } = problemText(error);
    const bar = notice("error", key, values, el("p", { class: "muted", text: "compose.kept" }));
    this.#problem.replaceChildren(bar);
    bar.scrollIntoView({ block: "nearest" });
  }

  #bar() {
    const attach = button("messages.attach", { class: "secondary", icon: "paperclip" });
    attach.addEventListener("click", () => void this.#attach());
    const discard = button("compose.discard", { class: "quiet", on: { click: () => this.#acts.discard() } });
    return el("div", { class: "composer-bar" }, this.#send, attach, discard);
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { control } = this.#text;
    control.after(this.#counter);
    for (const one of [control, this.#subject.control]) {
      one.addEventListener("input", () => {
        this.#count();
        this.#acts.changed();
      });
    }

    if (control instanceof HTMLTextAreaElement) {
      pasteAtOnce(control);
    }

    acceptFiles(this.element, (found) => this.element.isConnected && void this.#attach(found), signal);
  }

  /** @param {Promise<import("./dropped-files.js").Found>} [found] what was dropped */
  async #attach(found) {
    const chosen = await attachDialog({
      present: this.#attached, room: entryRoom, ...(found === undefined ? {} : { found }),
    });
    if (chosen.length > 0) {
      this.#acts.add(chosen);
    }
  }

  #count() {
    const n = countSigns(this.#text.value);
    say(this.#counter, { text: "messages.counter", values: { n: String(n), most: String(mostSigns) } });
    const isOver = n > mostSigns;
    this.#counter.classList.toggle("is-over", isOver);
    if (isOver && !this.#isOver) {
      void this.#askRest(n - mostSigns);
    }

    this.#isOver = isOver;
  }

  /** Too long: the person chooses what happens with the rest. @param {number} over */
  async #askRest(over) {
    const choice = await maximumDialog({ most: mostSigns, over });
    if (choice === "cut") {
      this.#write(firstSigns(this.#text.value, mostSigns));
    } else if (choice === "attach") {
      const from = firstSigns(this.#text.value, mostSigns - roomForPointer).length;
      const hasRoom = this.#moved.move(from, this.#attached);
      this.#problem.replaceChildren(
        ...(hasRoom ? [] : [notice("error", "compose.too-long.no-room", { most: entryRoom.files })]),
      );
    }

    this.#text.control.focus();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    if (this.#send.ariaBusy === "true") {
      return;
    }

    const [subject, text] = [this.#subject.value.trim(), this.#text.value];
    this.#problem.replaceChildren();
    this.#subject.refuse(isVisible(subject) ? null : "compose.subject.empty");
    this.#text.refuse(isVisible(text) ? null : "messages.text.empty");
    const wrong = [this.#subject, this.#text].find((one) => !one.error.hidden);
    const [left] = this.#unfinished;
    const over = countSigns(text) - mostSigns;
    if (wrong !== undefined) {
      wrong.control.focus();
    } else if (left !== undefined) {
      this.#problem.replaceChildren(notice("error", "files.unfinished-first", { name: left.name }));
    } else if (over > 0) {
      void this.#askRest(over);
    } else {
      this.#acts.send({ subject, text });
    }
  }

  /** Of a message that is on its way no words come back: they go with it. @param {DraftFile} entry */
  #remove(entry) {
    if (entry.words === null || this.#send.ariaBusy !== "true") {
      void this.#moved.remove(entry);
    }
  }

  /** @param {string} words */
  #write(words) {
    this.#text.control.value = words;
    this.#count();
    this.#acts.changed();
  }
}
