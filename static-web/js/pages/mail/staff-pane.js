import { ProblemError } from "../../api/call.js";
import { sendMessageNow } from "../../api/drafts.js";
import { remindPerson, renewLink } from "../../api/participants.js";
import { describeAdded, describeRaised } from "../../components/described-people.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { filingTools } from "../../components/filing-tools.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { inputText } from "../../components/problem-text.js";
import { RaisePanel } from "../../components/raise-panel.js";
import { receiptsOf } from "../../components/receipts.js";
import { Adding } from "./adding.js";
import { askExpiry, keptWith, newExpiry } from "./expiry.js";
import { Brake } from "../shared/brake.js";
import { ConversationPane } from "../shared/conversation-pane.js";
import { hasUnsaved, openAnswer } from "./drafting.js";
import { reaching } from "./reaching.js";
import { revokingItems } from "./revoking.js";
import { togetherTools } from "./together-tools.js";
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
 * @param {() => unknown} acts.changed says that something was sent, or has gone
 * @param {(draftId: string, caret: number) => unknown} acts.sent an answer was sent that can be taken back
 * @param {() => import("../../spaces/drafts.js").OpenedDraft | null} acts.draft the one that is gone on with
 * @param {(waiting: import("../../spaces/conversation.js").Waiting) => Promise<unknown>} acts.undo takes a message back
 * @param {(filed: Filed) => unknown} acts.file puts it elsewhere
 * @param {boolean} isNamed whether the address names the draft
 */
export function staffPane(mailbox, conversation, { changed, sent, draft, undo, file }, isNamed) {
  const { participantId } = conversation;
  const put = (/** @type {Filed["filing"]} */ filing, /** @type {{ until?: string }} */ more = {}) =>
    file({ ...asFiled(mailbox, conversation), filing, ...more });
  /** Who comes in with the answer that is being written. @type {Adding | null} */
  let added = null;
  const pane = new ConversationPane(conversation, {
    name: mailbox.name,
    sentWords: { key: "compose.sent.staff" },
    sent: (draftId, caret) => {
      void added?.keep();
      draftId === null || sent(draftId, caret);
      void pane.refresh();
      changed();
    },
    gone: changed,
    keep: () => openAnswer(mailbox, participantId, draft(), isNamed),
    hasDraft: async () => draft() !== null || (!isNamed && (await hasUnsaved(mailbox, participantId))),
    brake: (refresh) => new Brake(conversation, refresh),
    undo,
    sendNow: ({ messageId }) => sendMessageNow(participantId, messageId),
    above: () => {
      added = new Adding(mailbox, conversation.participants);
      return aboveAnswer(mailbox, conversation, added);
    },
    words: async () => (await fetchWords()).makeWords(),
    renewLink: (personId) => askNewLink(conversation, personId),
    ...reaching(conversation, changed),
    receipts: receiptsOf,
    changeExpiry: (message) => askExpiry(conversation.participantId, message),
    remind: (personId) => remind(conversation, personId),
    tools: togetherTools(filingTools(put), mailbox, conversation, changed, (until) => put("snoozed", { until })),
    menuOf: revokingItems(mailbox, conversation, changed),
  });
  return Object.assign(pane, {
    put: (/** @type {Filed["filing"]} */ filing) => conversation.filing === filing || put(filing),
  });
}

/**
 * A conversation as it stands, before it is put elsewhere.
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {Conversation} conversation
 */
function asFiled(mailbox, { participantId, entries, subject, filing }) {
  const { snoozedUntil = null } = mailbox.rows.find((row) => row.participantId === participantId) ?? {};
  return { participantId, messageId: entries.at(-1)?.messageId ?? "", subject, before: filing ?? "none", snoozedUntil };
}

/**
 * What stands above an answer: from whom it is and to whom, who is added, who proves more from now on, until when it
 * can be read.
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {Adding} added
 * @returns {import("../shared/pane-options.d.ts").Above}
 */
function aboveAnswer(mailbox, conversation, added) {
  const panel = new RaisePanel(mailbox, conversation.participants);
  const expiry = newExpiry(mailbox);
  const others = conversation.participants.filter((one) =>
    one.participantId !== conversation.participantId && one.revokedAt === null);
  const kept = keptWith(expiry, panel, (written) => describeRaised(written, (id) => conversation.nameOf(id)));
  return {
    element: el("div", { class: "above" }, envelope(mailbox.name, conversation, others), added.element, panel.element,
      expiry.element),
    warnings: added.warnings,
    get isDirty() {
      return added.isDirty || panel.isDirty || expiry.isDirty;
    },
    get written() {
      return { ...kept.written, added: added.written };
    },
    putBack(written) {
      kept.putBack(written);
      added.putBack(Object(written).added);
    },
    describe: (written) => [...kept.describe(written), ...describeAdded(Object(written).added)],
    read() {
      const raise = expiry.check() ? panel.read() : null;
      const people = raise && added.read();
      return raise && people && { recipients: [], raise, added: people, expiresAt: expiry.expiresAt };
    },
    refuse: (error) => refuseRaise(error, panel)
      || (error instanceof ProblemError && [added, expiry].some((one) => one.refuse(error.problem.errors ?? {}))),
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
async function remind(conversation, personId) {
  await remindPerson(conversation.participantId, personId);
  return notice("success", "keeping.reminded", { name: conversation.nameOf(personId) });
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

/** @param {unknown} error @param {RaisePanel} raise */
function refuseRaise(error, raise) {
  if (error instanceof ProblemError && error.code === "raise-needed") {
    return raise.need(error.problem.people ?? []);
  }

  const paths = error instanceof ProblemError ? Object.entries(error.problem.errors ?? {}) : [];
  const [path = "", codes] = paths.find(([one]) => one.startsWith("raise")) ?? [];
  const [, index = "0", named] = /^raise\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
  if (codes !== undefined) {
    raise.refuse(Number(index), members.find((one) => one === named) ?? "method", inputText(codes[0]));
  }

  return codes !== undefined;
}
