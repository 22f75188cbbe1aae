import { longestName, longestPhone } from "../limits.js";
import { addressField } from "./address-field.js";
import { choice, choices } from "./choices.js";
import { el } from "./dom.js";
import { field } from "./field.js";
import { nameRefusal } from "./problem-text.js";
import { languageChoice } from "./recipient-language.js";

/** @typedef {import("../api/contract.d.ts").MakeClientsNewClient} NewClient */

/** Somebody new: a person or a company. */
export class TypedClient {
  #kinds = [
    choice({ kind: "radio", group: "client-kind", value: "person", name: { text: "office.kind.person" }, on: true }),
    choice({ kind: "radio", group: "client-kind", value: "company", name: { text: "office.kind.company" } }),
  ];
  #kind = choices("office.kind", this.#kinds);
  #name = field({ label: "office.clients.name", set: { autocomplete: "off", maxlength: longestName } });
  #address = addressField({
    label: "log-in.email", advice: "office.clients.email.advice", set: { autocomplete: "off" },
  });
  #phone = field({ label: "office.clients.phone", advice: "office.clients.phone.advice", kind: "tel",
    set: { autocomplete: "off", maxlength: longestPhone } });
  #language = languageChoice();
  element = el("div", {}, this.#kind.element, this.#name.element, this.#address.field.element, this.#phone.element,
    this.#language.element);

  get isDirty() {
    return [this.#name, this.#address.field, this.#phone].some(({ value }) => value.trim() !== "");
  }

  /** As it stands in the fields. */
  get typed() {
    const [kind = "person"] = this.#kind.values;
    const { value: language } = this.#language;
    return { kind, name: this.#name.value, email: this.#address.field.value, phone: this.#phone.value, language };
  }

  /** @param {TypedClient["typed"]} typed */
  putBack({ kind, name, email, phone, language }) {
    this.#kinds.forEach(({ control }) => (control.checked = control.value === kind));
    this.#name.control.value = name;
    this.#address.field.control.value = email;
    this.#phone.control.value = phone;
    this.#language.choose(language === "en" ? "en" : "nl");
  }

  /** What was searched is a name or an address already. @param {string} words */
  begin(words) {
    const box = words.includes("@") ? this.#address.field.control : this.#name.control;
    box.value = box.value === "" ? words.trim() : box.value;
    this.#name.control.focus();
  }

  clear() {
    for (const one of [this.#name, this.#address.field, this.#phone]) {
      one.control.value = "";
      one.refuse(null);
    }
  }

  /** @param {TextKey} key */
  refuseAddress(key) {
    this.#address.field.refuse(key);
    this.#address.field.control.focus();
  }

  /**
   * @param {() => string} newId
   * @returns {NewClient | null} null when something is not right: then the focus is there
   */
  read(newId) {
    const email = this.#address.read();
    this.#name.refuse(nameRefusal(this.#name.value));
    if (!this.#name.error.hidden) {
      this.#name.control.focus();
      return null;
    }

    if (email === null) {
      this.#address.field.control.focus();
      return null;
    }

    const [kind = "person"] = this.#kind.values;
    const phone = this.#phone.value.trim();
    return {
      clientId: newId(),
      kind: kind === "company" ? "company" : "person",
      name: this.#name.value.trim(),
      email,
      phone: phone === "" ? null : phone,
      language: this.#language.value,
    };
  }
}
