import { el, newId } from "./dom.js";

/**
 * @typedef {import("./dom.js").Parts} Parts
 * @typedef {[value: string, words: Pick<Parts, "text" | "content">]} Option
 */

/** What can be chosen. @param {string} value @param {Option[1]} words @returns {Option} */
export const option = (value, words) => [value, words];

/**
 * A label with a choice out of several.
 * @param {TextKey} label
 * @param {TextKey} [advice]
 */
export function selectField(label, advice) {
  const id = newId();
  const control = el("select", { set: { id, "aria-describedby": advice === undefined ? null : `${id}-a` } });
  const line = advice === undefined ? null : el("p", { class: "field-advice", text: advice, set: { id: `${id}-a` } });
  const element = el("div", { class: "field" }, el("label", { text: label, set: { for: id } }), line, control);
  let print = "";
  return {
    element,
    control,
    /** What can be chosen; what was chosen stays so while it is offered. @param {Option[]} options */
    offer(options) {
      if (print !== JSON.stringify(options)) {
        print = JSON.stringify(options);
        const { value } = control;
        control.replaceChildren(...options.map(([one, words]) => el("option", { ...words, set: { value: one } })));
        control.value = options.some(([one]) => one === value) ? value : (options[0]?.[0] ?? "");
      }
    },
    get value() {
      return control.value;
    },
    /** @param {string} value */
    choose: (value) => (control.value = value),
  };
}
