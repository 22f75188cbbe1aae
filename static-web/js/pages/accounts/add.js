import { ProblemError } from "../../api/call.js";
import { addExtraAccount } from "../../api/own-client.js";
import { addressField } from "../../components/address-field.js";
import { choice, choices } from "../../components/choices.js";
import { button, el } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { act, part } from "../../components/part.js";
import { randomId } from "../../crypto/base64.js";
import { longestName, longestPhone } from "../../limits.js";
import { language } from "../../text/text.js";
import { isVisible } from "../../text/unseen.js";
import { refuseFields } from "../shared/refuse-fields.js";

/** @typedef {import("../../api/contract.d.ts").ShownExtraAccount} ShownExtraAccount */

/** The form for another extra account. */
export class AddPane {
  #part = part("client.extra.add", "client.extra.add.explain");
  #name = field({
    label: "client.extra.name",
    set: { name: "name", autocomplete: "off", maxlength: longestName, required: true },
  });
  #address = addressField({ label: "log-in.email", set: { name: "email", autocomplete: "off", required: true } });
  #email = this.#address.field;
  #phone = field({
    label: "client.extra.phone",
    advice: "client.extra.phone.advice",
    kind: "tel",
    set: { name: "phone", autocomplete: "off", maxlength: longestPhone },
  });
  #language = choices(
    "client.extra.language",
    [languageChoice("nl", "Nederlands"), languageChoice("en", "English")],
    "client.extra.language.advice",
  );
  #press = button("client.extra.add.send", { class: "primary", set: { type: "submit" } });
  #most;
  #added;
  /** The same for a repeated try, so that a lost answer makes no second account. */
  #accountId = randomId();

  /** @param {number} most how many there can be @param {(account: ShownExtraAccount) => unknown} added */
  constructor(most, added) {
    this.#most = most;
    this.#added = added;
    const fields = [this.#name, this.#email, this.#phone, this.#language];
    const form = el("form", { set: { novalidate: true } }, ...fields.map(({ element }) => element), this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const email = this.#check();
      if (email !== null) {
        void act(this.#press, this.#part, () => this.#send(email));
      }
    });
    // Another account than the one that was tried before.
    this.#email.control.addEventListener("input", () => (this.#accountId = randomId()));
    this.#part.body.append(form);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    return [this.#name, this.#email, this.#phone].some(({ value }) => value !== "");
  }

  focus() {
    this.#part.focus();
  }

  /** The address, or null when something is not right; then the focus is there. */
  #check() {
    const email = this.#address.read();
    this.#name.refuse(this.#name.value.trim() === "" ? "client.extra.name.empty"
      : isVisible(this.#name.value) ? null : "input.length-1-100");
    const wrong = [this.#name, this.#email].find(({ error }) => !error.hidden);
    wrong?.control.focus();
    return wrong === undefined ? email : null;
  }

  /** @param {string} email */
  async #send(email) {
    const [chosen = "nl"] = this.#language.values;
    const phone = this.#phone.value.trim();
    const request = {
      accountId: this.#accountId,
      name: this.#name.value.trim(),
      email,
      phone: phone === "" ? null : phone,
      language: chosen,
    };
    const fields = { name: this.#name, email: this.#email, phone: this.#phone };
    const account = await refuseFields(fields, () => addExtraAccount(request)).catch((error) => this.#refuse(error));
    if (account !== null) {
      this.#added(account);
    }
  }

  /** @param {unknown} error @returns {null} anything else goes on */
  #refuse(error) {
    const code = error instanceof ProblemError ? error.code : null;
    if (code === "address-in-use") {
      this.#email.refuse("client.extra.address-in-use");
      this.#email.control.focus();
      return null;
    }

    if (code === "extra-accounts-full") {
      this.#part.tell("error", "problem.extra-accounts-full", { most: this.#most });
      return null;
    }

    throw error;
  }
}

/** @param {"nl" | "en"} code @param {string} name in its own language */
function languageChoice(code, name) {
  const on = language() === code;
  const made = choice({ kind: "radio", name: { content: name }, group: "account-language", value: code, on });
  made.element.lang = code;
  return made;
}
