import { el, newId, say } from "./dom.js";

/**
 * @typedef {import("../api/contract.d.ts").Method} Method
 * @typedef {{ smsAvailable: boolean, lowestMethod: Method }} Permitted what the organisation permits
 */

/** The weakest first. @type {readonly Method[]} */
const methods = ["none", "password", "sms", "account"];

/** Whether a check is weaker than another. @param {Method} method @param {Method} other */
export const isWeaker = (method, other) => methods.indexOf(method) < methods.indexOf(other);

/**
 * Which check a recipient gets: those that the organisation permits, and where there is one already only stronger ones.
 * What cannot be chosen says why.
 */
export class MethodChoice {
  /** @type {Method} */
  #value = "none";
  /** What is proposed. @type {Method} */
  #usual = "none";
  #choose;
  #hasAccount = false;
  #advice = el("p", { class: "field-advice", set: { "aria-live": "polite" } });
  #error = el("p", { class: "field-error", set: { hidden: true, role: "alert" } });
  #without = el("p", { class: "field-advice", text: "method.account.none" });
  #radios;

  /**
   * @param {Permitted} permitted
   * @param {Method | null} present
   * @param {(method: Method) => void} choose
   */
  constructor({ smsAvailable, lowestMethod }, present, choose) {
    const above = present === null ? 0 : methods.indexOf(present) + 1;
    const offered = methods.slice(Math.max(methods.indexOf(lowestMethod), above));
    const isSms = offered.includes("sms");
    this.#usual = isSms && smsAvailable ? "sms" : (offered.find((one) => one !== "sms") ?? "account");
    this.#value = this.#usual;
    this.#choose = choose;
    this.#radios = this.#radiosOf(offered, smsAvailable);
    const rows = this.#radios.map(({ radio, method }) =>
      el("div", { class: "choice" }, radio, el("label", { text: `method.${method}`, set: { for: radio.id } })));
    const least = { method: { text: /** @type {const} */ (`method.${lowestMethod}`) } };
    this.element = el(
      "fieldset",
      { class: "methods" },
      el("legend", { text: "method.legend" }),
      el("div", { class: "row" }, ...rows),
      smsAvailable || !isSms ? null : el("p", { class: "field-advice", text: "method.sms.off" }),
      lowestMethod === "none" ? null : el("p", { class: "field-advice", text: "method.lowest", values: least }),
      this.#without,
      this.#advice,
      this.#error,
    );
    say(this.#advice, { text: `method.${this.#value}.advice` });
  }

  get value() {
    return this.#value;
  }

  /** Each, and whether it can be chosen now. @returns {(readonly [Method, boolean])[]} */
  get offered() {
    return this.#radios.map(({ method, radio }) => /** @type {const} */ ([method, !radio.disabled]));
  }

  /** Chooses it again; of what is not offered any more the usual one stands. @param {unknown} method */
  putBack(method) {
    const kept = this.#radios.find((one) => one.method === method);
    if (kept !== undefined) {
      this.choose(kept.method);
    }
  }

  /** @param {Method} method */
  choose(method) {
    this.#value = method;
    this.#radios.forEach(({ method: one, radio }) => (radio.checked = one === method));
    this.#error.hidden = true;
    say(this.#advice, { text: `method.${method}.advice` });
    this.#choose(method);
  }

  /** Whether the recipient logs in with an account. @param {boolean} isThere */
  allowAccount(isThere) {
    this.#hasAccount = isThere;
    this.#without.hidden = isThere;
    this.#radios.filter(({ method }) => method === "account").forEach(({ radio }) => (radio.disabled = !isThere));
    if (this.fault !== null) {
      // Where nothing else is permitted it stays, and says what is wrong when it is sent.
      this.choose(this.#usual);
    }
  }

  /** What is wrong with what is chosen, or null. @returns {TextKey | null} */
  get fault() {
    return this.#value === "account" && !this.#hasAccount ? "input.account-none" : null;
  }

  /** @param {TextKey} key */
  refuse(key) {
    this.#error.hidden = false;
    say(this.#error, { text: key });
  }

  focus() {
    this.#radios.find(({ method }) => method === this.#value)?.radio.focus();
  }

  /** @param {readonly Method[]} offered @param {boolean} smsAvailable */
  #radiosOf(offered, smsAvailable) {
    const name = newId();
    return offered.map((method) => {
      const checked = method === this.#value;
      const radio = el("input", { set: { type: "radio", name, id: newId(), value: method, checked } });
      radio.disabled = (method === "sms" && !smsAvailable) || method === "account";
      radio.addEventListener("change", () => this.choose(method));
      return { method, radio };
    });
  }
}
