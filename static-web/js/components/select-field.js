import { el, newId, say } from "./dom.js";

/**
 * @typedef {import("./dom.js").Parts} Parts
 * @typedef {[value: string, words: Pick<Parts, "text" | "content" | "values">]} Option
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
  const control = el("select", { set: { id } });
  const error = el("p", { class: "field-error", set: { id: `${id}-e`, hidden: true } });
  const line = advice === undefined ? null : el("p", { class: "field-advice", text: advice, set: { id: `${id}-a` } });
  const element = el("div", { class: "field" }, el("label", { text: label, set: { for: id } }), line, control, error);
  /** @param {TextKey | null} key null: nothing is wrong @param {import("../text/text.js").Values} [values] */
  const refuse = (key, values = {}) => {
    error.hidden = key === null;
    key === null ? control.removeAttribute("aria-invalid") : control.setAttribute("aria-invalid", "true");
    say(error, { text: key ?? "empty", values });
    const ids = [line?.id, error.hidden ? undefined : error.id].filter(Boolean).join(" ");
    ids === "" ? control.removeAttribute("aria-describedby") : control.setAttribute("aria-describedby", ids);
  };
  refuse(null);
  control.addEventListener("change", () => refuse(null));
  let print = "";
  return {
    element,
    control,
    error,
    refuse,
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
