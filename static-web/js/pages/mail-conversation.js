import { ProblemError } from "../api/call.js";
import { beginConversation } from "../api/mailboxes.js";
import "../components/conversation-view.js";
import { el } from "../components/dom.js";
import { notice } from "../components/notice.js";
import { problemText } from "../components/problem-text.js";
import { raisePanel } from "../components/raise-panel.js";
import "../components/recipients.js";
import { Conversation } from "../conversations/conversation.js";
import { randomId } from "../crypto/base64.js";
import { makeSealKey } from "../crypto/seal-keys.js";
import { answerTo, downloadsOf, startWriting } from "./writing.js";

/**
 * @typedef {import("../components/composer.js").Composer} Composer
 * @typedef {import("../components/conversation-view.js").ConversationView} ConversationView
 * @typedef {import("../components/recipients.js").Recipients} Recipients
 * @typedef {import("../conversations/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../api/contract.d.ts").Recipient} Recipient
 * @typedef {{ element: HTMLElement, isDirty: () => boolean, focus: () => void, answer: () => void,
 *   refresh: () => Promise<unknown>, sent: () => Promise<unknown> }} Pane `sent`: says that a message was sent
 */

/**
 * A conversation of a mailbox in the right-hand pane, with its answer.
 * @param {Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {() => unknown} sent
 * @returns {Pane}
 */
export function conversationPane(mailbox, conversation, sent) {
  /** @type {Composer | null} */
  let composer = null;
  const view = /** @type {ConversationView} */ (document.createElement("zegel-conversation"));
  const refresh = async () => {
    await conversation.load();
    view.conversation = conversation;
  };
  const close = () => {
    composer = null;
    view.writing = null;
  };
  const tellSent = async () => {
    view.conversation = conversation;
    view.tell(notice("success", "compose.sent.staff"));
    // Only to learn what the service made of it; the message itself already stands there.
    await refresh().catch((error) => tellProblem(view, error));
  };
  const answer = () => {
    if (composer === null) {
      const raise = raisePanel(conversation.participants);
      composer = startWriting({
        conversation,
        name: mailbox.name,
        subject: answerTo(conversation.subject),
        read: () => {
          const raised = raise.read();
          return raised === null ? null : { recipients: [], raise: raised };
        },
        refuse: (error) => refuseRaise(error, raise),
        sent: () => {
          close();
          sent();
          void tellSent();
        },
        discard: () => {
          close();
          view.focusAnswer();
        },
      });
      view.writing = composer;
      composer.putBefore(raise.element);
    }

    composer.focusFirst();
  };
  view.makeDownload = (reference) => downloadsOf(conversation)(reference);
  view.addEventListener("answer", answer);
  view.addEventListener("earlier", () => void conversation.loadEarlier().then(() => (view.conversation = conversation), (error) => tellProblem(view, error)));
  return { element: view, isDirty: () => composer?.isDirty ?? false, focus: () => view.focusTitle(), answer, refresh, sent: tellSent };
}

/**
 * A new conversation in the right-hand pane.
 * @param {Mailbox} mailbox
 * @param {{ sent: (conversation: Conversation, recipients: Recipient[]) => unknown, discard: () => unknown }} acts
 * @returns {Pane}
 */
export function newConversationPane(mailbox, { sent, discard }) {
  const conversationId = randomId();
  const conversation = new Conversation(conversationId, `${conversationId}00`, (wrapped) => mailbox.unwrap(wrapped));
  conversation.sealKey = makeSealKey();
  /** @type {Recipient[]} */
  let people = [];
  const recipients = /** @type {Recipients} */ (document.createElement("zegel-recipients"));
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
  const element = el("section", { class: "new-conversation" }, title, el("p", { class: "muted", text: "compose.everyone" }), composer);
  const isDirty = () => composer.isDirty || recipients.isDirty;
  const focus = () => {
    if (!recipients.isConnected) {
      composer.putBefore(recipients);
    }

    recipients.querySelector("input")?.focus();
  };
  return { element, isDirty, focus, answer: () => {}, refresh: async () => {}, sent: async () => {} };
}

/** @param {unknown} error @param {ReturnType<typeof raisePanel>} raise */
function refuseRaise(error, raise) {
  const paths = error instanceof ProblemError ? Object.entries(error.problem.errors ?? {}) : [];
  const [, codes] = paths.find(([path]) => path.startsWith("raise")) ?? [];
  if (codes !== undefined) {
    raise.refuse(`input.${codes[0]}`);
  }

  return codes !== undefined;
}

/** @param {ConversationView} view @param {unknown} error */
function tellProblem(view, error) {
  const { key, values } = problemText(error);
  view.tell(notice("error", key, values));
}
