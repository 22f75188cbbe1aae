import { readCode } from "../text/typed-code.js";
import { button, el } from "./dom.js";
import { field } from "./field.js";

/** @typedef {import("../text/typed-code.js").CodeKind} CodeKind */

/**
 * A wide field for a code. Whoever pastes the line of a code, or the whole message it came in, finds the code in it. A
 * paste is read before the field gets it, since a field of one line takes the line ends out.
 * @param {CodeKind} kind
 * @param {TextKey} [label] key
 */
export function codeField(kind, label = "code.label") {
  const made = field({
    label,
    set: {
      name: "code",
      class: "code",
      autocomplete: "one-time-code",
      inputmode: kind.digits ? "numeric" : "text",
      autocapitalize: "characters",
      spellcheck: "false",
      required: true,
    },
  });
  /** @type {HTMLElement} */
  const control = made.control;
  control.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const code = readCode(pasted, kind);
    if (code !== null) {
      event.preventDefault();
      made.control.value = code;
      made.control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  return {
    field: made,
    /** The code, or null when there is no whole one; then it says so. */
    read() {
      const code = readCode(made.value, kind);
      const isEmpty = made.value.trim() === "";
      made.refuse(code !== null ? null : isEmpty ? "code.empty" : "problem.not-a-code", { length: kind.length });
      return code;
    },
  };
}

/**
 * A field for a code with its button. What cannot be a code is not sent: whoever presses the button without having a
 * code, such as a mail scanner, opens nothing, and half a code costs no try.
 * @param {{ submit: TextKey, kind: CodeKind, send: (code: string) => unknown }} parts `submit`: key of the button
 */
export function codeForm({ submit, kind, send }) {
  const { field: code, read } = codeField(kind);
  const press = button(submit, { class: "primary", set: { type: "submit" } });
  const set = { novalidate: true, "data-enter": "sends" };
  const element = el("form", { class: "code-form", set }, code.element, press);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = read();
    if (typed === null) {
      code.control.focus();
    } else if (press.ariaBusy !== "true") {
      send(typed);
    }
  });

  return {
    element,
    field: code,
    /** @param {boolean} isBusy */
    busy(isBusy) {
      press.ariaBusy = String(isBusy);
    },
    /** @param {TextKey} key @param {import("../text/text.js").Values} values */
    refuse(key, values) {
      code.refuse(key, values);
      code.control.focus();
      code.control.select();
    },
  };
}

/** Whether what was refused is the code itself, so that it is said at its field. @param {TextKey} key */
export const isAboutCode = (key) => key.startsWith("problem.code-refused") || key === "problem.not-a-code";
