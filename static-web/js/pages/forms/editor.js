import { every } from "../../browser/clock.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, focusOn, say } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { OrderedRows } from "../../components/ordered-rows.js";
import { problemText } from "../../components/problem-text.js";
import { copyPage, newPage } from "../../forms/blank.js";
import { wordsIn } from "../../forms/definition.js";
import { formLimits } from "../../forms/limits.js";
import { withPasted } from "../../forms/pasted.js";
import { language } from "../../text/text.js";
import { saveForm } from "./save-form.js";
import { allFaults, faultSummary, isUnfinished } from "./faults.js";
import { earlierOn, PageRow } from "./page-row.js";
import { askForQuestions, pastedNotice } from "./paste.js";
import { WordsFields } from "./words-fields.js";

/**
 * @typedef {import("../../forms/definition.js").Form} Form
 * @typedef {import("../../forms/definition.js").Page} Page
 * @typedef {import("../../forms/definition.js").Fault} Fault
 * @typedef {import("./question-row.js").QuestionRow} QuestionRow
 * @typedef {import("../../spaces/form-library.js").FormLibrary} FormLibrary
 * @typedef {import("../../spaces/form-library.js").OpenedForm} OpenedForm
 */

/** So long after the last key what hangs on it is shown: what is wrong, and what can be asked about. */
const pause = 250;

/** A form that is made or changed: its pages and questions, as a draft that is saved by itself. */
export class EditorPane {
  #library;
  #opened;
  #name;
  #saving;
  #again;
  #isTold = false;
  #title = el("h1", { class: "folder-title" });
  #state = el("p", { class: "muted form-state" });
  #place = el("div", { class: "office-notices" });
  #faults = faultSummary((fault) => this.#goTo(fault));
  #words;
  /** @type {OrderedRows<Page, PageRow>} */
  #pages;
  /** @type {Form} */
  #form;
  /** Whether somebody wanted to publish it: then what is missing is told too. */
  #isJudged = false;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  #over = new AbortController();

  /**
   * @param {FormLibrary} library
   * @param {OpenedForm} opened
   * @param {Form} draft
   * @param {import("./draft-saving.js").DraftSaving} saving of the draft
   * @param {{ name: string, again: () => unknown }} parts name: the reader's; again: it is opened anew
   */
  constructor(library, opened, draft, saving, { name, again }) {
    this.#library = library;
    this.#opened = opened;
    this.#name = name;
    this.#saving = saving;
    this.#form = draft;
    this.#again = again;
    this.#words = new WordsFields("forms.title-of", draft.title);
    this.#pages = new OrderedRows({
      label: "forms.pages",
      add: "forms.page.add",
      taken: "rows.taken-now",
      make: newPage,
      copyOf: copyPage,
      rowOf: (page) => new PageRow(page, { moveTo: (row, to) => this.#moveTo(row, to) }),
    });
    this.#pages.fill(draft.pages);
    const back = el("p", {}, el("a", { text: "forms.all", set: { href: "#" } }));
    const paste = button("forms.paste", { class: "secondary", icon: "plus", on: { click: () => void this.#paste() } });
    this.element = el("div", { class: "office form-editor" }, back, this.#title, this.#state, this.#place,
      this.#tools(), this.#faults.element, this.#words.element, this.#pages.element, el("p", {}, paste));
    this.#listen();
    this.#draw();
  }

  get isDirty() {
    return this.#saving.isDirty;
  }

  focus() {
    if (this.#over.signal.aborted) {
      // It was put away for a while, and is shown again.
      this.#over = new AbortController();
      this.#hear();
      this.#draw();
    }

    focusOn(this.#title);
  }

  #listen() {
    for (const part of [this.#words.element, this.#pages.element]) {
      part.addEventListener("input", () => this.#changedSoon());
      part.addEventListener("change", () => this.#changed());
    }

    this.#saving.addEventListener("change", () => this.#showState());
    this.#hear();
  }

  /** What is heard from the page, for as long as it is shown. */
  #hear() {
    const { signal } = this.#over;
    document.addEventListener("zegel-language", () => this.#draw(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && void this.#saving.flush(), { signal });
    // Shown no longer: nothing of it is heard.
    every(5000, () => !this.element.isConnected && !this.isDirty && this.#over.abort(), signal);
  }

  #tools() {
    const { formId } = this.#opened.row;
    const link = (/** @type {TextKey} */ text, /** @type {string} */ to) =>
      el("a", { class: "button secondary", set: { href: `#${formId}-${to}` } }, el("span", { text }));
    return el("div", { class: "row", label: "forms.tools", set: { role: "group" } },
      button("forms.publish", { class: "primary", on: { click: () => void this.#publish() } }),
      link("forms.try", "try"), link("forms.versions", "versions"),
      button("forms.export", { class: "secondary", icon: "download", on: { click: () => saveForm(this.#read()) } }));
  }

  #read() {
    return { title: this.#words.read(), pages: this.#pages.values };
  }

  #changedSoon() {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed(), pause);
    // What is typed is kept meanwhile.
    this.#saving.changed(this.#read());
  }

  #changed() {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#form = this.#read();
    this.#saving.changed(this.#form);
    this.#draw();
  }

  #draw() {
    const { title, pages } = this.#form;
    const words = wordsIn(title, language());
    this.#title.replaceChildren(el("span", words === "" ? { text: "forms.unnamed" } : { content: words }));
    const faults = this.#faultsNow();
    const titles = pages.map((page) => wordsIn(page.title, language()));
    /** @type {import("./when-rows.js").Earlier[]} */
    let earlier = [];
    this.#pages.rows.forEach((row, n) => {
      const page = pages[n] ?? row.read();
      row.update(page, n + 1, earlier, faults.filter(({ place }) => place.page === n + 1), titles);
      earlier = [...earlier, ...earlierOn(page, n + 1)];
    });
    this.#pages.rename();
    this.#pages.canAdd = pages.length < formLimits.pages;
    // Once all of it was put right, what is missing next is not told at once.
    this.#isJudged &&= faults.length > 0;
    this.#faults.show(faults);
    this.#showState();
  }

  /** What is told now: what is only missing waits until it is to be published. */
  #faultsNow() {
    const all = allFaults(this.#form);
    return this.#isJudged ? all : all.filter((fault) => !isUnfinished(fault));
  }

  /** @param {Fault} fault */
  #goTo({ place }) {
    const page = this.#pages.rows[(place.page ?? 0) - 1];
    const question = page?.questions.rows[(place.question ?? 0) - 1];
    const [field] = question?.fields() ?? page?.fields() ?? this.#words.fields;
    field?.control.focus();
  }

  #showState() {
    const { state, savedAt, error } = this.#saving;
    const at = savedAt === null ? this.#opened.row.at : new Date(savedAt).toISOString();
    if (state === "failed") {
      const { key, values } = problemText(error);
      const again = button("forms.save-again", { class: "secondary", on: { click: () => void this.#saving.flush() } });
      this.#place.replaceChildren(notice("error", key, values, el("p", { text: "forms.not-saved" }), again));
    } else if (state === "conflict") {
      void this.#tellOfOther();
    } else if (state === "saved") {
      this.#place.querySelector(".notice-error")?.remove();
    }

    say(this.#state, { text: `forms.state.${state}`, values: { at: { moment: at } } });
  }

  /** A colleague saved meanwhile: nothing of either is lost, whatever is chosen. */
  async #tellOfOther() {
    if (this.#isTold) {
      return;
    }

    this.#isTold = true;
    await this.#library.refresh(false).catch(() => null);
    const { by, at } = this.#library.find(this.#opened.row.formId) ?? this.#opened.row;
    const mine = button("forms.conflict.mine", { class: "secondary" });
    const theirs = button("forms.conflict.theirs", { class: "secondary", values: { name: by } });
    mine.addEventListener("click", () =>
      void this.#settle(() => this.#saving.keepMine(by), "forms.conflict.mine-done"));
    theirs.addEventListener("click", () => void this.#settle(async () => {
      await this.#saving.takeTheirs(this.#name);
      this.#over.abort();
      this.#again();
    }, "forms.conflict.theirs-done"));
    this.#place.replaceChildren(notice("warning", "forms.conflict", { name: by, at: { moment: at } },
      el("div", { class: "row" }, mine, theirs)));
  }

  /** @param {() => Promise<unknown>} work @param {TextKey} done */
  async #settle(work, done) {
    try {
      await work();
      this.#isTold = false;
      this.#place.replaceChildren(notice("success", done));
    } catch (error) {
      this.#tell(error);
    }
  }

  /** @param {unknown} error */
  #tell(error) {
    const { key, values } = problemText(error);
    this.#place.replaceChildren(notice("error", key, values));
  }

  /** @param {QuestionRow} row @param {number} to from 1 */
  #moveTo(row, to) {
    const from = this.#pages.rows.find(({ questions }) => questions.rows.includes(row));
    const target = this.#pages.rows[to - 1];
    if (from !== undefined && target !== undefined && from !== target) {
      from.questions.drop(row);
      target.questions.add(row.read()).fields()[0]?.control.focus();
      this.#changed();
    }
  }

  /** Questions out of a list, at the end; they can be taken out again together. */
  async #paste() {
    const pasted = await askForQuestions();
    if (pasted.length === 0) {
      return;
    }

    const before = this.#read();
    this.#put(withPasted(before, pasted));
    const told = pastedNotice(pasted, () => {
      this.#put(before);
      this.focus();
    });
    this.#place.replaceChildren(told);
    // Whatever is changed from now on would be undone with it.
    ["change", "input"].forEach((type) => this.element.addEventListener(type, () => told.remove(), { once: true }));
  }

  /** @param {Form} form */
  #put({ pages }) {
    this.#pages.fill(pages);
    this.#changed();
  }

  async #publish() {
    this.#changed();
    this.#isJudged = true;
    this.#draw();
    if (this.#faultsNow().length > 0) {
      this.#faults.focus();
      return;
    }

    const { formId, version } = this.#opened.row;
    let published = version;
    const isDone = await confirmDialog({
      title: "forms.publish.title",
      values: { title: wordsIn(this.#form.title, language()) },
      body: [el("p", { text: version === 0 ? "forms.publish.first" : "forms.publish.next" })],
      confirm: "forms.publish",
      act: async () => {
        const isSaved = await this.#saving.flush();
        published = isSaved ? await this.#library.publish(formId, this.#saving.revision) : published;
        return isSaved;
      },
    });
    if (isDone) {
      this.#opened.row.version = published;
      this.#place.replaceChildren(notice("success", "forms.publish.done", { n: published }));
      this.focus();
    }
  }
}
