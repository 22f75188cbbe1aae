import { el, say } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { OrderedRows } from "../../components/ordered-rows.js";
import { option, selectField } from "../../components/select-field.js";
import { operatorsOf } from "../../forms/conditions.js";
import { wordsIn } from "../../forms/definition.js";
import { formLimits } from "../../forms/limits.js";
import { language } from "../../text/text.js";

/**
 * @typedef {import("../../forms/definition.js").Condition} Condition
 * @typedef {import("../../forms/definition.js").When} When
 * @typedef {import("../../forms/definition.js").Question} Question
 * @typedef {{ question: Question, number: string, at: number }} Earlier what can be asked about: as which it is shown,
 *   and where it stands among those beside it, from 1
 * @typedef {import("../../components/dom.js").Parts} Parts
 */

/** When a page or question is shown: always, or after certain answers to earlier questions. */
export class WhenRows {
  /** @type {Earlier[]} */
  #earlier = [];
  #always = el("p", { class: "muted", text: "forms.when.always" });
  #behaviour = selectField("forms.when.behaviour");
  /** @type {OrderedRows<Condition, ConditionRow>} */
  #rows;

  /** @param {When | null} when */
  constructor(when) {
    this.#rows = new OrderedRows({
      label: "forms.when.list",
      add: "forms.when.add",
      taken: "rows.taken-now",
      isMoved: false,
      make: () => this.#nearest(),
      rowOf: (condition) => new ConditionRow(condition, this.#earlier),
    });
    this.#behaviour.offer([["all", { text: "forms.when.all" }], ["any", { text: "forms.when.any" }]]);
    this.#behaviour.choose(when?.isAll === false ? "any" : "all");
    this.#rows.fill(when?.conditions ?? []);
    this.element = el("fieldset", { class: "form-when" }, el("legend", { text: "forms.when" }),
      this.#always, this.#behaviour.element, this.#rows.element);
    this.#show();
  }

  /** @returns {When | null} */
  read() {
    const conditions = this.#rows.values;
    return conditions.length === 0 ? null : { isAll: this.#behaviour.value === "all", conditions };
  }

  /** @param {Earlier[]} earlier what stands before it, in its order */
  update(earlier) {
    this.#earlier = earlier;
    this.#rows.rows.forEach((row) => row.update(earlier));
    this.#show();
  }

  #show() {
    const count = this.#rows.rows.length;
    this.#always.hidden = count > 0;
    say(this.#always, { text: this.#earlier.length === 0 ? "forms.when.nothing-earlier" : "forms.when.always" });
    this.#behaviour.element.hidden = count < 2;
    this.#rows.canAdd = this.#earlier.length > 0 && count < formLimits.conditions;
  }

  /** A condition on the question that stands right before it. @returns {Condition} */
  #nearest() {
    const question = this.#earlier.at(-1)?.question;
    return question === undefined ? { question: "", operator: "exists", value: true } : firstOf(question);
  }
}

/** What a condition on a question begins as. @param {Question} question @returns {Condition} */
const firstOf = ({ id, kind, options }) => (operatorsOf(kind).includes("=")
  ? { question: id, operator: "=", value: options[0]?.code ?? "" }
  : { question: id, operator: "exists", value: true });

/** In words, for each operator; "exists" has two. */
const exists = { true: "exists", false: "exists-not" };

/** One condition: an earlier question, how, and an answer. */
class ConditionRow {
  /** @type {Condition} */
  #condition;
  #question = selectField("forms.when.question");
  #operator = selectField("forms.when.operator");
  #choice = selectField("forms.when.answer");
  #typed = field({ label: "forms.when.answer", set: { autocomplete: "off", maxlength: formLimits.text } });
  /** @type {Earlier[]} */
  #earlier;

  /** @param {Condition} condition @param {Earlier[]} earlier */
  constructor(condition, earlier) {
    this.#condition = condition;
    this.#earlier = earlier;
    this.element = el("div", { class: "form-condition" }, this.#question.element, this.#operator.element,
      this.#choice.element, this.#typed.element);
    this.#typed.control.value = shownValue(condition.value);
    this.#question.control.addEventListener("change", () => this.#chooseQuestion());
    for (const { control } of [this.#operator, this.#choice]) {
      control.addEventListener("change", () => this.#choose());
    }

    this.#typed.control.addEventListener("input", () => this.#choose());
    this.#show();
  }

  name() {
    return this.#question.control.selectedOptions[0]?.textContent ?? "";
  }

  fields() {
    return [this.#question];
  }

  read() {
    return this.#condition;
  }

  /** @param {Earlier[]} earlier */
  update(earlier) {
    this.#earlier = earlier;
    this.#show();
  }

  get #target() {
    return this.#earlier.find(({ question }) => question.id === this.#condition.question)?.question ?? null;
  }

  #chooseQuestion() {
    const target = this.#earlier.find(({ question }) => question.id === this.#question.value)?.question;
    if (target !== undefined) {
      this.#condition = firstOf(target);
      this.#typed.control.value = "";
      this.#show();
    }
  }

  #choose() {
    const { question } = this.#condition;
    const operator = this.#operator.value;
    if (operator === exists.true || operator === exists.false) {
      this.#condition = { question, operator: "exists", value: operator === exists.true };
    } else {
      const isChosen = (this.#target?.options.length ?? 0) > 0;
      const value = isChosen ? this.#choice.value : plainValue(this.#target, this.#typed.value);
      this.#condition = { question, operator: knownOperator(operator), value };
    }

    this.#show();
  }

  #show() {
    const { question, operator, value } = this.#condition;
    const target = this.#target;
    const offered = this.#earlier.map((one) => option(one.question.id, nameOf(one)));
    const gone = option(question, { text: "forms.when.gone" });
    this.#question.offer(target === null ? [gone, ...offered] : offered);
    this.#question.choose(question);
    const now = operator === "exists" ? exists[value === false ? "false" : "true"] : operator;
    this.#operator.offer(operatorOptions(target, now));
    this.#operator.choose(now);
    this.#showValue(target);
  }

  /** @param {Question | null} target */
  #showValue(target) {
    const { operator, value } = this.#condition;
    const isChosen = (target?.options.length ?? 0) > 0;
    this.#choice.element.hidden = operator === "exists" || !isChosen;
    this.#typed.element.hidden = operator === "exists" || isChosen;
    this.#typed.control.setAttribute("type", target?.kind === "date" ? "date" : "text");
    this.#typed.control.setAttribute("inputmode", target?.kind === "number" ? "decimal" : "text");
    if (target !== null && isChosen && operator !== "exists") {
      const offered = target.options.map(({ code, text }, at) => option(code, answerName(text, at)));
      const isThere = target.options.some(({ code }) => code === value);
      const gone = option(String(value), { text: "forms.when.gone-answer" });
      this.#choice.offer(isThere ? offered : [gone, ...offered]);
      this.#choice.choose(String(value));
    }
  }
}

/** @param {Earlier} earlier @returns {Pick<Parts, "text" | "values">} */
function nameOf({ question, number }) {
  return { text: "forms.when.question.of", values: { number, text: wordsIn(question.text, language()) } };
}

/**
 * @param {import("../../forms/definition.js").Words} words
 * @param {number} at
 * @returns {Pick<Parts, "text" | "content" | "values">}
 */
function answerName(words, at) {
  const content = wordsIn(words, language());
  return content === "" ? { text: "forms.option.unnamed", values: { n: at + 1 } } : { content };
}

/** @param {Question | null} target @param {string} now the one that is chosen, which may have become impossible */
function operatorOptions(target, now) {
  const known = target === null ? [] : operatorsOf(target.kind);
  const compared = known.filter((one) => one !== "exists");
  const names = [...compared, ...(known.includes("exists") ? Object.values(exists) : [])];
  const many = target?.kind === "choices" ? "many" : target?.kind === "date" ? "date" : "one";
  return [...new Set([...names, now])].map((one) => option(one, { text: wordsOf(one, many) }));
}

/** @param {string} operator @param {"one" | "many" | "date"} of @returns {TextKey} */
function wordsOf(operator, of) {
  switch (operator) {
    case "=":
      return of === "many" ? "forms.operator.has" : "forms.operator.is";
    case "!=":
      return of === "many" ? "forms.operator.has-not" : "forms.operator.is-not";
    case ">":
      return of === "date" ? "forms.operator.after" : "forms.operator.more";
    case "<":
      return of === "date" ? "forms.operator.before" : "forms.operator.less";
    case ">=":
      return of === "date" ? "forms.operator.from" : "forms.operator.at-least";
    case "<=":
      return of === "date" ? "forms.operator.until" : "forms.operator.at-most";
    case "exists-not":
      return "forms.operator.exists-not";
    default:
      return "forms.operator.exists";
  }
}

/** @type {readonly import("../../forms/definition.js").Operator[]} */
const operators = ["=", "!=", ">", "<", ">=", "<="];

/** @param {string} typed */
const knownOperator = (typed) => operators.find((one) => one === typed) ?? "=";

/** A number is kept with a point, whatever the reader's comma. @param {Question | null} target @param {string} typed */
const plainValue = (target, typed) => (target?.kind === "number" ? typed.trim().replace(",", ".") : typed.trim());

/** @param {string | boolean} value */
const shownValue = (value) => (typeof value === "string" ? value : "");
