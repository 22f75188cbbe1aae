import { button, el } from "./dom.js";
import { passwordField } from "./field.js";

/** Whether what was refused is the agreed password, so that it is said at its field. @param {TextKey} key */
export const isAboutPassword = (key) => key.startsWith("problem.password-refused");

/** The field for a password that was agreed with the sender, with its button. */
export class PasswordForm {
  field = passwordField({
    label: "unlock.password",
    set: { name: "password", autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true },
  });
  #press = button("unlock.submit", { class: "primary", set: { type: "submit" } });
  element = el(
    "form",
    { class: "code-form", set: { novalidate: true, "data-enter": "sends" } },
    this.field.element,
    this.#press,
  );

  /** @param {(password: string) => unknown} send */
  constructor(send) {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      const isEmpty = this.field.value.trim() === "";
      this.field.refuse(isEmpty ? "unlock.password.empty" : null);
      if (isEmpty) {
        this.field.control.focus();
      } else if (this.#press.ariaBusy !== "true") {
        send(this.field.value);
      }
    });
  }

  /** @param {boolean} isBusy */
  busy(isBusy) {
    this.#press.ariaBusy = String(isBusy);
  }

  /** @param {TextKey} key @param {import("../text/text.js").Values} values */
  refuse(key, values) {
    this.field.refuse(key, values);
    this.field.control.focus();
    this.field.control.select();
  }
}
