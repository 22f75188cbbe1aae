import { ProblemError } from "../../api/call.js";
import { deadEnd } from "../../components/dead-end.js";
import { Conversation } from "../../spaces/conversation.js";
import { ConversationPane } from "../shared/conversation-pane.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { stage } from "../shared/page.js";
import { watchRevoked } from "../shared/watch-revoked.js";

/**
 * Shows what was written to the account of who is logged in.
 * @param {string} participantId
 * @returns {Promise<boolean>} whether there is something for this account
 */
export async function showConversation(participantId) {
  const loaded = await load(participantId);
  if (!(loaded instanceof Conversation)) {
    return loaded;
  }

  const conversation = loaded;
  const mailbox = conversation.participants.find(({ kind }) => kind === "mailbox")?.name ?? "";
  const pane = new ConversationPane(conversation, {
    name: conversation.nameOf(participantId),
    sentWords: { key: "compose.sent.visitor", values: { mailbox } },
  });
  const over = new AbortController();
  warnBeforeLeaving(() => pane.isDirty, over.signal);
  watchRevoked(pane, (error) => {
    if (showRevoked(error)) {
      over.abort();
      pane.giveUp();
      document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    }
  }, over.signal);
  document.body.classList.add("is-reading");
  stage.replaceChildren(pane.element);
  pane.focus();
  await pane.goOn();
  return true;
}

/**
 * @param {string} participantId
 * @returns {Promise<Conversation | boolean>} false where there is nothing for this account, true where it had access
 */
async function load(participantId) {
  try {
    const conversation = new Conversation(participantId);
    await conversation.load();
    return conversation;
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") {
      return false;
    }

    if (error instanceof ProblemError && showRevoked(error)) {
      return true;
    }

    throw error;
  }
}

/** @param {ProblemError} error @returns {boolean} whether access was withdrawn, which the page says now */
function showRevoked({ code, problem: { revokedAt } }) {
  const isRevoked = code === "access-revoked" && revokedAt !== undefined;
  if (isRevoked) {
    const at = { date: String(revokedAt) };
    stage.replaceChildren(deadEnd("link-revoked", { at }, { key: "action.front-page", href: "/" }));
  }

  return isRevoked;
}
