import { ProblemError } from "../../api/call.js";
import { revokeAccess, revokeMessage } from "../../api/participants.js";
import { choice, choices } from "../../components/choices.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { sealFileNames } from "../../spaces/file-names.js";
import { quoting } from "../../spaces/quotes.js";
import { seenAddress } from "./addresses.js";
import { rowWithout } from "./own-row.js";

/**
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../../spaces/conversation.js").OpenedMessage} OpenedMessage
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 */

/** Whether it was done could not be found out: storage was away, or the connection. */
class UnsureError extends Error {
  code = "revoke-unsure";
}

/**
 * What staff take back for good, behind the three dots of a message (Z27).
 * @param {Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {() => unknown} changed
 * @returns {import("../shared/pane-options.d.ts").Menu}
 */
export const revokingItems = (mailbox, conversation, changed) => (message) => {
  const isOwn = message.author === conversation.participantId;
  const people = conversation.participants.filter(({ kind, revokedAt }) => kind === "person" && revokedAt === null);
  const seen = {
    text: /** @type {const} */ ("seen.title"), icon: "eye", act: async () => {
      location.hash = seenAddress(conversation.participantId, message.messageId);
      return null;
    },
  };
  const revoke = {
    text: /** @type {const} */ ("revoking.message"), icon: "revoke", isDanger: true,
    act: () => askRevoke(mailbox, conversation, message, changed),
  };
  const withdraw = {
    text: /** @type {const} */ ("revoking.access"), icon: "person", isDanger: true,
    act: () => askWithdraw(mailbox, conversation, people, message.author, changed),
  };
  return [
    ...(isOwn ? [seen] : []),
    ...(isOwn && message.revokedAt === null && !message.expired ? [revoke] : []),
    ...(people.length > 0 ? [withdraw] : []),
  ];
};

/**
 * @param {Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {OpenedMessage} message
 * @param {() => unknown} changed
 */
async function askRevoke(mailbox, conversation, message, changed) {
  const { participantId } = conversation;
  const { messageId } = message;
  const quoted = quoting(message, conversation.entries);
  const lines = quoted.map(({ author, by, at }) => el("li", {
    text: "revoking.quote", values: { name: by ?? conversation.nameOf(author), at: { date: at } },
  }));
  const isDone = await confirmDialog({
    title: "revoking.message.title",
    body: [
      message.subject === "" ? null : el("p", {}, el("strong", { content: message.subject })),
      el("ul", { class: "consequences" },
        el("li", { text: "revoking.message.gone" }),
        el("li", { text: "revoking.message.seen" }),
        el("li", { text: "revoking.message.kept" }),
        el("li", { text: "revoking.final" })),
      ...(lines.length === 0 ? [] : [el("p", { text: "revoking.message.quoted" }), el("ul", {}, ...lines)]),
    ].filter((part) => part !== null),
    confirm: "revoking.confirm",
    isDanger: true,
    act: () => surely(conversation, () => conversation.entries.find((one) => one.messageId === messageId)?.revokedAt,
      async () => revokeMessage(participantId, messageId, await sealFileNames(mailbox, message))),
  });
  if (isDone) {
    mailbox.change(participantId, messageId, { revoked: true, subject: null, files: 0 });
    changed();
  }

  const link = el("a", { text: "seen.title", set: { href: `#${seenAddress(participantId, messageId)}` } });
  return isDone ? notice("success", "revoking.message.done", {}, link) : null;
}

/**
 * @param {Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {Conversation["participants"]} people who have access, one at least
 * @param {string} author of the message whose menu it was
 * @param {() => unknown} changed
 */
async function askWithdraw(mailbox, conversation, people, author, changed) {
  const first = people.length === 1 ? people[0] : people.find(({ participantId }) => participantId === author);
  const offered = people.map(({ participantId, name, email }) => ({
    participantId,
    ...choice({
      kind: "radio", group: "withdrawn", value: participantId, on: participantId === first?.participantId,
      name: name === null || name === email ? { content: email ?? "" }
        : { text: "revoking.person", values: { name, email: email ?? "" } },
    }),
  }));
  const of = choices("revoking.access.who", offered);
  const chosen = () => offered.find(({ control }) => control.checked)?.participantId ?? "";
  const isDone = await confirmDialog({
    title: "revoking.access.title",
    body: [
      of.element,
      el("ul", { class: "consequences" },
        el("li", { text: "revoking.access.gone" }),
        el("li", { text: "revoking.access.seen" }),
        el("li", { text: "revoking.access.others" }),
        el("li", { text: "revoking.access.kept" }),
        el("li", { text: "revoking.access.final" })),
    ],
    confirm: "revoking.confirm",
    isDanger: true,
    check: () => {
      of.refuse(chosen() === "" ? "revoking.access.choose" : null);
      return chosen() !== "";
    },
    act: () => surely(conversation,
      () => conversation.participants.find((one) => one.participantId === chosen())?.revokedAt,
      () => revokeAccess(conversation.participantId, chosen())),
  });
  return isDone ? withdrawn(mailbox, conversation, chosen(), changed) : null;
}

/** @param {Mailbox} mailbox @param {Conversation} conversation @param {string} person @param {() => unknown} changed */
function withdrawn(mailbox, conversation, person, changed) {
  const { participantId, entries } = conversation;
  mailbox.change(participantId, entries.at(-1)?.messageId ?? "", rowWithout(conversation, person));
  changed();
  return notice("success", "revoking.access.done", { name: conversation.nameOf(person) });
}

/**
 * Does it; when no answer came that says whether it was done, what is stored says so.
 * @param {Conversation} conversation
 * @param {() => string | null | undefined} isDone of what was read
 * @param {() => Promise<unknown>} act
 */
async function surely(conversation, isDone, act) {
  try {
    await act();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status < 500) {
      throw error;
    }

    await conversation.loadAll().catch(() => {
      throw new UnsureError("Whether it was revoked is not known.", { cause: error });
    });
    if (!isDone()) {
      throw error;
    }
  }
}
