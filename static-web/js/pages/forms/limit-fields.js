import { el, say } from "../../components/dom.js";
import { field } from "../../components/field.js";

/**
 * @typedef {import("../../forms/definition.js").Question} Question
 * @typedef {import("../../forms/definition.js").Kind} Kind
 * @typedef {"characters" | "value" | "choices" | "people" | "files"} Of what a limit counts
 */

/** @type {Partial<Record<Kind, Of>>} */
const counts = {
  text: "characters", "long-text": "characters", number: "value", choices: "choices", people: "people", file: "files",
};

/** The least and the most of a question, as far as its kind has them. Empty: as usual. */
export class LimitFields {
  #least = field({ label: "forms.least.value", set: { inputmode: "decimal", autocomplete: "off", maxlength: 16 } });
  #most = field({ label: "forms.most.value", set: { inputmode: "decimal", autocomplete: "off", maxlength: 16 } });
  element = el("div", { class: "field-pair" }, this.#least.element, this.#most.element);

  /** @param {Question} question */
  constructor({ least, most }) {
    this.#least.control.value = least === null ? "" : String(least);
    this.#most.control.value = most === null ? "" : String(most);
  }

  /** @param {Kind} kind */
  show(kind) {
    const of = counts[kind];
    this.element.hidden = of === undefined;
    this.#least.element.hidden = of === "characters";
    if (of !== undefined) {
      this.#name(this.#most, `forms.most.${of}`);
      of !== "characters" && this.#name(this.#least, `forms.least.${of}`);
    }
  }

  /** @param {Kind} kind */
  read(kind) {
    const of = counts[kind];
    return {
      least: of === undefined || of === "characters" ? null : numberIn(this.#least.value),
      most: of === undefined ? null : numberIn(this.#most.value),
    };
  }

  /** @param {import("../../components/field.js").Field} one @param {TextKey} text */
  #name(one, text) {
    const label = one.element.querySelector("label");
    label !== null && say(label, { text });
  }
}

/** @param {string} typed @returns {number | null} null: nothing, or no number */
function numberIn(typed) {
  const plain = typed.trim().replace(",", ".");
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : null;
}
