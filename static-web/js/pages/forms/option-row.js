import { el } from "../../components/dom.js";
import { wordsIn } from "../../forms/definition.js";
import { language } from "../../text/text.js";
import { WordsFields } from "./words-fields.js";

/** @typedef {import("../../forms/definition.js").Option} Option */

/** An answer that can be chosen, in both languages. */
export class OptionRow {
  #code;
  #words;

  /** @param {Option} option @param {() => unknown} another Enter in it asks for the next one */
  constructor({ code, text }, another) {
    this.#code = code;
    this.#words = new WordsFields("forms.option", text);
    this.element = el("div", {}, this.#words.element);
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        another();
      }
    });
  }

  name() {
    return wordsIn(this.#words.read(), language());
  }

  fields() {
    return this.#words.fields;
  }

  /** @returns {Option} */
  read() {
    return { code: this.#code, text: this.#words.read() };
  }
}
