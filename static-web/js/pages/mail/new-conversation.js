import { ProblemError } from "../../api/call.js";
import { beginConversation } from "../../api/mailboxes.js";
import { now } from "../../browser/clock.js";
import { el } from "../../components/dom.js";
import { MistakeBars } from "../../components/mistake-bars.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { Recipients } from "../../components/recipients.js";
import { Contacts } from "../../spaces/contacts.js";
import { Conversation } from "../../spaces/conversation.js";
import { mistakesIn } from "../../spaces/mistakes.js";
import { keptWith, newExpiry } from "./expiry.js";
import { startWriting } from "../shared/writing.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../api/contract.d.ts").RecipientRequest} Recipient
 */

/** The address books that were read on this page. @type {WeakMap<Mailbox, Contacts>} */
const books = new WeakMap();

/**
 * A new conversation in the right-hand pane.
 * @param {Mailbox} mailbox
 * @param {{ spaceId: string, sealKey: Uint8Array }} begun
 * @param {import("../shared/keeping.js").Keeping} keeping
 * @param {import("../../components/words.js").Words} words where its text is written
 * @param {{ sent: (conversation: Conversation, recipients: Recipient[]) => unknown, discard: () => unknown }} acts
 * @returns {import("./panes.js").MailPane}
 */
export function newConversationPane(mailbox, { spaceId, sealKey }, keeping, words, { sent, discard }) {
  const conversation = Conversation.begin(mailbox, spaceId, sealKey);
  const { element: above, people, ...parts } = aboveOf(mailbox);
  const composer = startWriting({
    space: conversation,
    name: mailbox.name,
    words,
    keeping,
    above: parts.kept,
    prepare: () => beginConversation(mailbox.mailboxId, spaceId),
    read: parts.read,
    refuse: parts.refuse,
    sent: () => {
      void people.keep();
      sent(conversation, people.chosen);
    },
    discard,
  });
  composer.warn(people.mistakes.element);
  people.recall().catch((error) => composer.refuse(error));
  return {
    element: el("section", { class: "new-conversation" },
      el("h1", { class: "conversation-title", text: "compose.title" }),
      el("p", { class: "muted", text: "compose.everyone" }), composer),
    get isDirty() {
      return composer.isDirty && !keeping.kept.isSaved;
    },
    focus() {
      if (!above.isConnected) {
        composer.putBefore(above, parts.isDirty);
      }

      people.recipients.focus();
    },
    answer() {},
  };
}

/** What stands above the text: who it is for, and until when it can be read. @param {Mailbox} mailbox */
function aboveOf(mailbox) {
  const people = new People(mailbox);
  const { recipients } = people;
  const expiry = newExpiry(mailbox);
  return {
    people,
    element: el("div", { class: "above" }, recipients.element, expiry.element),
    kept: keptWith(expiry, recipients),
    isDirty: () => recipients.isDirty || expiry.isDirty,
    read: () => people.read() && expiry.check()
      ? { recipients: people.chosen, raise: [], expiresAt: expiry.expiresAt } : null,
    refuse: (/** @type {unknown} */ error) => error instanceof ProblemError
      && [recipients, expiry].some((one) => one.refuse(error.problem.errors ?? {})),
  };
}

/** Who is written to, who was before, and what is unusual about that. */
class People {
  /** As they were read last. @type {Recipient[]} */
  chosen = [];
  mistakes = new MistakeBars((email, meant) => this.recipients.mend(email, meant));
  recipients;
  #contacts;

  /** @param {Mailbox} mailbox */
  constructor(mailbox) {
    this.#contacts = books.get(mailbox) ?? new Contacts(mailbox);
    books.set(mailbox, this.#contacts);
    this.recipients = new Recipients(mailbox, async (email, said) => {
      await forget(this.#contacts, email, said);
      this.recipients.contacts = this.#contacts.all;
    });
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
    this.mistakes.show(mistakesIn(this.recipients.people, this.#contacts.all));
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
