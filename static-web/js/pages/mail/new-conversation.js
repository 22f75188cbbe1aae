import { ProblemError } from "../../api/call.js";
import { beginConversation } from "../../api/mailboxes.js";
import { el } from "../../components/dom.js";
import "../../components/recipients.js";
import { Conversation } from "../../spaces/conversation.js";
import { randomId } from "../../crypto/base64.js";
import { makeSealKey } from "../../crypto/seal-keys.js";
import { startWriting } from "../shared/writing.js";

/**
 * @typedef {import("../../components/recipients.js").Recipients} Recipients
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../api/contract.d.ts").RecipientRequest} Recipient
 */

/**
 * A new conversation in the right-hand pane.
 * @param {Mailbox} mailbox
 * @param {{ conversationId: string, sealKey: Uint8Array } | null} begun one that an earlier visit began with a file
 * @param {{ sent: (conversation: Conversation, recipients: Recipient[]) => unknown, discard: () => unknown }} acts
 * @returns {import("./conversation-pane.js").Pane}
 */
export function newConversationPane(mailbox, begun, { sent, discard }) {
  const { conversationId, sealKey } = begun ?? { conversationId: randomId(), sealKey: makeSealKey() };
  const conversation = new Conversation(conversationId, `${conversationId}00`, mailbox);
  conversation.sealKey = sealKey;
  const recipients = /** @type {Recipients} */ (document.createElement("zegel-recipients"));
  recipients.smsAvailable = mailbox.smsAvailable;
  /** @type {Recipient[]} */
  let people = [];
  const composer = startWriting({
    conversation,
    name: mailbox.name,
    prepare: () => beginConversation(mailbox.mailboxId, conversationId),
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
      if (!recipients.isConnected) {
        composer.putBefore(recipients, () => recipients.isDirty);
      }

      recipients.querySelector("input")?.focus();
    },
    answer() {},
  };
}
