import { longestPhone } from "../limits.js";
import { hasDigits } from "../text/unseen.js";
import { agreedPasswordField, agreedPasswordRefusal } from "./agreed-password.js";
import { el } from "./dom.js";
import { field } from "./field.js";
import { MethodChoice } from "./recipient-choices.js";

/**
 * @typedef {import("./recipient-choices.js").Method} Method
 * @typedef {import("./recipient-choices.js").Permitted & { hasAccount: (email: string) => Promise<boolean> }} Offer
 *   what a mailbox can ask of a recipient
 * @typedef {"method" | "phone" | "password"} CheckMember
 * @typedef {{ method: Method, phone: string | null, password: string | null }} Check
 */

/** How a recipient proves who they are, with what it takes: a number, or the password that was agreed. */
export class ReaderCheck {
  #phone;
  #password = agreedPasswordField("recipients.password");
  #method;
  #offer;
  #needsNumber;
  #changed;
  /** Whose account was asked for last. */
  #email = "";

  /**
   * @param {Offer} offer
   * @param {{ present?: Method | null, canWait?: boolean, change?: () => void }} [how] `present`: the check they have,
   *   which is raised; `canWait`: whether a number can be given later
   */
  constructor(offer, { present = null, canWait = present === null, change = () => {} } = {}) {
    this.#offer = offer;
    this.#changed = change;
    this.#needsNumber = !canWait;
    this.#phone = field({
      label: "recipients.phone",
      advice: this.#needsNumber ? "recipients.phone.advice" : "recipients.phone.later",
      kind: "tel",
      set: { autocomplete: "off", maxlength: longestPhone },
    });
    this.#method = new MethodChoice(offer, present, () => {
      this.#show();
      change();
    });
    this.#phone.control.addEventListener("change", change);
    this.settings = el("div", { class: "check-settings" }, this.#phone.element, this.#password.element);
    this.element = el("div", {}, this.#method.element, this.settings);
    this.#show();
  }

  get method() {
    return this.#method.value;
  }

  /** The checks, the weakest first, and whether each can be chosen now. */
  get offered() {
    return this.#method.offered;
  }

  /** What the check takes stands with it again. */
  gather() {
    this.element.append(this.settings);
  }

  get isDirty() {
    return this.#phone.value !== "" || this.#password.value !== "";
  }

  /** The same check as somebody else's; what it takes is their own. @param {Method} method */
  choose(method) {
    this.#method.choose(method);
  }

  /** On the way that is chosen. */
  focus() {
    this.#method.focus();
  }

  /** Whose check it is: with an account they can log in. @param {string} email */
  async lookAt(email) {
    this.#email = email;
    const hasAccount = await this.#offer.hasAccount(email);
    if (this.#email === email) {
      this.#method.allowAccount(hasAccount);
      this.#changed();
    }
  }

  /** @returns {Check} */
  read() {
    const { method } = this;
    const phone = this.#phone.value.trim();
    return {
      method,
      phone: method === "sms" && phone !== "" ? phone : null,
      password: method === "password" ? this.#password.value.trim() : null,
    };
  }

  /** Puts back what was chosen before; the password is typed anew. @param {unknown} written */
  putBack(written) {
    const { method, phone } = Object(written);
    this.#method.putBack(method);
    this.#phone.control.value = typeof phone === "string" ? phone : "";
  }

  /** What is not complete, with its error shown, or null. @returns {{ focus: () => void } | null} */
  check() {
    const { method, phone, password } = this.read();
    const isLater = phone === null && !this.#needsNumber;
    this.#phone.refuse(method !== "sms" || isLater || hasDigits(phone ?? "") ? null : "input.phone-not-mobile");
    this.#password.refuse(password === null ? null : agreedPasswordRefusal(password));
    const { fault } = this.#method;
    if (fault !== null) {
      return this.refuse("method", fault);
    }

    const wrong = [this.#phone, this.#password].find(({ error }) => !error.hidden);
    return wrong === undefined ? null : wrong.control;
  }

  /** @param {CheckMember} member @param {TextKey} key what is wrong with it @returns {{ focus: () => void }} */
  refuse(member, key) {
    if (member === "method") {
      this.#method.refuse(key);
      return this.#method;
    }

    const wrong = member === "phone" ? this.#phone : this.#password;
    wrong.refuse(key);
    return wrong.control;
  }

  #show() {
    this.#phone.element.hidden = this.method !== "sms";
    this.#password.element.hidden = this.method !== "password";
  }
}
