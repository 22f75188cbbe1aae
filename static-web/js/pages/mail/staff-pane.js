import { ProblemError } from "../../api/call.js";
import { renewLink } from "../../api/participants.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { inputText } from "../../components/problem-text.js";
import { raisePanel } from "../../components/raise-panel.js";
import { ConversationPane } from "../shared/conversation-pane.js";

/** @typedef {import("../../spaces/conversation.js").Conversation} Conversation */

/**
 * A conversation as staff have it: they can ask for codes by SMS from now on, and mail somebody another link.
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {() => unknown} changed says that an answer was sent
 */
export function staffPane({ name, smsAvailable }, conversation, changed) {
  const pane = new ConversationPane(conversation, {
    name,
    sentWords: { key: "compose.sent.staff" },
    sent: () => {
      void pane.refresh();
      changed();
    },
    above: () => {
      const panel = raisePanel(smsAvailable ? conversation.participants : []);
      return {
        element: panel.element,
        get isDirty() {
          return panel.isDirty;
        },
        read: () => panel.read(),
        refuse: (error) => refuseRaise(error, panel),
      };
    },
    renewLink: (personId) => askNewLink(conversation, personId),
  });
  return pane;
}

/** @param {Conversation} conversation @param {string} personId */
async function askNewLink(conversation, personId) {
  const values = { name: conversation.nameOf(personId) };
  const isDone = await confirmDialog({
    title: "new-link.title",
    values,
    body: [el("p", { text: "new-link.body", values })],
    confirm: "new-link.send",
    act: () => renewLink(conversation.participantId, personId),
  });
  return isDone ? notice("success", "new-link.sent", values) : null;
}

/** @param {unknown} error @param {ReturnType<typeof raisePanel>} raise */
function refuseRaise(error, raise) {
  const paths = error instanceof ProblemError ? Object.entries(error.problem.errors ?? {}) : [];
  const [path = "", codes] = paths.find(([one]) => one.startsWith("raise")) ?? [];
  if (codes !== undefined) {
    raise.refuse(Number(/\d+/.exec(path)?.[0] ?? 0), inputText(codes[0]));
  }

  return codes !== undefined;
}
