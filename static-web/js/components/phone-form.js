import { longestPhone } from "../limits.js";
import { hasDigits } from "../text/unseen.js";
import { field } from "./field.js";
import { giveForm } from "./give-form.js";

/**
 * A number that somebody lacks, or that does not work.
 * @param {TextKey} submit key of the button
 * @param {import("./give-form.js").Give} give
 */
export function phoneForm(submit, give) {
  const phone = field({
    label: "recipients.phone",
    advice: "recipients.phone.advice",
    kind: "tel",
    set: { autocomplete: "off", maxlength: longestPhone },
  });
  return giveForm(phone, submit, (typed) => (hasDigits(typed) ? null : "input.phone-not-mobile"), give);
}
