import { el, say } from "./dom.js";
import { passwordLength } from "../limits.js";
import { isLongEnough } from "./password-length.js";

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
