import { agreedPasswordLength, longestAgreedPassword } from "../limits.js";
import { el, say } from "./dom.js";
import { passwordField } from "./field.js";
import { giveForm } from "./give-form.js";
import { isLongEnough } from "./password-length.js";

/** Where staff type a password that was agreed. @param {TextKey} label */
export function agreedPasswordField(label) {
  const password = passwordField({
    label,
    advice: "recipients.password.advice",
    set: { autocomplete: "new-password", autocapitalize: "none", spellcheck: "false" },
  });
  password.element.append(strengthOf(password));
  return password;
}

/** What is wrong with its length, or null. @param {string} typed @returns {TextKey | null} */
export function agreedPasswordRefusal(typed) {
  const length = lengthOf(typed);
  return length >= agreedPasswordLength && length <= longestAgreedPassword ? null : "input.agreed-password-length";
}

/**
 * Another password for somebody who opens with one, folded until it is wanted.
 * @param {string} name
 * @param {import("./give-form.js").Give} give
 */
export function otherPassword(name, give) {
  const password = agreedPasswordField("password.other.field");
  const element = el(
    "details",
    { class: "other-password" },
    el("summary", { text: "password.other", values: { name } }),
    el("p", { class: "field-advice", text: "password.other.advice" }),
    giveForm(password, "password.other.save", agreedPasswordRefusal, async (...typed) => {
      await give(...typed);
      if (password.error.hidden) {
        password.control.value = "";
        element.open = false;
      }
    }),
  );
  return element;
}

/** @param {string} typed */
const lengthOf = (typed) => [...typed.trim().normalize("NFC")].length;

/** Advice while typing, never blame. @param {import("./field.js").Field} password */
function strengthOf(password) {
  const advice = el("p", { class: "password-advice muted", set: { role: "status" } });
  password.control.addEventListener("input", () => {
    const missing = Math.max(0, agreedPasswordLength - lengthOf(password.value));
    const isGood = missing === 0 && isLongEnough(password.value, agreedPasswordLength);
    advice.classList.toggle("is-good", isGood);
    const key = missing > 0 ? "agreed-password.more" : isGood ? "agreed-password.good" : "agreed-password.weak";
    say(advice, { text: key, values: { n: missing } });
  });
  return advice;
}
