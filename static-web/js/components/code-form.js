import { button, el } from "./dom.js";
import { field } from "./field.js";

/**
 * One wide field for a code with its button. An empty code is not sent: whoever presses the button without having
 * a code, such as a mail scanner, opens nothing and spends no try.
 * @param {{ submit: string, numeric: boolean, send: (code: string) => unknown }} parts `submit`: key of the button
 */
export function codeForm({ submit, numeric, send }) {
  const code = field({
    label: "code.label",
    set: {
      name: "code",
      class: "code",
      autocomplete: "one-time-code",
      inputmode: numeric ? "numeric" : "text",
      autocapitalize: "characters",
      spellcheck: "false",
      maxlength: 40,
      required: true,
    },
  });
  const press = button(submit, { class: "primary", set: { type: "submit" } });
  const element = el("form", { class: "code-form", set: { novalidate: true } }, code.element, press);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = code.value.replace(/[\s-]/g, "").toUpperCase();
    code.refuse(typed === "" ? "code.empty" : null);
    if (typed === "") {
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
    /** @param {string} key @param {import("../text/text.js").Values} values */
    refuse(key, values) {
      code.refuse(key, values);
      code.control.focus();
      /** @type {HTMLInputElement} */ (code.control).select();
    },
  };
}
