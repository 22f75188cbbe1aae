/**
 * @typedef {import("./conversation.js").Conversation} Conversation
 * @typedef {import("./conversation.js").OpenedMessage} OpenedMessage
 * @typedef {{ key: TextKey, values: import("../text/text.js").Values }} Line
 * @typedef {{ name: string, lines: Line[] }} Person
 * @typedef {import("../api/contract.d.ts").ReceiptItem} Receipt
 */

/** @param {TextKey} key @param {import("../text/text.js").Values} [values] @returns {Line} */
const line = (key, values = {}) => ({ key, values });

/**
 * Who had what of a message (X11), as words: of the message, of each recipient who may see it, and what nobody can
 * know.
 * @param {Conversation} conversation
 * @param {OpenedMessage} message
 * @param {readonly { id: string, name: string }[]} files what its files are called
 * @returns {{ facts: Line[], people: Person[], unknown: Line[] }}
 */
export function exposureOf(conversation, message, files) {
  const { at, author, by, subject, revokedAt, revokedBy, expired, expiresAt, receipts } = message;
  const people = conversation.participants
    .filter(({ kind, participantId }) => kind === "person" && participantId !== author);
  return {
    facts: [
      ...(subject === "" ? [] : [line("seen.subject", { subject })]),
      by === null
        ? line("seen.sent", { at: { date: at }, name: conversation.nameOf(author) })
        : line("seen.sent-for", { at: { date: at }, by, name: conversation.nameOf(author) }),
      ...(revokedAt === null ? [] : [line("seen.revoked", { at: { date: revokedAt }, name: revokedBy ?? "" })]),
      ...(expired && expiresAt !== null ? [line("seen.expired", { at: { date: expiresAt } })] : []),
    ],
    people: receipts.flatMap((receipt) => people
      .filter(({ participantId }) => participantId === receipt.participantId)
      .map((person) => ({
        name: person.name !== null && person.email !== null && person.name !== person.email
          ? `${person.name} (${person.email})` : conversation.nameOf(person.participantId),
        lines: linesOf(person, receipt, files),
      }))),
    unknown: [line("seen.unknown.saved"), line("seen.unknown.looked")],
  };
}

/** @param {TextKey} key @param {string | null} at @param {import("../text/text.js").Values} [values] */
const step = (key, at, values = {}) => (at === null ? [] : [line(key, { at: { date: at }, ...values })]);

/**
 * @param {Conversation["participants"][number]} person
 * @param {Receipt} receipt
 * @param {readonly { id: string, name: string }[]} files
 */
function linesOf({ revokedAt }, receipt, files) {
  const { notifiedAt, deliveredAt, failed, textedAt, visitedAt, openedAt, method, files: had } = receipt;
  const opened = step("received.opened", openedAt, method === null ? {} : { by: { text: `received.by.${method}` } });
  return [
    ...step("received.notified", notifiedAt),
    ...step("received.delivered", deliveredAt),
    ...(failed === null ? [] : step(`received.failed.${failed.why}`, failed.at)),
    ...step("received.texted", textedAt),
    ...step("received.visited", visitedAt),
    ...(opened.length === 0 ? [line("seen.not-opened")] : opened),
    ...had.flatMap(({ fileId, at, method: proof }) => step("received.file", at, {
      name: files.find(({ id }) => id === fileId)?.name ?? { text: "seen.file.unnamed" },
      by: { text: `received.by.${proof}` },
    })),
    ...files.filter(({ id }) => !had.some(({ fileId }) => fileId === id))
      .map(({ name }) => line("seen.file.not", { name })),
    ...step("seen.withdrawn", revokedAt),
  ];
}
