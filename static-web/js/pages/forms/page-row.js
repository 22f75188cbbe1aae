import { el, say } from "../../components/dom.js";
import { OrderedRows } from "../../components/ordered-rows.js";
import { copyQuestion, newQuestion } from "../../forms/blank.js";
import { wordsIn } from "../../forms/definition.js";
import { language } from "../../text/text.js";
import { faultLine } from "./faults.js";
import { QuestionRow } from "./question-row.js";
import { WhenRows } from "./when-rows.js";
import { WordsFields } from "./words-fields.js";

/**
 * @typedef {import("../../forms/definition.js").Page} Page
 * @typedef {import("../../forms/definition.js").Question} Question
 * @typedef {import("../../forms/definition.js").Fault} Fault
 * @typedef {import("./when-rows.js").Earlier} Earlier
 */

/** A page of the form in the editor, with its questions. */
export class PageRow {
  #id;
  #title = el("h2");
  #words;
  #when;
  #conditions = el("summary");
  #faults = el("div", { class: "form-faults" });
  #at = 1;
  acts = el("div");
  /** @type {OrderedRows<Question, QuestionRow>} */
  questions;

  /** @param {Page} page @param {import("./question-row.js").Means} means */
  constructor({ id, title, when, questions }, means) {
    this.#id = id;
    this.#words = new WordsFields("forms.page.title", title);
    this.#when = new WhenRows(when);
    this.questions = new OrderedRows({
      label: "forms.questions",
      add: "forms.question.add",
      taken: "rows.taken-now",
      make: () => newQuestion("text"),
      copyOf: copyQuestion,
      rowOf: (question, isNew) => {
        /** @type {QuestionRow} */
        const row = new QuestionRow(question, isNew, means, () => this.questions.addNew(row));
        return row;
      },
    });
    this.questions.fill(questions);
    this.element = el("section", { class: "part form-page" },
      el("div", { class: "form-page-head" }, this.#title, this.acts), this.#faults, this.#words.element,
      el("details", { class: "form-page-when" }, this.#conditions, this.#when.element), this.questions.element);
  }

  name() {
    return wordsIn(this.#words.read(), language()) || String(this.#at);
  }

  fields() {
    return this.#words.fields;
  }

  /** @returns {Page} */
  read() {
    return { id: this.#id, title: this.#words.read(), when: this.#when.read(), questions: this.questions.values };
  }

  /**
   * @param {Page} page as it is read now
   * @param {number} at from 1
   * @param {Earlier[]} earlier what stands on the pages before it
   * @param {Fault[]} faults its own, and of its questions
   * @param {string[]} pages the titles of all of them
   */
  update(page, at, earlier, faults, pages) {
    this.#at = at;
    const title = wordsIn(page.title, language());
    say(this.#title, title === "" ? { text: "forms.page.unnamed", values: { n: at } }
      : { text: "forms.page.named", values: { n: at, title } });
    const conditions = page.when?.conditions.length ?? 0;
    const text = conditions === 0 ? "forms.page.always" : "forms.page.when";
    say(this.#conditions, { text, values: { n: conditions } });
    const whole = faults.filter(({ place }) => place.question === null);
    this.#faults.replaceChildren(...whole.map((fault) => faultLine(fault)));
    this.#when.update(earlier);
    const own = earlierOn(page, at);
    this.questions.rows.forEach((row, n) => row.update({
      page: at, number: `${at}.${n + 1}`, pages, earlier: [...earlier, ...own.filter((one) => one.at <= n)],
      faults: faults.filter(({ place }) => place.question === n + 1),
    }));
    this.questions.rename();
    this.questions.nameAdding({ label: "forms.question.add-to", values: { n: at } });
  }
}

/** What conditions can ask about on a page. @param {Page} page @param {number} at @returns {Earlier[]} */
export const earlierOn = ({ questions }, at) =>
  questions.map((question, n) => ({ question, number: `${at}.${n + 1}`, at: n + 1 }))
    .filter(({ question }) => question.kind !== "explanation");
