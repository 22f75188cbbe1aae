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
    awaited: recipients.filter(({ isCc }) => !isCc).length,
  };
}
