import { ProblemError } from "../../api/call.js";
import { beginConversation } from "../../api/mailboxes.js";
import { el } from "../../components/dom.js";
import { Recipients } from "../../components/recipients.js";
import { Conversation } from "../../spaces/conversation.js";
import { randomId } from "../../crypto/base64.js";
import { makeSealKey } from "../../crypto/seal-keys.js";
import { startWriting } from "../shared/writing.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../api/contract.d.ts").RecipientRequest} Recipient
 */

/**
 * A new conversation in the right-hand pane.
 * @param {Mailbox} mailbox
 * @param {{ spaceId: string, sealKey: Uint8Array } | null} begun one that an earlier visit began with a file
 * @param {{ sent: (conversation: Conversation, recipients: Recipient[]) => unknown, discard: () => unknown }} acts
 * @returns {import("./panes.js").MailPane}
 */
export function newConversationPane(mailbox, begun, { sent, discard }) {
  const { spaceId, sealKey } = begun ?? { spaceId: randomId(), sealKey: makeSealKey() };
  const conversation = Conversation.begin(mailbox, spaceId, sealKey);
  const recipients = new Recipients(mailbox.smsAvailable);
  /** @type {Recipient[]} */
  let people = [];
  const composer = startWriting({
    space: conversation,
    name: mailbox.name,
    prepare: () => beginConversation(mailbox.mailboxId, spaceId),
    read: () => {
      const chosen = recipients.read();
      people = chosen ?? people;
      return chosen === null ? null : { recipients: chosen, raise: [] };
    },
    refuse: (error) => error instanceof ProblemError && recipients.refuse(error.problem.errors ?? {}),
    sent: () => sent(conversation, people),
    discard,
  });
  const title = el("h1", { class: "conversation-title", text: "compose.title" });
  const everyone = el("p", { class: "muted", text: "compose.everyone" });
  return {
    element: el("section", { class: "new-conversation" }, title, everyone, composer),
    get isDirty() {
      return composer.isDirty;
    },
    focus() {
      if (!recipients.element.isConnected) {
        composer.putBefore(recipients.element, () => recipients.isDirty);
      }

      recipients.element.querySelector("input")?.focus();
    },
    answer() {},
  };
}
