import { longestName, longestPhone } from "../limits.js";
import { addressField } from "./address-field.js";
import { choice, choices } from "./choices.js";
import { el } from "./dom.js";
import { field } from "./field.js";
import { nameRefusal } from "./problem-text.js";
import { languageChoice } from "./recipient-choices.js";

/** @typedef {import("../api/contract.d.ts").MakeClientsNewClient} NewClient */

/** Somebody new: a person or a company. */
export class TypedClient {
  #kind = choices("office.kind", [
    choice({ kind: "radio", group: "client-kind", value: "person", name: { text: "office.kind.person" }, on: true }),
    choice({ kind: "radio", group: "client-kind", value: "company", name: { text: "office.kind.company" } }),
  ]);
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
