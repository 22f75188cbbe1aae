import { el, newId, say } from "./dom.js";

/**
 * @typedef {object} FieldParts
 * @property {TextKey} label key
 * @property {TextKey} [advice] key of a line under the label
 * @property {string} [name]
 * @property {"text" | "email" | "tel" | "password" | "area"} [kind]
 * @property {Record<string, string | number | boolean | null>} [set] further attributes of the control
 */

/**
 * A label with its control and the place for its error. The error is tied to the control and read with it.
 * @param {FieldParts} parts
 */
export function field({ label, advice, kind = "text", set = {} }) {
  const id = newId();
  const control =
    kind === "area" ? el("textarea", { set: { id, ...set } }) : el("input", { set: { id, type: kind, ...set } });
  const adviceLine =
    advice === undefined ? null : el("p", { class: "field-advice", text: advice, set: { id: `${id}-a` } });
  const error = el("p", { class: "field-error", set: { id: `${id}-e`, hidden: true } });
  const caption = el("label", { text: label, set: { for: id } });
  const element = el("div", { class: "field" }, caption, adviceLine, control, error);
  const describe = () => {
    const ids = [adviceLine?.id, error.hidden ? undefined : error.id].filter(Boolean).join(" ");
    ids === "" ? control.removeAttribute("aria-describedby") : control.setAttribute("aria-describedby", ids);
  };
  describe();

  /**
   * @param {TextKey | null} key null: nothing is wrong
   * @param {import("../text/text.js").Values} [values]
   */
  const refuse = (key, values = {}) => {
    error.hidden = key === null;
    control.setAttribute("aria-invalid", String(key !== null));
    say(error, { text: key ?? "empty", values });
    describe();
  };
  // What was wrong may be right now; it is judged when the form is sent.
  control.addEventListener("input", () => {
    if (!error.hidden) {
      refuse(null);
    }
  });

  return {
    element,
    control,
    error,
    refuse,
    get value() {
      return control.value;
    },
  };
}

/** @typedef {ReturnType<typeof field>} Field */

/**
 * Puts the focus on the first field that has an error.
 * @param {Field[]} fields
 * @returns {boolean} whether there was one
 */
export function focusFirstError(fields) {
  const first = fields.find((one) => !one.error.hidden);
  first?.control.focus();
  return first !== undefined;
}

/** A password field with a button that shows what was typed. @param {FieldParts} parts */
export function passwordField(parts) {
  const made = field({ ...parts, kind: "password" });
  const show = el("button", {
    class: "quiet password-show",
    text: "password.show",
    set: { type: "button", "aria-pressed": "false" },
  });
  show.addEventListener("click", () => {
    const isShown = made.control.getAttribute("type") === "text";
    made.control.setAttribute("type", isShown ? "password" : "text");
    show.setAttribute("aria-pressed", String(!isShown));
  });
  const row = el("div", { class: "password" });
  made.control.replaceWith(row);
  row.append(made.control, show);
  return made;
}
