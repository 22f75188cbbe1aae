import { beginAddress, confirmAddress } from "../../api/own-guest.js";
import { addressField } from "../../components/address-field.js";
import { codeField } from "../../components/code-form.js";
import { Countdown } from "../../components/countdown.js";
import { button, el, focusOn } from "../../components/dom.js";
import { act, part } from "../../components/part.js";
import { codeKinds } from "../../text/typed-code.js";
import { ProblemError } from "../../api/call.js";
import { refuseFields } from "../shared/refuse-fields.js";

/**
 * @typedef {import("./index.js").Account} Account
 * @typedef {import("../../api/contract.d.ts").AddressStep} AddressStep
 */

/** The address of a guest: another one counts once both the former and the new one were confirmed (X20). */
export class AddressPart {
  #account;
  #part = part("guest.address", "guest.address.explain");

  /** @param {Account} account */
  constructor(account) {
    this.#account = account;
    this.#ask();
  }

  get element() {
    return this.#part.element;
  }

  #ask() {
    const address = addressField({ label: "guest.address.new", set: { name: "new-email", autocomplete: "off" } });
    const { field: email } = address;
    const press = button("guest.address.send", { class: "secondary", set: { type: "submit" } });
    const form = el("form", { set: { novalidate: true, "data-enter": "sends" } }, email.element, press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const typed = address.read();
      if (typed === null) {
        email.control.focus();
      } else {
        void act(press, this.#part, () => this.#begin(typed, email));
      }
    });
    this.#part.body.replaceChildren(form);
  }

  /** @param {string} typed @param {import("../../components/field.js").Field} email */
  async #begin(typed, email) {
    const begun = await refuseFields({ email }, () => beginAddress(typed)).catch((error) => {
      if (error instanceof ProblemError && error.code === "address-in-use") {
        email.refuse("problem.address-in-use");
        email.control.focus();
        return null;
      }

      throw error;
    });
    if (begun !== null) {
      this.#askCodes(typed, begun);
    }
  }

  /** @param {string} typed @param {AddressStep} begun */
  #askCodes(typed, { formerTo, newTo, expiresAt }) {
    const former = codeField(codeKinds.sent, "guest.address.former-code");
    const latter = codeField(codeKinds.sent, "guest.address.new-code");
    const press = button("guest.address.confirm", { class: "primary", set: { type: "submit" } });
    const fields = [former.field.element, latter.field.element];
    const form = el("form", { set: { novalidate: true } }, ...fields, press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [formerCode, newCode] = [former.read(), latter.read()];
      if (formerCode === null || newCode === null) {
        (formerCode === null ? former : latter).field.control.focus();
      } else {
        void act(press, this.#part, () => this.#confirm(formerCode, newCode, typed));
      }
    });
    const words = el("p", { text: "guest.address.sent", values: { former: formerTo, new: newTo } });
    const cancel = button("action.cancel", { class: "quiet", on: { click: () => this.#ask() } });
    const left = Countdown.make(expiresAt, "unlock.left", "unlock.over");
    this.#part.body.replaceChildren(words, form, left, cancel);
    focusOn(words);
  }

  /** @param {string} formerCode @param {string} newCode @param {string} email */
  async #confirm(formerCode, newCode, email) {
    await confirmAddress(formerCode, newCode);
    await this.#account.refresh();
    this.#ask();
    this.#part.tell("success", "guest.address.done", { email });
    this.#part.focus();
  }
}
