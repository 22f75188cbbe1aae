import { el, say } from "./dom.js";
import { passwordLength } from "../limits.js";

/**
 * Whether a password is long enough: 15 characters, or the minimum with a capital and a digit.
 * @param {string} typed
 * @param {number} minimum
 */
export function isLongEnough(typed, minimum) {
  const { length } = [...typed.normalize("NFC")];
  return length >= passwordLength || (length >= minimum && /\p{Lu}/u.test(typed) && /\d/.test(typed));
}

/**
 * Advice while typing, never blame.
 * @param {import("./field.js").Field} password
 * @param {number} minimum
 */
export function passwordAdvice(password, minimum) {
  const advice = el("p", { class: "password-advice muted", set: { role: "status" } });
  const more = minimum < passwordLength ? "invitation.password.more" : "password.more.long";
  password.control.addEventListener("input", () => {
    const missing = Math.max(0, passwordLength - [...password.value].length);
    const isGood = isLongEnough(password.value, minimum);
    advice.classList.toggle("is-good", isGood);
    say(advice, { text: isGood ? "invitation.password.good" : more, values: { n: missing } });
  });
  return advice;
}
