import { inviteAccount } from "../../api/service-desk.js";
import { ProblemError } from "../../api/call.js";
import { roleAdvice, roleTexts } from "../../components/account-list.js";
import { addressField } from "../../components/address-field.js";
import { choice, choices } from "../../components/choices.js";
import { button, el } from "../../components/dom.js";
import { act, part } from "../../components/part.js";
import { randomId } from "../../crypto/base64.js";
import { language } from "../../text/text.js";
import { refuseFields } from "../shared/refuse-fields.js";

/** @typedef {{ mailboxId: string, name: string }} Mailbox */

const roles = /** @type {const} */ (["staff", "client", "service-desk"]);

/** The form with which an account is made: the person gets an e-mail and does the rest. */
export class InvitePane {
  #part = part("desk.invite.title", "desk.invite.explain");
  #address = addressField({ label: "log-in.email", set: { name: "email", autocomplete: "off" } });
  #email = this.#address.field;
  #roles = choices(
    "desk.invite.roles",
    roles.map((value) =>
      choice({ kind: "checkbox", name: { text: roleTexts[value] }, value, advice: roleAdvice[value] }),
    ),
  );
  #mailboxes;
  #language = choices(
    "desk.invite.language",
    [languageChoice("nl", "Nederlands"), languageChoice("en", "English")],
    "desk.invite.language.advice",
  );
  #press = button("desk.invite.send", { class: "primary", set: { type: "submit" } });
  #invited;
  /** The same for a repeated try, so that a lost answer makes no second account. */
  #accountId = randomId();

  /**
   * @param {Mailbox[]} mailboxes
   * @param {(accountId: string, email: string) => unknown} invited
   */
  constructor(mailboxes, invited) {
    this.#invited = invited;
    this.#mailboxes = choices(
      "desk.mailboxes",
      mailboxes.map(({ mailboxId, name }) => choice({ kind: "checkbox", name: { content: name }, value: mailboxId })),
      "desk.invite.mailboxes.advice",
    );
    const parts = [this.#email, this.#roles, this.#mailboxes, this.#language].map(({ element }) => element);
    const form = el("form", { set: { novalidate: true } }, ...parts, this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const email = this.#check();
      if (email !== null) {
        void act(this.#press, this.#part, () => this.#send(email));
      }
    });
    this.#email.control.addEventListener("input", () => (this.#accountId = randomId()));
    this.#roles.element.addEventListener("change", () => this.#showMailboxes());
    this.#part.body.append(form);
    this.#showMailboxes();
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    return this.#email.value !== "" || this.#roles.values.length > 0;
  }

  focus() {
    this.#part.focus();
  }

  /** Only staff works in mailboxes. */
  #showMailboxes() {
    this.#mailboxes.element.hidden = !this.#roles.values.includes("staff");
  }

  /** The address, or null when something is not filled in; then the focus is there. */
  #check() {
    const email = this.#address.read();
    this.#roles.refuse(this.#roles.values.length > 0 ? null : "desk.invite.roles.empty");
    const wrong = [this.#email, this.#roles].find(({ error }) => !error.hidden);
    wrong?.control.focus();
    return wrong === undefined ? email : null;
  }

  /** @param {string} email */
  async #send(email) {
    const chosenRoles = roles.filter((role) => this.#roles.values.includes(role));
    const [chosen = ""] = this.#language.values;
    const mailboxIds = chosenRoles.includes("staff") ? this.#mailboxes.values : [];
    const fields = { email: this.#email, roles: this.#roles, mailboxIds: this.#mailboxes };
    const accountId = this.#accountId;
    const request = { accountId, email, roles: chosenRoles, mailboxIds, language: chosen };
    const made = await refuseFields(fields, () => inviteAccount(request)).catch((error) => this.#refuseAddress(error));
    if (made !== null) {
      this.#invited(made.accountId, email);
    }
  }

  /** @param {unknown} error @returns {null} */
  #refuseAddress(error) {
    if (!(error instanceof ProblemError) || error.code !== "address-in-use") {
      throw error;
    }

    this.#email.refuse("problem.address-in-use");
    this.#email.control.focus();
    return null;
  }
}

/** @param {"nl" | "en"} code @param {string} name in its own language */
function languageChoice(code, name) {
  const on = language() === code;
  const made = choice({ kind: "radio", name: { content: name }, group: "invited-language", value: code, on });
  made.element.lang = code;
  return made;
}
