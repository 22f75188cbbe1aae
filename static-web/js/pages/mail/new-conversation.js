import { ProblemError } from "../../api/call.js";
import { beginConversation } from "../../api/mailboxes.js";
import { describeRecipients } from "../../components/described-people.js";
import { el } from "../../components/dom.js";
import { Conversation } from "../../spaces/conversation.js";
import { keptWith, newExpiry } from "./expiry.js";
import { People } from "./people.js";
import { startWriting } from "../shared/writing.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../api/contract.d.ts").RecipientRequest} Recipient
 */

/**
 * A new conversation in the right-hand pane.
 * @param {Mailbox} mailbox
 * @param {{ spaceId: string, sealKey: Uint8Array }} begun
 * @param {import("../shared/keeping.js").Keeping} keeping
 * @param {import("../../components/words.js").Words} words where its text is written
 * @param {{ sent: (caret: number, conversation: Conversation, recipients: Recipient[]) => unknown,
 *   discard: () => unknown }} acts caret: where somebody was writing
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
    sent: (caret) => {
      void people.keep();
      sent(caret, conversation, people.chosen);
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
    draftId: keeping.kept.draftId,
    writeOn: (caret) => composer.writeOn(caret),
  };
}

/** What stands above the text: who it is for, and until when it can be read. @param {Mailbox} mailbox */
function aboveOf(mailbox) {
  const people = new People(mailbox);
  const { recipients } = people;
  const expiry = newExpiry(mailbox);
  const from = el("p", { class: "from" },
    el("span", { text: "recipients.from" }), " ", el("strong", { content: mailbox.name }));
  return {
    people,
    element: el("div", { class: "above" }, from, recipients.element, expiry.element),
    kept: keptWith(expiry, recipients, describeRecipients),
    isDirty: () => recipients.isDirty || expiry.isDirty,
    read: () => people.read() && expiry.check()
      ? { recipients: people.chosen, raise: [], expiresAt: expiry.expiresAt } : null,
    refuse: (/** @type {unknown} */ error) => error instanceof ProblemError
      && [recipients, expiry].some((one) => one.refuse(error.problem.errors ?? {})),
  };
}
