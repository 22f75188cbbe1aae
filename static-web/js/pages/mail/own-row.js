/**
 * The row of a conversation that was begun here, as the service is going to list it.
 * @param {import("../../spaces/conversation.js").Conversation} conversation
 * @param {import("../../spaces/conversation.js").OpenedMessage} message its first one
 * @param {import("../../api/contract.d.ts").RecipientRequest[]} recipients
 */
export function ownRow({ spaceId: conversationId, participantId, subject }, { messageId, at, files }, recipients) {
  return {
    kind: /** @type {const} */ ("conversation"),
    conversationId,
    participantId,
    people: recipients.map(({ name, email }) => name ?? email),
    subject,
    author: participantId,
    dossier: null,
    messageId,
    at,
    files: files.length,
    unread: false,
    noticeFailed: false,
    notMyNumber: false,
    held: recipients.some(({ method, phone }) => method === "sms" && phone === null),
    endsAt: null,
    revoked: false,
    readers: 0,
    assigned: null,
    labels: [],
    snoozedUntil: null,
    wokeAt: null,
    awaited: recipients.filter(({ isCc }) => !isCc).length,
  };
}

/**
 * What the row says once somebody has no access any more, as the service is going to list it.
 * @param {import("../../spaces/conversation.js").Conversation} conversation
 * @param {string} withdrawn who
 */
export function rowWithout({ participantId, participants, entries }, withdrawn) {
  const everybody = participants.filter(({ kind }) => kind === "person");
  const left = everybody.filter((one) => one.revokedAt === null && one.participantId !== withdrawn);
  const last = entries.at(-1);
  const awaited = last?.author !== participantId ? []
    : left.filter(({ isCc, seesFrom }) => !isCc && (seesFrom === null || seesFrom <= last.at));
  const readers = awaited.filter((one) => last?.receipts.some((receipt) =>
    receipt.participantId === one.participantId && receipt.openedAt !== null));
  return {
    people: (left.length > 0 ? left : everybody).map(({ name, email }) => name ?? email ?? ""),
    noticeFailed: left.some(({ notReached }) => notReached !== null),
    notMyNumber: left.some(({ notMyNumber }) => notMyNumber !== null),
    held: left.some(({ held }) => held),
    readers: readers.length,
    awaited: awaited.length,
  };
}
