import { isVisible } from "../text/unseen.js";
import { button, el, newId } from "./dom.js";
import { field } from "./field.js";
import { longestExplanation } from "../limits.js";

/**
 * "Not my number": a disclosure with a typed explanation. Without words nothing is sent.
 * @param {(explanation: string) => unknown} tell
 */
export function wrongNumber(tell) {
  const id = newId();
  const explanation = field({
    label: "wrong-number.label",
    advice: "wrong-number.advice",
    kind: "area",
    set: { rows: 3, maxlength: longestExplanation, required: true },
  });
  const form = el(
    "form",
    { class: "card", set: { id, hidden: true, novalidate: true } },
    explanation.element,
    button("wrong-number.send", { class: "secondary", set: { type: "submit" } }),
  );
  const press = button("wrong-number.open", { class: "quiet", set: { "aria-expanded": "false", "aria-controls": id } });
  press.addEventListener("click", () => {
    form.hidden = !form.hidden;
    press.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) {
      explanation.control.focus();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = explanation.value.trim();
    const isThere = isVisible(typed);
    explanation.refuse(isThere ? null : "wrong-number.empty");
    isThere ? tell(typed) : explanation.control.focus();
  });
  return el("div", { class: "wrong-number" }, press, form);
}
