import { ProblemError } from "../../api/call.js";
import { sendMessageNow } from "../../api/drafts.js";
import { givePhone, remindPerson, renewLink } from "../../api/participants.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { filingTools } from "../../components/filing-tools.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { inputText } from "../../components/problem-text.js";
import { raisePanel } from "../../components/raise-panel.js";
import { askExpiry, keptWith, newExpiry } from "./expiry.js";
import { ConversationPane } from "../shared/conversation-pane.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { hasUnsaved, openPlace } from "./drafting.js";
import { fetchWords } from "./words.js";

/**
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("./keeping.js").Filed} Filed
 */

const members = /** @type {const} */ (["method", "phone", "password"]);

/**
 * A conversation as staff have it: they can ask more of people from now on, mail somebody another link, give a number
 * that is missing or wrong, and put it elsewhere.
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {object} acts
 * @param {() => unknown} acts.changed says that an answer was sent
 * @param {(waiting: import("../../spaces/conversation.js").Waiting) => Promise<unknown>} acts.undo takes a message back
 * @param {(filed: Filed) => unknown} acts.file puts it elsewhere
 */
export function staffPane(mailbox, conversation, { changed, undo, file }) {
  const { participantId } = conversation;
  const put = (/** @type {Filed["filing"]} */ filing) => {
    const { entries, subject, filing: before } = conversation;
    file({ participantId, messageId: entries.at(-1)?.messageId ?? "", subject, before: before ?? "none", filing });
  };
  const pane = new ConversationPane(conversation, {
    name: mailbox.name,
    sentWords: { key: "compose.sent.staff" },
    sent: () => {
      void pane.refresh();
      changed();
    },
    gone: changed,
    keep: () => openPlace(mailbox, participantId, participantId, mailbox.drafts.in(participantId)),
    hasDraft: async () => mailbox.drafts.in(participantId) !== null || hasUnsaved(mailbox, participantId),
    undo,
    sendNow: ({ messageId }) => sendMessageNow(participantId, messageId),
    above: () => aboveAnswer(mailbox, conversation),
    words: async () => (await fetchWords()).makeWords(),
    renewLink: (personId) => askNewLink(conversation, personId),
    givePhone: (personId, phone, field) => refuseFields({ phone: field }, async () => {
      await givePhone(conversation.participantId, personId, phone);
      changed();
      return notice("success", "phone.given", { name: conversation.nameOf(personId) });
    }),
    changeExpiry: (message) => askExpiry(conversation.participantId, message),
    remind: async (personId) => {
      await remindPerson(conversation.participantId, personId);
      return notice("success", "keeping.reminded", { name: conversation.nameOf(personId) });
    },
    tools: filingTools(put),
  });
  return Object.assign(pane, { archive: () => conversation.filing === "archived" || put("archived") });
}

/**
 * What stands above an answer: from whom it is and to whom, who proves more from now on, until when it can be read.
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {Conversation} conversation
 * @returns {import("../shared/conversation-pane.js").Above}
 */
function aboveAnswer(mailbox, conversation) {
  const panel = raisePanel(mailbox, conversation.participants);
  const expiry = newExpiry(mailbox);
  const others = conversation.participants.filter((one) => one.participantId !== conversation.participantId);
  const kept = keptWith(expiry, panel);
  return {
    element: el("div", { class: "above" }, envelope(mailbox.name, conversation, others), panel.element,
      expiry.element),
    get isDirty() {
      return panel.isDirty || expiry.isDirty;
    },
    get written() {
      return kept.written;
    },
    putBack: (written) => kept.putBack(written),
    get expiresAt() {
      return expiry.expiresAt;
    },
    read: () => (expiry.check() ? panel.read() : null),
    refuse: (error) => refuseRaise(error, panel)
      || (error instanceof ProblemError && expiry.refuse(error.problem.errors ?? {})),
  };
}

/**
 * From whom an answer is, to whom, and who gets a copy.
 * @param {string} name
 * @param {Conversation} conversation
 * @param {Conversation["participants"]} others
 */
function envelope(name, conversation, others) {
  const namesOf = (/** @type {boolean} */ isCc) =>
    others.filter((one) => one.isCc === isCc).map((one) => conversation.nameOf(one.participantId));
  const copies = namesOf(true);
  return el("div", { class: "envelope" },
    el("p", { text: "envelope.from", values: { name } }),
    el("p", { text: "envelope.to", values: { names: namesOf(false) } }),
    copies.length === 0 ? null : el("p", { text: "conversation.copies", values: { names: copies } }));
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
  const [, index = "0", named] = /^raise\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
  if (codes !== undefined) {
    raise.refuse(Number(index), members.find((one) => one === named) ?? "method", inputText(codes[0]));
  }

  return codes !== undefined;
}
