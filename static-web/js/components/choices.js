import { el, newId } from "./dom.js";

/** @typedef {import("./dom.js").Parts} Parts */

/**
 * @typedef {object} ChoiceParts
 * @property {"checkbox" | "radio"} kind
 * @property {Parts} name
 * @property {TextKey} [advice] key
 * @property {string} [group] of radios: the name they share
 * @property {string} [value]
 * @property {boolean} [on]
 */

/** A choice to tick, or one of several, with an optional line of advice. @param {ChoiceParts} parts */
export function choice({ kind, name, advice, group, value, on = false }) {
  const id = newId();
  const control = el("input", {
    set: {
      id,
      type: kind,
      name: group ?? null,
      value: value ?? null,
      checked: on,
      "aria-describedby": advice === undefined ? null : `${id}-a`,
    },
  });
  const label = el("label", { ...name, set: { for: id } });
  const line =
    advice === undefined ? null : el("p", { class: "field-advice", text: advice, set: { id: `${id}-a` } });
  return { element: el("div", {}, el("div", { class: "choice" }, control, label), line), control };
}

/**
 * Choices under one heading, with the place for their error.
 * @param {TextKey} legend key
 * @param {{ element: HTMLElement, control: HTMLInputElement }[]} offered
 * @param {TextKey} [advice] key
 */
export function choices(legend, offered, advice) {
  const error = el("p", { class: "field-error", set: { id: newId(), hidden: true } });
  const line = advice === undefined ? null : el("p", { class: "field-advice", text: advice, set: { id: newId() } });
  const element = el(
    "fieldset",
    { class: "methods", set: { "aria-describedby": [line?.id, error.id].filter(Boolean).join(" ") } },
    el("legend", { text: legend }),
    line,
    ...offered.map((one) => one.element),
    error,
  );

  /** @param {TextKey | null} key null: nothing is wrong */
  const refuse = (key) => {
    error.hidden = key === null;
    error.textContent = "";
    if (key !== null) {
      error.replaceChildren(el("span", { text: key }));
    }
  };
  element.addEventListener("change", () => refuse(null));
  return {
    element,
    error,
    refuse,
    get control() {
      return offered.find(({ control }) => control.checked)?.control ?? offered[0]?.control ?? element;
    },
    /** The values of what is ticked. */
    get values() {
      return offered.filter(({ control }) => control.checked).map(({ control }) => control.value);
    },
  };
}
