import { ProblemError } from "../../api/call.js";
import { Conversation } from "../../spaces/conversation.js";
import { ConversationPane } from "../shared/conversation-pane.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { stage } from "../shared/page.js";

/**
 * Shows what was written to the account of who is logged in.
 * @param {string} participantId
 * @returns {Promise<boolean>} whether there is something for this account
 */
export async function showConversation(participantId) {
  const conversation = await load(participantId);
  if (conversation === null) {
    return false;
  }

  const mailbox = conversation.participants.find(({ kind }) => kind === "mailbox")?.name ?? "";
  const pane = new ConversationPane(conversation, {
    name: conversation.nameOf(participantId),
    sentWords: { key: "compose.sent.visitor", values: { mailbox } },
  });
  warnBeforeLeaving(() => pane.isDirty);
  document.body.classList.add("is-reading");
  stage.replaceChildren(pane.element);
  pane.focus();
  await pane.goOn();
  return true;
}

/**
 * @param {string} participantId
 * @returns {Promise<Conversation | null>} null where there is nothing for this account
 */
async function load(participantId) {
  try {
    const conversation = new Conversation(participantId);
    await conversation.load();
    return conversation;
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") {
      return null;
    }

    throw error;
  }
}
