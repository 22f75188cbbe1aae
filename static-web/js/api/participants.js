import { call } from "./call.js";

/**
 * @typedef {import("./contract.d.ts").LinkState} LinkState
 * @typedef {{ participantId: string, secret: string }} Link
 */

/** @param {Link} link @returns {Promise<LinkState>} */
export const look = ({ participantId, secret }) => call(`participants/${participantId}/look`, { body: { secret } });

/** @param {Link} link @returns {Promise<LinkState>} */
export const askCode = ({ participantId, secret }) => call(`participants/${participantId}/code`, { body: { secret } });

/** @param {Link} link @param {string} code */
export const unlock = ({ participantId, secret }, code) =>
  call(`participants/${participantId}/unlock`, { body: { secret, code } });

/** @param {Link} link @param {string} explanation */
export const tellWrongNumber = ({ participantId, secret }, explanation) =>
  call(`participants/${participantId}/not-my-number`, { body: { secret, explanation } });

export const leave = () => call("visitor/sign-out");

/**
 * @param {string} participantId
 * @param {string | null} before cursor
 * @returns {Promise<import("./contract.d.ts").OpenedConversation>}
 */
export const openConversation = (participantId, before = null) =>
  call(`participants/${participantId}/open`, { body: { before } });

/**
 * @param {string} participantId
 * @param {import("./contract.d.ts").MessageToSend} message
 * @returns {Promise<{ messageId: string, at: string, by: string | null }>}
 */
export const sendMessage = (participantId, message) =>
  call(`participants/${participantId}/messages`, { body: message });

/** @returns {Promise<{ version: string, jwk: { kty: string, n: string, e: string } }>} */
export const getSealingKey = () => call("sealing-key", { method: "GET" });

/**
 * Staff have somebody mailed another link; the old one ends.
 * @param {string} mailbox the mailbox's participant
 * @param {string} personId
 */
export const renewLink = (mailbox, personId) => call(`participants/${mailbox}/new-link`, { body: { personId } });

/**
 * The key of a conversation, as it was handed to its mailbox, is another conversation's.
 * @param {string} participantId
 */
export const reportRefusedKey = (participantId) => call(`participants/${participantId}/key-refused`);
