import { addressesIn, refusalOf } from "../text/typed-address.js";
import { hasDigits, isVisible } from "../text/unseen.js";
import { addressField } from "./address-field.js";
import { button, el } from "./dom.js";
import { field } from "./field.js";
import { notice } from "./notice.js";
import { languageChoice, methodChoice } from "./recipient-choices.js";
import { longestName, longestPhone } from "../limits.js";

/** @typedef {import("../text/typed-address.js").Found} Found */

/** One recipient: address, name, check, number, language. */
export class RecipientPanel {
  #address = addressField({ label: "recipients.email", set: { autocomplete: "off" } });
  #email = this.#address.field;
  #offer = el("div");
  #name = field({
    label: "recipients.name",
    advice: "recipients.name.advice",
    set: { autocomplete: "off", maxlength: longestName },
  });
  #phone = field({
    label: "recipients.phone",
    advice: "recipients.phone.advice",
    kind: "tel",
    set: { autocomplete: "off", maxlength: longestPhone },
  });
  #method;
  #language = languageChoice();
  #drop;

  /**
   * @param {boolean} smsAvailable
   * @param {{ change: () => void, remove: () => void, split: (found: Found[]) => void }} acts
   */
  constructor(smsAvailable, { change, remove, split }) {
    this.#phone.element.hidden = !smsAvailable;
    this.#method = methodChoice(smsAvailable, (chosen) => {
      this.#phone.element.hidden = chosen !== "sms";
      change();
    });
    this.#drop = button("recipients.remove", { class: "quiet", on: { click: remove } });
    // Before the field is tidied: with the address a name may have come along.
    this.#email.control.addEventListener("change", () => this.#lookAt(split), { capture: true });
    this.#email.control.addEventListener("input", () => this.#offer.replaceChildren());
    this.#email.control.addEventListener("change", change);
    const who = el("div", { class: "field-pair" }, this.#email.element, this.#name.element);
    const how = el("div", { class: "field-pair" }, this.#phone.element, this.#language.element);
    this.element = el("div", { class: "recipient" }, who, this.#offer, this.#method.element, how, this.#drop);
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

  /** @returns {import("../api/contract.d.ts").RecipientRequest} */
  read() {
    const method = this.#method.value;
    return {
      email: this.#email.value.trim(),
      name: isVisible(this.#name.value) ? this.#name.value.trim() : null,
      method,
      phone: method === "sms" ? this.#phone.value.trim() : null,
      language: this.#language.value,
    };
  }

  /** The same check and language, for somebody else. @param {Found} found @param {RecipientPanel | null} like */
  fill({ address, name }, like = null) {
    this.#email.control.value = address;
    if (name !== "" && this.#name.value === "") {
      this.#name.control.value = name;
    }

    if (like !== null) {
      this.#method.choose(like.#method.value);
      this.#language.choose(like.#language.value);
    }

    this.#email.refuse(null);
    this.#offer.replaceChildren();
  }

  /**
   * Takes a name that was pasted with the address; of several addresses each can get its own place.
   * @param {(found: Found[]) => void} split
   */
  #lookAt(split) {
    const found = addressesIn(this.#email.value);
    const [only] = found;
    if (only !== undefined && found.length === 1 && refusalOf(only.address) === null) {
      this.fill(only);
    } else if (found.length > 1) {
      const press = button("recipients.split", { class: "secondary", on: { click: () => split(found) } });
      this.#offer.replaceChildren(notice("info", "recipients.several", { n: found.length }, press));
    }
  }

  /** @param {HTMLElement} said under the address */
  tell(said) {
    this.#offer.replaceChildren(said);
  }

  /** The first field that is not complete, with its error shown, or null. */
  check() {
    const hasNumber = hasDigits(this.#phone.value);
    this.#address.read();
    this.#phone.refuse(this.#method.value === "none" || hasNumber ? null : "input.phone-not-mobile");
    return [this.#email, this.#phone].find(({ error }) => !error.hidden) ?? null;
  }

  /**
   * @param {"email" | "phone" | "name"} member
   * @param {TextKey} key what is wrong with it
   */
  refuse(member, key) {
    const wrong = { email: this.#email, phone: this.#phone, name: this.#name }[member];
    wrong.refuse(key);
    wrong.control.focus();
    return wrong;
  }
}
