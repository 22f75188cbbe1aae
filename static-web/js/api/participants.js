import { call } from "./call.js";

/** @typedef {{ participantId: string, secret: string }} Link */

/** @param {Link} link */
export const look = ({ participantId, secret }) =>
  call("POST participants/{participantId}/look", { at: { participantId }, body: { secret } });

/** @param {Link} link */
export const askCode = ({ participantId, secret }) =>
  call("POST participants/{participantId}/code", { at: { participantId }, body: { secret } });

/** @param {Link} link @param {string} code */
export const unlock = ({ participantId, secret }, code) =>
  call("POST participants/{participantId}/unlock", { at: { participantId }, body: { secret, code } });

/** @param {Link} link @param {string} explanation */
export const tellWrongNumber = ({ participantId, secret }, explanation) =>
  call("POST participants/{participantId}/not-my-number", { at: { participantId }, body: { secret, explanation } });

export const leave = () => call("POST visitor/sign-out");

/** @param {string} participantId @param {string | null} before cursor */
export const openConversation = (participantId, before = null) =>
  call("POST participants/{participantId}/open", { at: { participantId }, body: { before } });

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
 * The key of a conversation, as it was handed to its mailbox, is another conversation's.
 * @param {string} participantId
 */
export const reportRefusedKey = (participantId) =>
  call("POST participants/{participantId}/key-refused", { at: { participantId } });
