import { now } from "../../browser/clock.js";
import { MistakeBars } from "../../components/mistake-bars.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { Recipients } from "../../components/recipients.js";
import { Contacts } from "../../spaces/contacts.js";
import { mistakesIn } from "../../spaces/mistakes.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../api/contract.d.ts").RecipientRequest} Recipient
 */

/** The address books that were read on this page. @type {WeakMap<Mailbox, Contacts>} */
const books = new WeakMap();

/** Who is written to, who was before, and what is unusual about that. */
export class People {
  /** As they were read last. @type {Recipient[]} */
  chosen = [];
  mistakes = new MistakeBars((email, meant) => this.recipients.mend(email, meant));
  recipients;
  #contacts;
  #there;

  /**
   * @param {Mailbox} mailbox
   * @param {{ email: string, name: string }[]} [there] who is in the conversation already
   */
  constructor(mailbox, there = []) {
    this.#there = there;
    this.#contacts = books.get(mailbox) ?? new Contacts(mailbox);
    books.set(mailbox, this.#contacts);
    this.recipients = new Recipients(mailbox, async (email, said) => {
      await forget(this.#contacts, email, said);
      this.recipients.contacts = this.#contacts.all;
    }, there.map(({ email }) => email));
    this.recipients.element.addEventListener("change", () => this.#look());
  }

  /** Whether everybody can be written to: false when somebody is not complete, or to be looked at once more. */
  read() {
    const chosen = this.recipients.read();
    this.#look();
    if (chosen === null || this.mistakes.stops()) {
      return false;
    }

    this.chosen = chosen;
    return true;
  }

  /** Reads to whom the mailbox wrote before. */
  async recall() {
    await this.#contacts.load();
    this.recipients.contacts = this.#contacts.all;
    this.#look();
  }

  /** The message went: whoever is not kept is typed again the next time. */
  keep() {
    return this.#contacts.keep(this.recipients.kept, new Date(now()).toISOString())
      .catch((error) => console.warn("Who was written to is not kept.", error));
  }

  #look() {
    this.mistakes.show(mistakesIn(this.recipients.people, this.#contacts.all, this.#there));
  }
}

/** @param {Contacts} contacts @param {string} email @param {HTMLElement} said */
async function forget(contacts, email, said) {
  try {
    await contacts.forget(email);
    said.replaceChildren(notice("success", "recipients.forgotten"));
  } catch (error) {
    const { key, values } = problemText(error);
    said.replaceChildren(notice("error", key, values));
  }
}
