import { agreedPasswordLength, longestAgreedPassword, longestPhone } from "../limits.js";
import { hasDigits } from "../text/unseen.js";
import { el, say } from "./dom.js";
import { field, passwordField } from "./field.js";
import { isLongEnough } from "./password-advice.js";
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
  #password = passwordField({
    label: "recipients.password",
    advice: "recipients.password.advice",
    set: { autocomplete: "new-password", autocapitalize: "none", spellcheck: "false" },
  });
  #method;
  #offer;
  #needsNumber;
  /** Whose account was asked for last. */
  #email = "";

  /**
   * @param {Offer} offer
   * @param {{ present?: Method | null, change?: () => void }} [how] `present`: the check they have, which is raised;
   *   then a number cannot be given later
   */
  constructor(offer, { present = null, change = () => {} } = {}) {
    this.#offer = offer;
    this.#needsNumber = present !== null;
    this.#phone = field({
      label: "recipients.phone",
      advice: this.#needsNumber ? "recipients.phone.advice" : "recipients.phone.later",
      kind: "tel",
      set: { autocomplete: "off", maxlength: longestPhone },
    });
    this.#password.element.append(strengthOf(this.#password));
    this.#method = new MethodChoice(offer, present, () => {
      this.#show();
      change();
    });
    this.#phone.control.addEventListener("change", change);
    this.element = el("div", {}, this.#method.element, this.#phone.element, this.#password.element);
    this.#show();
  }

  get method() {
    return this.#method.value;
  }

  get isDirty() {
    return this.#phone.value !== "" || this.#password.value !== "";
  }

  /** The same check as somebody else's; what it takes is their own. @param {Method} method */
  choose(method) {
    this.#method.choose(method);
  }

  /** Whose check it is: with an account they can log in. @param {string} email */
  async lookAt(email) {
    this.#email = email;
    const hasAccount = await this.#offer.hasAccount(email);
    if (this.#email === email) {
      this.#method.allowAccount(hasAccount);
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
    const length = lengthOf(password ?? "");
    const isLong = length >= agreedPasswordLength && length <= longestAgreedPassword;
    this.#password.refuse(password === null || isLong ? null : "input.agreed-password-length");
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

/** @param {string} typed */
const lengthOf = (typed) => [...typed.trim().normalize("NFC")].length;

/** Advice while typing, never blame. @param {import("./field.js").Field} password */
function strengthOf(password) {
  const advice = el("p", { class: "password-advice muted", set: { role: "status" } });
  password.control.addEventListener("input", () => {
    const missing = Math.max(0, agreedPasswordLength - lengthOf(password.value));
    const isGood = missing === 0 && isLongEnough(password.value, agreedPasswordLength);
    advice.classList.toggle("is-good", isGood);
    const key = missing > 0 ? "agreed-password.more" : isGood ? "agreed-password.good" : "agreed-password.weak";
    say(advice, { text: key, values: { n: missing } });
  });
  return advice;
}
