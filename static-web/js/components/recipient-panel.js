import { button, el } from "./dom.js";
import { field } from "./field.js";
import { languageChoice, methodChoice } from "./recipient-choices.js";

/** One recipient: address, name, check, number, language. */
export class RecipientPanel {
  #email = field({ label: "recipients.email", kind: "email", set: { autocomplete: "off", maxlength: 254 } });
  #name = field({
    label: "recipients.name",
    advice: "recipients.name.advice",
    set: { autocomplete: "off", maxlength: 100 },
  });
  #phone = field({
    label: "recipients.phone",
    advice: "recipients.phone.advice",
    kind: "tel",
    set: { autocomplete: "off", maxlength: 25 },
  });
  #method;
  #language = languageChoice();
  #drop;

  /**
   * @param {boolean} smsAvailable
   * @param {{ change: () => void, remove: () => void }} acts
   */
  constructor(smsAvailable, { change, remove }) {
    this.#phone.element.hidden = !smsAvailable;
    this.#method = methodChoice(smsAvailable, (chosen) => {
      this.#phone.element.hidden = chosen !== "sms";
      change();
    });
    this.#drop = button("recipients.remove", { class: "quiet", on: { click: remove } });
    this.#email.control.addEventListener("change", change);
    const who = el("div", { class: "field-pair" }, this.#email.element, this.#name.element);
    const how = el("div", { class: "field-pair" }, this.#phone.element, this.#language.element);
    this.element = el("div", { class: "recipient" }, who, this.#method.element, how, this.#drop);
  }

  /** The only one cannot be removed. */
  set isAlone(/** @type {boolean} */ isAlone) {
    this.#drop.hidden = isAlone;
  }

  get isDirty() {
    return [this.#email, this.#phone, this.#name].some(({ value }) => value !== "");
  }

  focus() {
    this.#email.control.focus();
  }

  /** @returns {import("../api/contract.d.ts").Recipient} */
  read() {
    const method = this.#method.value;
    return {
      email: this.#email.value.trim(),
      name: this.#name.value.trim() || null,
      method,
      phone: method === "sms" ? this.#phone.value.trim() : null,
      language: this.#language.value,
    };
  }

  /** The first field that is not complete, with its error shown, or null. */
  check() {
    const hasNumber = this.#phone.value.replace(/\D/g, "").length > 5;
    this.#email.refuse(/^\S+@\S+\.\S+$/.test(this.#email.value.trim()) ? null : "input.email-invalid");
    this.#phone.refuse(this.#method.value === "none" || hasNumber ? null : "input.phone-not-mobile");
    return [this.#email, this.#phone].find(({ error }) => !error.hidden) ?? null;
  }

  /**
   * @param {"email" | "phone" | "name"} member
   * @param {string} key what is wrong with it
   */
  refuse(member, key) {
    const wrong = { email: this.#email, phone: this.#phone, name: this.#name }[member];
    wrong.refuse(key);
    wrong.control.focus();
  }
}
