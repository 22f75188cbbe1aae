import { longestPhone } from "../limits.js";
import { hasDigits } from "../text/unseen.js";
import { button, el } from "./dom.js";
import { field } from "./field.js";
import { problemText } from "./problem-text.js";

/**
 * A number that somebody lacks, or said is not theirs.
 * @param {TextKey} submit key of the button
 * @param {(phone: string, field: import("./field.js").Field) => Promise<unknown>} give says what is wrong with the
 *   number at the field; what else goes wrong rejects
 */
export function phoneForm(submit, give) {
  const phone = field({
    label: "recipients.phone",
    advice: "recipients.phone.advice",
    kind: "tel",
    set: { autocomplete: "off", maxlength: longestPhone },
  });
  const press = button(submit, { class: "secondary", set: { type: "submit" } });
  const form = el("form", { class: "phone-form", set: { novalidate: true } }, phone.element, press);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = phone.value.trim();
    phone.refuse(hasDigits(typed) ? null : "input.phone-not-mobile");
    if (!phone.error.hidden || press.ariaBusy === "true") {
      phone.control.focus();
      return;
    }

    press.ariaBusy = "true";
    try {
      await give(typed, phone);
    } catch (error) {
      const { key, values } = problemText(error);
      phone.refuse(key, values);
      phone.control.focus();
    } finally {
      press.ariaBusy = "false";
    }
  });
  return form;
}
