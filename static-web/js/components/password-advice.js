import { el, say } from "./dom.js";

/** Whether a password is long enough: 15 characters, or 8 with a capital and a digit. @param {string} typed */
export function isLongEnough(typed) {
  const { length } = [...typed.normalize("NFC")];
  return length >= 15 || (length >= 8 && /\p{Lu}/u.test(typed) && /\d/.test(typed));
}

/** Advice while typing, never blame. @param {import("./field.js").Field} password */
export function passwordAdvice(password) {
  const advice = el("p", { class: "password-advice muted", set: { role: "status" } });
  password.control.addEventListener("input", () => {
    const missing = Math.max(0, 15 - [...password.value].length);
    const isGood = isLongEnough(password.value);
    advice.classList.toggle("is-good", isGood);
    say(advice, { text: isGood ? "invitation.password.good" : "invitation.password.more", values: { n: missing } });
  });
  return advice;
}
