import { answersOf, isBlank, questionAt, slotsOf, valueOf } from "../forms/answers.js";
import { wordsIn } from "../forms/definition.js";
import { relevantIn } from "../forms/relevance.js";
import { shownAnswer } from "../forms/shown-answer.js";
import { language } from "../text/text.js";
import { button, el, focusOn } from "./dom.js";
import { filesControl } from "./files-control.js";
import { PeopleControl } from "./people-control.js";
import { addressControl, choiceControl, dateControl, explanation, textControl } from "./question-controls.js";

/**
 * @typedef {import("../forms/definition.js").Page} Page
 * @typedef {import("../forms/definition.js").Question} Question
 * @typedef {import("../forms/check.js").AnswerFault} AnswerFault
 * @typedef {import("./question-frame.js").Control} Control
 * @typedef {object} Source a form with its answers, wherever those go
 * @property {import("../forms/definition.js").Form} form
 * @property {import("../forms/answers.js").Answers} answers as they are now
 * @property {(pageId: string, key: string, value: import("../forms/answers.js").Value) => unknown} write
 * @property {Map<string, import("../forms/merge.js").Asked[]>} asks answers of which one must be chosen, by page
 * @property {(pageId: string, key: string, isMine: boolean) => unknown} choose
 * @property {((pageId: string, key: string) => import("./files-control.js").Attached) | null} filesOf null: the form is
 *   only tried
 */

/** A page of a form that is being filled in. */
export class FillPage {
  #page;
  #source;
  /** @type {Map<string, Control>} */
  #controls = new Map();
  #asks = el("div", { class: "fill-asks" });
  #unasked = el("div", { class: "fill-unasked" });

  /** @param {Page} page @param {Source} source */
  constructor(page, source) {
    this.#page = page;
    this.#source = source;
    this.#controls = new Map(page.questions.map((question) => [question.id, this.#controlOf(question, question.id)]));
    this.element = el("div", { class: "fill-page" }, this.#asks,
      ...[...this.#controls.values()].map(({ element }) => element), this.#unasked);
    this.draw();
  }

  /** Shows the answers as they are, and what is asked with them. */
  draw() {
    const answers = this.#answers;
    this.#controls.forEach((control, key) => control.show(valueOf(answers, key)));
    this.#drawAsks();
    this.#drawRelevance();
  }

  /** Marks what is wrong, and nothing else. @param {AnswerFault[]} faults of this page */
  refuse(faults) {
    for (const { key } of slotsOf(this.#page, this.#answers)) {
      this.#find(key)?.refuse(faults.find(({ slot }) => slot.key === key) ?? null);
    }
  }

  /** @param {string} key */
  focus(key) {
    this.#find(key)?.focus();
  }

  get #answers() {
    return answersOf(this.#source.answers, this.#page.id);
  }

  /** @param {string} key @returns {Control | null} */
  #find(key) {
    const control = this.#controls.get(key.split("/")[0] ?? "");
    return key.includes("/") && control instanceof PeopleControl ? control.find(key) : control ?? null;
  }

  /** @param {Question} question @param {string} key @returns {Control} */
  #controlOf(question, key) {
    const { id } = this.#page;
    const changedAt = (/** @type {string} */ at, /** @type {import("../forms/answers.js").Value} */ value) => {
      this.#source.write(id, at, value);
      this.#find(at)?.refuse(null);
    };
    const changed = (/** @type {import("../forms/answers.js").Value} */ value) => {
      changedAt(key, value);
      this.#drawRelevance();
    };
    switch (question.kind) {
      case "explanation":
        return explanation(question);
      case "date":
        return dateControl(question, changed);
      case "address":
        return addressControl(question, changed);
      case "choice":
      case "choices":
        return choiceControl(question, changed);
      case "file":
        return filesControl(question, (value) => {
          changed(value);
          this.draw();
        }, this.#source.filesOf?.(id, key) ?? null);
      case "people":
        return new PeopleControl(question, {
          read: () => this.#answers,
          write: changedAt,
          controlOf: (inner, at) => this.#controlOf(inner, at),
          drawn: () => this.#drawRelevance(),
        });
      default:
        return textControl(question, changed);
    }
  }

  /** What is not asked any more, but was answered, is said (X26): it comes back with the answer that made it so. */
  #drawRelevance() {
    const relevant = relevantIn(this.#source.form, this.#source.answers);
    for (const [key, control] of this.#controls) {
      control.element.hidden = !relevant.has(key);
      control instanceof PeopleControl && control.hide(relevant);
    }

    const unasked = unaskedOf(this.#page, this.#answers, relevant);
    this.#unasked.replaceChildren(...(unasked.length === 0 ? [] : [unaskedList(unasked)]));
  }

  #drawAsks() {
    const asked = this.#source.asks.get(this.#page.id) ?? [];
    this.#asks.replaceChildren(...asked.map((one) => {
      const question = questionAt(this.#page, one.key);
      // The other one may be the same person, on another device.
      const isSame = one.mine.by === one.theirs.by;
      const values = { name: one.theirs.by, at: { moment: one.theirs.at } };
      const mine = button(isSame ? "fill.ask.here" : "fill.ask.mine", {
        class: "secondary", on: { click: () => this.#choose(one.key, true) },
      });
      const theirs = button(isSame ? "fill.ask.there" : "fill.ask.theirs", {
        class: "secondary", values, on: { click: () => this.#choose(one.key, false) },
      });
      return el("section", { class: "notice notice-warning fill-ask" }, el("div", {},
        el("p", { text: isSame ? "fill.ask.own" : "fill.ask", values }),
        el("p", {}, el("strong", { content: question === null ? "" : wordsIn(question.text, language()) })),
        el("div", { class: "fill-two" },
          el("div", {}, ...linesOf(question, one.mine.value), mine),
          el("div", {}, ...linesOf(question, one.theirs.value), theirs))));
    }));
  }

  /** @param {string} key @param {boolean} isMine */
  #choose(key, isMine) {
    this.#source.choose(this.#page.id, key, isMine);
    this.draw();
    const next = this.#asks.querySelector("button");
    next === null ? this.focus(key) : next.focus();
  }

  /** That somebody must choose is read at once. */
  focusAsks() {
    const [first] = this.#asks.children;
    first instanceof HTMLElement && focusOn(first);
  }
}

/**
 * What was answered and is not asked.
 * @param {Page} page
 * @param {import("../forms/answers.js").PageAnswers} answers
 * @param {Set<string>} relevant
 */
export const unaskedOf = (page, answers, relevant) => slotsOf(page, answers)
  .map(({ question, key }) => ({ question, value: valueOf(answers, key), isAsked: relevant.has(key) }))
  .filter(({ question, value, isAsked }) => !isAsked && !isBlank(value) && question.kind !== "people");

/** @param {ReturnType<typeof unaskedOf>} unasked */
export const unaskedList = (unasked) => el("details", { class: "fill-away" },
  el("summary", { text: "fill.unasked", values: { n: unasked.length } }),
  el("p", { class: "muted", text: "fill.unasked.explain" }),
  el("dl", { class: "given" }, ...unasked.map(({ question, value }) => el("div", {},
    el("dt", { content: wordsIn(question.text, language()) }),
    el("dd", {}, ...linesOf(question, value))))));

/** @param {Question | null} question @param {import("../forms/answers.js").Value | undefined} value */
function linesOf(question, value) {
  const lines = question === null ? [] : shownAnswer(question, value, language());
  return lines.length === 0 ? [el("p", { class: "muted", text: "fill.unanswered" })]
    : lines.map((line) => el("p", { content: line }));
}
