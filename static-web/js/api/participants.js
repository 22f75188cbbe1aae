import { call } from "./call.js";

/** @typedef {{ participantId: string, secret: string }} Link */

/** @param {Link} link */
export const look = ({ participantId, secret }) =>
  call("POST participants/{participantId}/look", { at: { participantId }, body: { secret } });

/** @param {Link} link */
export const askCode = ({ participantId, secret }) =>
  call("POST participants/{participantId}/code", { at: { participantId }, body: { secret } });

/** @param {Link} link @param {string} code @param {boolean} remember whether this browser is to be remembered */
export const unlock = ({ participantId, secret }, code, remember) =>
  call("POST participants/{participantId}/unlock", { at: { participantId }, body: { secret, code, remember } });

/** @param {Link} link @param {string} explanation */
export const tellWrongNumber = ({ participantId, secret }, explanation) =>
  call("POST participants/{participantId}/not-my-number", { at: { participantId }, body: { secret, explanation } });

export const leave = () => call("POST visitor/sign-out");

/** @param {string} participantId @param {string | null} before cursor */
export const openConversation = (participantId, before = null) =>
  call("POST participants/{participantId}/open", { at: { participantId }, body: { before } });

/**
 * Staff have a conversation count as read; nothing of it is handed out.
 * @param {string} participantId the mailbox's
 * @param {string} messageId the newest message that was seen
 */
export const markRead = (participantId, messageId) =>
  call("POST participants/{participantId}/read", { at: { participantId }, body: { messageId } });

/** @param {string} participantId @param {import("./contract.d.ts").SendMessageRequest} message */
export const sendMessage = (participantId, message) =>
  call("POST participants/{participantId}/messages", { at: { participantId }, body: message });

export const getSealingKey = () => call("GET sealing-key");

/**
 * Staff have somebody mailed another link; the old one ends.
 * @param {string} mailbox the mailbox's participant
 * @param {string} personId
 */
export const renewLink = (mailbox, personId) =>
  call("POST participants/{participantId}/new-link", { at: { participantId: mailbox }, body: { personId } });

/**
 * Staff give the number of somebody who lacks one or says that it is wrong; they are mailed then.
 * @param {string} mailbox the mailbox's participant
 * @param {string} personId
 * @param {string} phone as it was typed
 */
export const givePhone = (mailbox, personId, phone) =>
  call("POST participants/{participantId}/people/{personId}/phone", {
    at: { participantId: mailbox, personId }, body: { phone },
  });

/**
 * Staff give another address for somebody whom mail does not reach; they are mailed there.
 * @param {string} mailbox the mailbox's participant
 * @param {string} personId
 * @param {string} email
 */
export const correctAddress = (mailbox, personId, email) =>
  call("POST participants/{participantId}/people/{personId}/address", {
    at: { participantId: mailbox, personId }, body: { email },
  });

/**
 * Staff give somebody another agreed password; what the old one opened ends.
 * @param {string} mailbox the mailbox's participant
 * @param {string} personId
 * @param {string} password
 */
export const givePassword = (mailbox, personId, password) =>
  call("POST participants/{participantId}/people/{personId}/password", {
    at: { participantId: mailbox, personId }, body: { password },
  });

/**
 * Staff put a conversation into the archive, among what is deleted, or back into the inbox.
 * @param {string} mailbox the mailbox's participant
 * @param {import("./contract.d.ts").Filing} filing
 * @param {string | null} messageId the newest message that was seen; null: whatever came in meanwhile
 */
export const fileConversation = (mailbox, filing, messageId) =>
  call("POST participants/{participantId}/filing", { at: { participantId: mailbox }, body: { filing, messageId } });

/**
 * Staff extend or shorten until when a message can be read.
 * @param {string} mailbox the mailbox's participant
 * @param {string} messageId
 * @param {string | null} expiresAt null: it stays
 */
export const changeExpiry = (mailbox, messageId, expiresAt) => call(
  "POST participants/{participantId}/messages/{messageId}/expiry",
  { at: { participantId: mailbox, messageId }, body: { expiresAt } },
);

/**
 * Staff revoke a message for everybody.
 * @param {string} mailbox the mailbox's participant
 * @param {string} messageId
 * @param {import("../crypto/notes.js").Sealed | null} fileNames what its files were called, for the mailbox alone
 */
export const revokeMessage = (mailbox, messageId, fileNames) => call(
  "POST participants/{participantId}/messages/{messageId}/revoke",
  { at: { participantId: mailbox, messageId }, body: { fileNames } },
);

/**
 * Staff withdraw somebody's access.
 * @param {string} mailbox the mailbox's participant
 * @param {string} personId
 */
export const revokeAccess = (mailbox, personId) =>
  call("POST participants/{participantId}/people/{personId}/revoke", { at: { participantId: mailbox, personId } });

/**
 * When something of a conversation was last revoked. The page asks by itself: it keeps no session alive, and asks
 * nobody to unlock again.
 * @param {string} participantId
 */
export const lookForRevoked = (participantId) => call(
  "GET participants/{participantId}/revoked", { at: { participantId }, canRenew: false, isUnattended: true },
);

/**
 * Staff have somebody told once more that something waits.
 * @param {string} mailbox the mailbox's participant
 * @param {string} personId
 */
export const remindPerson = (mailbox, personId) =>
  call("POST participants/{participantId}/people/{personId}/remind", { at: { participantId: mailbox, personId } });

/**
 * The key of a conversation, as it was handed to its mailbox, is another conversation's.
 * @param {string} participantId
 */
export const reportRefusedKey = (participantId) =>
  call("POST participants/{participantId}/key-refused", { at: { participantId } });
