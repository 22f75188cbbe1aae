import { askPutBack } from "./ask-writer.js";
import { button, el, find, icon, say } from "./dom.js";
import { field } from "./field.js";
import { acceptFiles } from "./dropped-files.js";
import { fileButtons } from "./file-chooser.js";
import { takeIn } from "./file-limits.js";
import { fileList } from "./file-list.js";
import { MovedWords } from "./moved-words.js";
import { notice } from "./notice.js";
import { problemText } from "./problem-text.js";
import { tooLong } from "./too-long.js";
import { plainWords } from "./words.js";
import { isVisible } from "../text/unseen.js";
import { mostFiles } from "../limits.js";

/** What surely fits a sealed note, with its files; counted before sealing so that nobody is surprised after it. */
export const mostCharacters = 20_000;
const counterFrom = 18_000;

/**
 * @typedef {import("../spaces/draft-files.js").DraftFile} DraftFile
 * @typedef {import("./dropped-files.js").Found} Found
 */

/**
 * Where a message is written. Takes `words`, `files` and `subject`; asks by events: `send` (detail: subject, text and
 * body), `add` (detail: files with their names), `remove`, `again` and `forget` (detail: the file's entry), `discard`.
 * An element, because it outlives its parent: a pane that is put away takes no files that are dropped, and does when it
 * comes back.
 */
export class Composer extends HTMLElement {
  #subject = field({
    label: "compose.subject",
    advice: "compose.subject.advice",
    set: { maxlength: 200, autocomplete: "off" },
  });
  /** @type {import("./words.js").Words} */
  #text = plainWords();
  #counter = el("p", { class: "counter muted", set: { hidden: true } });
  #offer = el("div", { set: { "aria-live": "polite" } });
  #state = el("div", { class: "send-state", set: { role: "status" } });
  #problem = el("div");
  #warnings = el("div");
  /** Whether what is written is kept, and what another device wrote. */
  #kept = el("p", { class: "draft-state muted" });
  #choice = el("div", { set: { "aria-live": "polite" } });
  #list = fileList({
    remove: (entry) => this.#remove(entry),
    again: (entry) => this.#ask("again", entry),
    forget: (entry) => this.#ask("forget", entry),
    choose: () => find(this, "input[type=file]", HTMLInputElement)?.click(),
  });
  #send = button("compose.send", { class: "primary", icon: "lock", tip: "compose.send.keys", set: { type: "submit" } });
  #start = "";
  /** @type {DraftFile[]} */
  #files = [];
  /** @type {import("../spaces/unfinished.js").UnfinishedFile[]} */
  #unfinished = [];
  /** Files that are being looked at before they are taken. @type {Promise<unknown>} */
  #adding = Promise.resolve();
  #isAdding = 0;
  #moved = new MovedWords({
    read: () => this.#text.value,
    write: (words) => {
      this.#text.write(words);
      this.#count();
      this.#text.control.focus();
    },
    attach: (chosen) => this.#ask("add", [chosen]),
    remove: (entry) => this.#ask("remove", entry),
    askPutBack,
  });
  #isAboveDirty = () => false;
  /** Ends what is under way, before the page shows something else. @type {() => void} */
  giveUp = () => {};
  #connected = new AbortController();

  connectedCallback() {
    this.#connected = new AbortController();
    acceptFiles(this, (found) => this.#add(found), this.#connected.signal);
    if (this.firstChild !== null) {
      return;
    }

    this.#text.control.addEventListener("input", () => this.#count());
    const form = el(
      "form",
      { set: { novalidate: true }, on: { submit: (/** @type {Event} */ event) => void this.#submit(event) } },
      this.#choice, this.#subject.element, this.#problem, this.#warnings, this.#text.element, this.#counter,
      this.#offer, this.#list.element, this.#list.total, this.#bar(), this.#kept, this.#state,
    );
    this.append(form);
  }

  disconnectedCallback() {
    this.#connected.abort();
  }

  /**
   * Something that stands above the subject: recipients, a stronger check.
   * @param {HTMLElement} part
   * @param {() => boolean} isDirty whether something was filled in there
   */
  putBefore(part, isDirty) {
    this.#subject.element.before(part);
    this.#isAboveDirty = isDirty;
  }

  /** What is unusual, above the text. @param {HTMLElement} bars */
  warn(bars) {
    this.#warnings.append(bars);
  }

  set subject(/** @type {string} */ subject) {
    this.#subject.control.value = subject;
    this.#start = subject;
  }

  /** Where the text is written; chosen before it is shown. */
  set words(/** @type {import("./words.js").Words} */ words) {
    this.#text = words;
  }

  set files(/** @type {DraftFile[]} */ files) {
    this.#files = files;
    this.#list.show(files, this.#unfinished);
    this.#moved.see(files);
  }

  set unfinished(/** @type {import("../spaces/unfinished.js").UnfinishedFile[]} */ unfinished) {
    this.#unfinished = unfinished;
    this.#list.show(this.#files, unfinished);
  }

  /** Whether something would be lost by leaving. */
  get isDirty() {
    const isWritten = this.#text.value !== "" || this.#subject.value !== this.#start;
    return isWritten || this.#files.length > 0 || this.#isAdding > 0 || this.#isAboveDirty();
  }

  /** What is written now. */
  get written() {
    const { value: text, body } = this.#text;
    return { subject: this.#subject.value, text, body };
  }

  /** Puts back what was written before. @param {{ subject: string } & import("./words.js").Written} written */
  putBack({ subject, ...words }) {
    this.#subject.control.value = subject;
    this.#text.put(words);
    this.#count();
  }

  /** @param {TextKey} key whether it is kept @param {ReturnType<typeof problemText> | null} why it is not */
  tellKept(key, why) {
    this.#kept.replaceChildren(el("span", { text: key }),
      ...(why === null ? [] : [" ", el("span", { text: why.key, values: why.values })]));
  }

  /** Asks which of two versions counts; null: nothing is asked any more. @param {HTMLElement | null} choice */
  offer(choice) {
    const hadFocus = this.#choice.contains(document.activeElement);
    this.#choice.replaceChildren(...(choice === null ? [] : [choice]));
    // Who types goes on typing; it is told, and in view.
    choice?.scrollIntoView({ block: "nearest" });
    choice === null && hadFocus && this.#text.control.focus();
  }

  /** Where somebody is writing. */
  get caret() {
    return this.#text.caret;
  }

  /** The focus goes to what is empty, else to where somebody was writing. @param {number | null} caret null: the end */
  writeOn(caret) {
    this.#subject.value === "" ? this.#subject.control.focus() : this.#text.focusAt(caret);
  }

  focusFirst() {
    (this.#subject.value === "" ? this.#subject : this.#text).control.focus();
  }

  /** @param {"files" | "sealing" | null} what it waits for; null: it waits no longer */
  busy(what) {
    this.#send.ariaBusy = String(what !== null);
    // What is typed from here would not go with the message.
    this.#subject.control.readOnly = this.#text.isReadOnly = what !== null;
    this.#state.replaceChildren(what === null ? "" : el("p", { text: `compose.busy.${what}` }));
  }

  /** What was refused. Everything that was typed is still there. @param {unknown} error */
  refuse(error) {
    this.busy(null);
    const { key, values } = problemText(error);
    if (key === "problem.note-too-large") {
      this.#offerFile();
    }

    const bar = notice("error", key, values, el("p", { class: "muted", text: "compose.kept" }));
    this.#problem.replaceChildren(bar);
    bar.scrollIntoView({ block: "nearest" });
  }

  #bar() {
    const choosing = fileButtons((found) => this.#add(found));
    const discard = button("compose.discard", { class: "quiet", on: { click: () => this.#ask("discard") } });
    const sealed = el(
      "p",
      { class: "sealed-line" },
      icon("seal"),
      el("a", { text: "sealed.line", set: { href: "/sealed/", target: "_blank" } }),
    );
    return el("div", { class: "composer-bar" }, this.#send, ...choosing, discard, sealed);
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    await this.#adding;
    if (this.#send.ariaBusy === "true") {
      return;
    }

    const subject = this.#subject.value.trim();
    const { value: text, body, length } = this.#text;
    this.#problem.replaceChildren();
    this.#subject.refuse(isVisible(subject) ? null : "compose.subject.empty");
    this.#text.refuse(!isVisible(text) && this.#files.length === 0 ? "compose.text.empty" : null);
    const wrong = [this.#subject, this.#text].find((one) => !one.error.hidden);
    const [left] = this.#unfinished;
    if (wrong !== undefined) {
      wrong.control.focus();
    } else if (left !== undefined) {
      this.#problem.replaceChildren(notice("error", "files.unfinished-first", { name: left.name }));
      this.#list.element.querySelector("button")?.focus();
    } else if (length > mostCharacters) {
      this.#offerFile();
      this.#offer.querySelector("button")?.focus();
    } else {
      this.#ask("send", { subject, text, body });
    }
  }

  #count() {
    const { length } = this.#text;
    this.#counter.hidden = length < counterFrom;
    // Fitting a box to its text costs several layouts of all of it.
    this.#text.control.classList.toggle("is-long", length > mostCharacters);
    say(this.#counter, { text: "compose.counter", values: { n: length, most: mostCharacters } });
    if (length > mostCharacters) {
      this.#offerFile();
    } else {
      this.#offer.replaceChildren();
    }
  }

  /** Too long: nothing is cut; the person chooses what goes in a text file. */
  #offerFile() {
    if (this.#offer.firstChild === null) {
      this.#offer.append(tooLong(mostCharacters, (from) => this.#moveToFile(from)));
    }
  }

  /** @param {number} from where the file begins, about */
  #moveToFile(from) {
    const hasRoom = this.#moved.move(from, this.#files);
    const full = hasRoom ? [] : [notice("error", "compose.too-long.no-room", { most: mostFiles })];
    this.#problem.replaceChildren(...full);
    this.#problem.scrollIntoView({ block: "nearest" });
  }

  /** Of a message that is on its way no words come back: they go with it. @param {DraftFile} entry */
  #remove(entry) {
    if (entry.words === null || this.#send.ariaBusy !== "true") {
      void this.#moved.remove(entry);
    }
  }

  /**
   * Takes what fits and can be read; of the rest it says why not, before anything is sent.
   * @param {Found | Promise<Found>} found of a folder, once it is read
   */
  #add(found) {
    const take = async () => {
      const { fitting, refusals } = await takeIn(await found, this.#files);
      this.#problem.replaceChildren(...refusals.map(({ key, values }) => notice("error", key, values)));
      this.#ask("add", fitting);
    };
    this.#isAdding++;
    this.#adding = this.#adding.then(take).finally(() => this.#isAdding--);
  }

  /** @param {Asking<ComponentEvents["zegel-composer"]>} asked */
  #ask(...asked) {
    const [type, detail] = asked;
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("zegel-composer", Composer);
