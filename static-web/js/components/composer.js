import { text as textOf } from "../text/text.js";
import { button, el, icon, say } from "./dom.js";
import { field } from "./field.js";
import { acceptFiles, fileButtons } from "./file-chooser.js";
import { sortOut } from "./file-limits.js";
import { fileList } from "./file-list.js";
import { notice } from "./notice.js";
import { problemText } from "./problem-text.js";

/** What surely fits a sealed note, with its files; counted before sealing so that nobody is surprised after it. */
export const mostCharacters = 20_000;
const counterFrom = 18_000;

/**
 * Where a message is written. Takes `files` and `subject`; asks by events: `send` (detail: subject and text), `add`
 * (detail: files with their names), `remove`, `again` and `forget` (detail: the file's entry), `discard`.
 */
export class Composer extends HTMLElement {
  #subject = field({
    label: "compose.subject",
    advice: "compose.subject.advice",
    set: { maxlength: 200, autocomplete: "off" },
  });
  #text = field({ label: "compose.text", kind: "area", set: { rows: 8, dir: "auto" } });
  #counter = el("p", { class: "counter muted", set: { hidden: true } });
  #offer = el("div", { set: { "aria-live": "polite" } });
  #state = el("div", { class: "send-state", set: { role: "status" } });
  #problem = el("div");
  #list = fileList({
    remove: (entry) => this.#ask("remove", entry),
    again: (entry) => this.#ask("again", entry),
    forget: (entry) => this.#ask("forget", entry),
    choose: () => this.querySelector(/** @type {"input"} */ ("input[type=file]"))?.click(),
  });
  #send = button("compose.send", { class: "primary", icon: "lock", set: { type: "submit" } });
  #start = "";
  /** @type {import("../conversations/draft-files.js").DraftFile[]} */
  #files = [];
  /** @type {import("../conversations/draft-files.js").Unfinished[]} */
  #unfinished = [];

  constructor() {
    super();
    this.#text.control.addEventListener("input", () => this.#count());
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        this.querySelector("form")?.requestSubmit();
      }
    });
  }

  connectedCallback() {
    if (this.firstChild !== null) {
      return;
    }

    const form = el(
      "form",
      { set: { novalidate: true }, on: { submit: (/** @type {Event} */ event) => this.#submit(event) } },
      this.#subject.element,
      this.#problem,
      this.#text.element,
      this.#counter,
      this.#offer,
      this.#list.element,
      this.#bar(),
      this.#state,
    );
    this.append(form);
    acceptFiles(this, (chosen) => this.#add(chosen));
  }

  /** Something that stands above the subject: recipients, a stronger check. @param {HTMLElement} part */
  putBefore(part) {
    this.#subject.element.before(part);
  }

  set subject(/** @type {string} */ subject) {
    this.#subject.control.value = subject;
    this.#start = subject;
  }

  set files(/** @type {import("../conversations/draft-files.js").DraftFile[]} */ files) {
    this.#files = files;
    this.#list.show(files);
  }

  set unfinished(/** @type {import("../conversations/draft-files.js").Unfinished[]} */ unfinished) {
    this.#unfinished = unfinished;
    this.#list.showUnfinished(unfinished);
  }

  /** Whether something would be lost by leaving. */
  get isDirty() {
    return this.#text.value !== "" || this.#files.length > 0 || this.#subject.value !== this.#start;
  }

  focusFirst() {
    (this.#subject.value === "" ? this.#subject : this.#text).control.focus();
  }

  /** @param {"files" | "sealing" | null} what it waits for; null: it waits no longer */
  busy(what) {
    this.#send.ariaBusy = String(what !== null);
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
    const choosing = fileButtons((chosen) => this.#add(chosen));
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
  #submit(event) {
    event.preventDefault();
    if (this.#send.ariaBusy === "true") {
      return;
    }

    const subject = this.#subject.value.trim();
    const text = this.#text.value;
    this.#problem.replaceChildren();
    this.#subject.refuse(subject === "" ? "compose.subject.empty" : null);
    this.#text.refuse(text.trim() === "" && this.#files.length === 0 ? "compose.text.empty" : null);
    const wrong = [this.#subject, this.#text].find((one) => !one.error.hidden);
    const [left] = this.#unfinished;
    if (wrong !== undefined) {
      wrong.control.focus();
    } else if (left !== undefined) {
      this.#problem.replaceChildren(notice("error", "files.unfinished-first", { name: left.name }));
      this.#list.element.querySelector("button")?.focus();
    } else if (text.length > mostCharacters) {
      this.#offerFile();
      this.#offer.querySelector("button")?.focus();
    } else {
      this.#ask("send", { subject, text });
    }
  }

  #count() {
    const length = this.#text.value.length;
    this.#counter.hidden = length < counterFrom;
    say(this.#counter, { text: "compose.counter", values: { n: length, most: mostCharacters } });
    if (length > mostCharacters) {
      this.#offerFile();
    } else {
      this.#offer.replaceChildren();
    }
  }

  /** Too long: nothing is cut; the person chooses what goes in a text file. */
  #offerFile() {
    if (this.#offer.firstChild !== null) {
      return;
    }

    const surplus = button("compose.too-long.surplus", {
      class: "secondary",
      on: { click: () => this.#moveToFile(mostCharacters - 500) },
    });
    const whole = button("compose.too-long.whole", { class: "secondary", on: { click: () => this.#moveToFile(0) } });
    this.#offer.append(
      notice("warning", "compose.too-long", { most: mostCharacters }, el("div", { class: "row" }, surplus, whole)),
    );
  }

  /** @param {number} from where the file begins, moved back to the start of a word */
  #moveToFile(from) {
    const all = this.#text.value;
    const space = all.lastIndexOf(" ", from);
    const cut = from > 0 && space > from - 200 ? space + 1 : from;
    const name = textOf(cut === 0 ? "compose.too-long.file" : "compose.too-long.rest-file");
    this.#add([{ file: new File([all.slice(cut)], name, { type: "text/plain" }), name }]);
    this.#text.control.value = `${all.slice(0, cut)}\n\n${textOf("compose.too-long.pointer", { name })}`.trim();
    this.#count();
    this.#text.control.focus();
  }

  /**
   * Takes what fits; of the rest it says why not, before anything is sent.
   * @param {import("./file-chooser.js").Chosen[]} chosen
   */
  #add(chosen) {
    const { fitting, refusals } = sortOut(chosen, this.#files);
    this.#problem.replaceChildren(...refusals.map(({ key, values }) => notice("error", key, values)));
    this.#ask("add", fitting);
  }

  /** @param {string} type @param {unknown} [detail] */
  #ask(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("zegel-composer", Composer);
