import { keyInRow, rowsOf, valueOf } from "../forms/answers.js";
import { newId } from "../forms/blank.js";
import { mostOf } from "../forms/check.js";
import { button, el, focusOn } from "./dom.js";
import { list } from "./list.js";
import { questionFrame } from "./question-frame.js";

/**
 * @typedef {import("./question-frame.js").Question} Question
 * @typedef {import("./question-frame.js").Control} Control
 * @typedef {import("../forms/answers.js").PageAnswers} PageAnswers
 * @typedef {import("../forms/answers.js").Row} Row
 * @typedef {object} Means
 * @property {() => PageAnswers} read
 * @property {(key: string, value: import("../forms/answers.js").Value) => unknown} write
 * @property {(question: Question, key: string) => Control} controlOf
 * @property {() => unknown} drawn somebody was added or taken away
 */

/**
 * Questions that are asked of each of some people, who are added and taken away. Who was taken away can be put back:
 * what was written of them is still there.
 */
export class PeopleControl {
  #question;
  #means;
  #frame;
  #rows = el("ol", { class: "people" });
  #told = el("div", { class: "people-told", set: { role: "status" } });
  #add = button("fill.people.add", { class: "secondary", icon: "plus", on: { click: () => this.#addOne() } });
  /** @type {Map<string, { controls: Map<string, Control>, heading: HTMLElement }>} */
  #made = new Map();
  #show;

  /** @param {Question} question @param {Means} means */
  constructor(question, means) {
    this.#question = question;
    this.#means = means;
    this.#frame = questionFrame(question, true);
    this.#show = list(this.#rows, (/** @type {Row} */ { id }) => id, (row) => this.#rowOf(row), ({ number }) => number);
    this.#frame.element.append(this.#rows, this.#told, el("p", {}, this.#add));
    this.show();
  }

  get element() {
    return this.#frame.element;
  }

  /** Shows them as they are now. */
  show() {
    const answers = this.#means.read();
    const shown = rowsOf(answers, this.#question);
    this.#show(shown);
    this.#add.hidden = shown.length >= mostOf(this.#question);
    for (const { id } of shown) {
      this.#made.get(id)?.controls.forEach((control, key) => control.show(valueOf(answers, key)));
    }
  }

  /** @param {import("../forms/check.js").AnswerFault | null} fault */
  refuse(fault) {
    this.#frame.refuse(fault, []);
  }

  focus() {
    this.#add.focus();
  }

  /** Where what is asked of one of them is answered. @param {string} key @returns {Control | null} */
  find(key) {
    return this.#made.get(key.split("/")[1] ?? "")?.controls.get(key) ?? null;
  }

  /** @param {Set<string>} relevant keys of what is asked */
  hide(relevant) {
    for (const { controls } of this.#made.values()) {
      controls.forEach((control, key) => (control.element.hidden = !relevant.has(key)));
    }
  }

  /** @param {Row} row */
  #rowOf({ id, number }) {
    const { id: people, questions } = this.#question;
    const controls = new Map(questions.map((inner) => {
      const key = keyInRow(people, id, inner.id);
      return [key, this.#means.controlOf(inner, key)];
    }));
    const heading = el("legend", { text: "fill.person", values: { n: number } });
    const remove = button("fill.people.remove", {
      values: { n: number }, class: "quiet", icon: "bin", on: { click: () => this.#takeAway(id, number) },
    });
    this.#made.set(id, { controls, heading });
    return el("li", {}, el("fieldset", { class: "person" }, heading,
      ...[...controls.values()].map(({ element }) => element), remove));
  }

  get #ids() {
    return rowsOf(this.#means.read(), this.#question).map(({ id }) => id);
  }

  /** @param {string[]} ids */
  #write(ids) {
    this.#means.write(this.#question.id, ids);
    this.show();
    this.#means.drawn();
  }

  #addOne() {
    const id = newId();
    this.#told.replaceChildren();
    this.#write([...this.#ids, id]);
    [...(this.#made.get(id)?.controls.values() ?? [])][0]?.focus();
  }

  /** @param {string} id @param {number} number */
  #takeAway(id, number) {
    const at = this.#ids.indexOf(id);
    this.#write(this.#ids.filter((one) => one !== id));
    const back = button("fill.undo", { class: "quiet" });
    back.addEventListener("click", () => {
      this.#told.replaceChildren();
      this.#write(this.#ids.toSpliced(at, 0, id));
      const heading = this.#made.get(id)?.heading;
      heading && focusOn(heading);
    });
    this.#told.replaceChildren(el("span", { text: "fill.people.removed", values: { n: number } }), back);
    back.focus();
  }
}
