import { choice } from "../../components/choices.js";
import { el, icon, say } from "../../components/dom.js";
import { OrderedRows } from "../../components/ordered-rows.js";
import { option, selectField } from "../../components/select-field.js";
import { copyQuestion, newOption, newQuestion } from "../../forms/blank.js";
import { wordsIn } from "../../forms/definition.js";
import { language } from "../../text/text.js";
import { faultLine } from "./faults.js";
import { LimitFields } from "./limit-fields.js";
import { OptionRow } from "./option-row.js";
import { WhenRows } from "./when-rows.js";
import { WordsFields } from "./words-fields.js";

/**
 * @typedef {import("../../forms/definition.js").Question} Question
 * @typedef {import("../../forms/definition.js").Kind} Kind
 * @typedef {import("../../forms/definition.js").Option} Option
 * @typedef {import("../../forms/definition.js").Fault} Fault
 * @typedef {import("./when-rows.js").Earlier} Earlier
 * @typedef {object} Standing where a question stands
 * @property {number} page from 1
 * @property {string} number "2.3"; of a question about people "2.3.1"
 * @property {Earlier[]} earlier what can be asked about in its conditions
 * @property {Fault[]} faults its own, and of its own questions
 * @property {string[]} pages the titles of all pages; none for a question about people
 * @typedef {object} Means
 * @property {(row: QuestionRow, page: number) => unknown} moveTo another page, from 1
 */

/** @type {readonly Kind[]} */
const kinds = ["text", "long-text", "number", "date", "choice", "choices", "address", "people", "file", "explanation"];

/**
 * A question in the editor: a line that says what it is, and below it, once it is opened, all that can be changed of
 * it.
 */
export class QuestionRow {
  #question;
  #means;
  #another;
  #title = el("span", { class: "form-question-title" });
  #facts = el("span", { class: "form-question-facts muted" });
  #body = el("div", { class: "form-question-body", set: { role: "group" } });
  #faults = el("div", { class: "form-faults" });
  acts = el("div");
  /** Once it was opened. @type {ReturnType<QuestionRow["makeFields"]> | null} */
  #fields = null;
  /** @type {Standing} */
  #standing = { page: 1, number: "", earlier: [], faults: [], pages: [] };
  /** What the line shows. */
  #print = "";

  /**
   * @param {Question} question
   * @param {boolean} isNew
   * @param {Means | null} means null: it is asked about people
   * @param {() => unknown} another Enter in its text asks for the next one
   */
  constructor(question, isNew, means, another) {
    this.#question = question;
    this.#means = means;
    this.#another = another;
    const name = means === null ? "inner-question" : "question";
    this.element = el("details", { class: "form-question", set: { open: isNew, name } },
      el("summary", {}, this.#title, this.#facts), this.#body);
    this.element.addEventListener("toggle", () => this.element.open && this.#build());
    if (isNew) {
      this.#build();
    }
  }

  get id() {
    return this.#question.id;
  }

  name() {
    const text = wordsIn(this.read().text, language());
    return text === "" ? this.#standing.number : text;
  }

  /** The first of them is where somebody begins; it has to be seen for that. */
  fields() {
    this.element.open = true;
    return this.#build().words.fields;
  }

  /** @returns {Question} */
  read() {
    const fields = this.#fields;
    if (fields === null) {
      return this.#question;
    }

    const kind = kinds.find((one) => one === fields.kind.value) ?? "text";
    const isChoice = kind === "choice" || kind === "choices";
    return {
      id: this.#question.id,
      kind,
      text: fields.words.read(),
      help: kind === "explanation" ? { nl: "", en: "" } : fields.help.read(),
      isRequired: kind !== "explanation" && fields.required.control.checked,
      ...fields.limits.read(kind),
      options: isChoice ? fields.options.values : [],
      when: fields.when.read(),
      questions: kind === "people" ? fields.questions?.values ?? [] : [],
    };
  }

  /** @param {Standing} standing */
  update(standing) {
    this.#standing = standing;
    const question = this.read();
    const { number, faults } = standing;
    // Of sixty questions a key changes one: what is shown already stays.
    const print = JSON.stringify([number, faults, question, language()]);
    print === this.#print || this.#draw(question);
    this.#print = print;
    this.element.open && this.#fields !== null && this.#updateFields(this.#fields, question);
  }

  /** @param {Question} question */
  #draw(question) {
    const { number, faults } = this.#standing;
    const text = wordsIn(question.text, language());
    say(this.#title, text === ""
      ? { text: "forms.question.unnamed", values: { number } }
      : { text: "forms.question.named", values: { number, text } });
    say(this.#body, { label: "forms.question.group", values: { number, text } });
    this.#facts.replaceChildren(...factsOf(question, faults));
    this.#faults.replaceChildren(...faults.filter(({ place }) => place.inner === null || this.#means === null)
      .map((fault) => faultLine(fault)));
  }

  /** @param {ReturnType<QuestionRow["makeFields"]>} fields @param {Question} question */
  #updateFields(fields, { kind, questions }) {
    const { page, number, earlier, faults, pages } = this.#standing;
    fields.show(kind);
    fields.when.update(earlier);
    fields.page?.offer(pages.map((title, n) => option(String(n + 1), {
      text: title === "" ? "forms.page.unnamed" : "forms.page.named", values: { n: n + 1, title },
    })));
    fields.page?.choose(String(page));
    const inner = questions.map((question, n) => ({ question, number: `${number}.${n + 1}`, at: n + 1 }))
      .filter(({ question }) => question.kind !== "explanation");
    fields.questions?.rows.forEach((row, n) => row.update({
      page, number: `${number}.${n + 1}`, pages: [], earlier: [...earlier, ...inner.filter((one) => one.at <= n)],
      faults: faults.filter(({ place }) => place.inner === n + 1),
    }));
    fields.questions?.rename();
    fields.questions?.nameAdding({ label: "forms.inner.add-to", values: { number } });
    fields.options.nameAdding({ label: "forms.option.add-to", values: { number } });
  }

  #build() {
    if (this.#fields === null) {
      this.#fields = this.makeFields(this.#question);
      this.#body.append(this.acts, this.#faults, ...this.#fields.elements);
    }

    // What stands around it may have changed while it was closed.
    this.#updateFields(this.#fields, this.read());
    return this.#fields;
  }

  /** @param {Question} question */
  makeFields(question) {
    const kind = selectField("forms.question.kind");
    const offered = this.#means === null ? kinds.filter((one) => one !== "people") : kinds;
    kind.offer(offered.map((one) => [one, { text: `forms.kind.${one}` }]));
    kind.choose(question.kind);
    const words = new WordsFields("forms.question.text", question.text, "area");
    const next = el("p", { class: "field-advice", text: "forms.question.next" });
    words.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && kind.value !== "explanation") {
        event.preventDefault();
        this.#another();
      }
    });
    const help = new WordsFields("forms.question.help", question.help, "area");
    const required = choice({ kind: "checkbox", name: { text: "forms.question.required" }, on: question.isRequired });
    const limits = new LimitFields(question);
    const options = optionRows(question.options);
    const questions = this.#means === null ? null : innerRows(question.questions);
    const when = new WhenRows(question.when);
    const page = this.#means === null ? null : selectField("forms.question.page");
    page?.control.addEventListener("change", () => this.#means?.moveTo(this, Number(page.value)));
    const choices = el("fieldset", { class: "form-options" }, el("legend", { text: "forms.options" }), options.element);
    const people = el("fieldset", { class: "form-inner" }, el("legend", { text: "forms.inner" }),
      ...(questions === null ? [] : [questions.element]));
    const show = (/** @type {Kind} */ now) => {
      next.hidden = now === "explanation";
      help.element.hidden = now === "explanation";
      required.element.hidden = now === "explanation";
      choices.hidden = now !== "choice" && now !== "choices";
      people.hidden = now !== "people";
      limits.show(now);
    };
    const elements = [words.element, next, kind.element, choices, people, help.element, required.element,
      limits.element, when.element, ...(page === null ? [] : [page.element])];
    return { kind, words, help, required, limits, options, questions, when, page, show, elements };
  }
}

/** @param {Option[]} options */
function optionRows(options) {
  /** @type {OrderedRows<Option, OptionRow>} */
  const rows = new OrderedRows({
    label: "forms.options",
    add: "forms.option.add",
    taken: "rows.taken-now",
    make: newOption,
    rowOf: (one) => new OptionRow(one, () => rows.addNew()),
  });
  rows.fill(options);
  return rows;
}

/** @param {Question[]} questions */
function innerRows(questions) {
  /** @type {OrderedRows<Question, QuestionRow>} */
  const rows = new OrderedRows({
    label: "forms.inner",
    add: "forms.inner.add",
    taken: "rows.taken-now",
    make: () => newQuestion("text"),
    copyOf: copyQuestion,
    rowOf: (question, isNew) => {
      /** @type {QuestionRow} */
      const row = new QuestionRow(question, isNew, null, () => rows.addNew(row));
      return row;
    },
  });
  rows.fill(questions);
  return rows;
}

/** What a line says of a question besides its text. @param {Question} question @param {Fault[]} faults */
export function factsOf({ kind, isRequired, when, options, questions }, faults) {
  return [
    el("span", { text: `forms.kind.${kind}` }),
    ...(options.length > 0 ? [el("span", { text: "forms.facts.options", values: { n: options.length } })] : []),
    ...(questions.length > 0 ? [el("span", { text: "forms.facts.inner", values: { n: questions.length } })] : []),
    ...(isRequired ? [el("span", { text: "forms.facts.required" })] : []),
    ...(when !== null ? [el("span", { text: "forms.facts.when" })] : []),
    ...(faults.length > 0
      ? [el("span", { class: "mark is-warning" }, icon("warning"),
        el("span", { text: "forms.facts.faults", values: { n: faults.length } }))]
      : []),
  ];
}
