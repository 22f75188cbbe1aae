import { saveDetails } from "../../api/account.js";
import { choice, choices } from "../../components/choices.js";
import { button, el, say } from "../../components/dom.js";
import { field, focusFirstError } from "../../components/field.js";
import { act, part } from "../../components/part.js";
import { nameRefusal } from "../../components/problem-text.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { chooseLanguage, language } from "../../text/text.js";
import { longestName } from "../../limits.js";

/**
 * @typedef {import("../../api/contract.d.ts").AccountDetailsView} AccountDetails
 * @typedef {import("./index.js").Account} Account
 */

/** Name, language and notices. On the first visit they are confirmed, even unchanged (then the person goes on). */
export class DetailsPart {
  #account;
  #part = part("my.details.title");
  #name = field({
    label: "my.name",
    set: { name: "name", autocomplete: "name", maxlength: longestName, required: true },
  });
  #email;
  #languages = [languageChoice("nl", "Nederlands"), languageChoice("en", "English")];
  #language = choices("my.language", this.#languages, "my.language.advice");
  #newMessage = choice({ kind: "checkbox", name: { text: "my.notices.new-message" } });
  #press = button("my.save", { class: "primary", set: { type: "submit" } });
  /** @type {AccountDetails} */
  #details;

  /**
   * @param {Account} account
   * @param {AccountDetails} details
   * @param {object} facts
   * @param {TextKey} facts.advice how the address changes
   * @param {boolean} facts.hasMailbox whether messages can come
   */
  constructor(account, details, { advice, hasMailbox }) {
    this.#email = field({
      label: "my.email",
      advice,
      kind: "email",
      set: { name: "email", autocomplete: "email", readonly: true },
    });
    this.#account = account;
    this.#details = details;
    const form = el(
      "form",
      { set: { novalidate: true, "data-enter": "sends" } },
      this.#name.element,
      this.#email.element,
      this.#language.element,
      // Messages come to a mailbox; of folders each says itself when its mails come.
      hasMailbox ? choices("my.notices.title", [this.#newMessage]).element : null,
      this.#press,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
    for (const { control } of this.#languages) {
      control.addEventListener("change", () => void chooseLanguage(control.value === "en" ? "en" : "nl"));
    }

    document.addEventListener("zegel-language", () => void this.#keepLanguage());
    this.#part.body.append(form);
    this.#fill(details);
    this.#label();
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    const { name, notices } = this.#details;
    return this.#name.value !== name || this.#newMessage.control.checked !== notices.newMessage;
  }

  /** @param {AccountDetails} details */
  show(details) {
    const isDirty = this.isDirty;
    this.#details = details;
    if (!isDirty) {
      this.#fill(details);
    }
  }

  /** @param {AccountDetails} details */
  #fill({ name, email, language: stored, notices }) {
    this.#name.control.value = name;
    this.#email.control.value = email;
    this.#newMessage.control.checked = notices.newMessage;
    this.#mark(stored);
  }

  /** @param {string} chosen */
  #mark(chosen) {
    for (const { control } of this.#languages) {
      control.checked = control.value === chosen;
    }
  }

  #label() {
    for (const words of this.#press.querySelectorAll("span")) {
      say(words, { text: this.#account.isNew ? "my.right" : "my.save" });
    }
  }

  /** The page changed its language, here or in its header: that is the person's language from now on. */
  async #keepLanguage() {
    this.#mark(language());
    if (!this.#account.isNew && this.#details.language !== language()) {
      const { name, notices } = this.#details;
      await act(this.#press, this.#part, async () => {
        this.#account.show(await saveDetails({ name, language: language(), notices }));
        this.#part.tell("success", "my.saved");
      });
    }
  }

  async #save() {
    this.#name.refuse(nameRefusal(this.#name.value));
    if (focusFirstError([this.#name])) {
      return;
    }

    await act(this.#press, this.#part, async () => {
      const [chosen] = this.#language.values;
      const notices = { newMessage: this.#newMessage.control.checked };
      const typed = { name: this.#name.value.trim(), language: chosen === "en" ? "en" : "nl", notices };
      const details = await refuseFields({ name: this.#name }, () => saveDetails(typed));
      if (details === null) {
        return;
      }

      this.#name.control.value = details.name;
      this.#account.show(details);
      this.#part.tell("success", "my.saved");
      this.#account.confirmed(details);
      this.#label();
    });
  }
}

/** @param {"nl" | "en"} code @param {string} name in its own language */
function languageChoice(code, name) {
  const made = choice({ kind: "radio", name: { content: name }, group: "language", value: code });
  made.element.lang = code;
  return made;
}
