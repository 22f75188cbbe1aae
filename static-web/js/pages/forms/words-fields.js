import { el } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { formLimits } from "../../forms/limits.js";

/**
 * @typedef {"forms.title-of" | "forms.page.title" | "forms.question.text" | "forms.question.help" | "forms.option"} Of
 */

/** A text in Dutch and in English, beside each other. What is not translated is shown in the other language. */
export class WordsFields {
  fields;

  /** @param {Of} of @param {import("../../forms/definition.js").Words} words @param {"text" | "area"} [kind] */
  constructor(of, words, kind = "text") {
    const set = { autocomplete: "off", maxlength: formLimits.text, ...(kind === "area" ? { rows: 1 } : {}) };
    const [nl, en] = /** @type {const} */ ([
      field({ label: `${of}.nl`, kind, set: { ...set, lang: "nl" } }),
      field({ label: `${of}.en`, kind, set: { ...set, lang: "en" } }),
    ]);
    nl.control.value = words.nl;
    en.control.value = words.en;
    this.nl = nl;
    this.en = en;
    this.fields = [nl, en];
    this.element = el("div", { class: "field-pair form-words" }, nl.element, en.element);
  }

  /** @returns {import("../../forms/definition.js").Words} */
  read() {
    return { nl: this.nl.value.trim(), en: this.en.value.trim() };
  }
}
