import { call } from "./call.js";

/** @param {string} mailboxId @returns {Promise<{ sealKey: string, smsAvailable: boolean }>} */
export const openMailbox = (mailboxId) => call(`mailboxes/${mailboxId}/open`);

/**
 * @param {string} mailboxId
 * @param {string | null} cursor
 * @param {boolean} isUnattended
 * @returns {Promise<{ conversations: import("./contract.d.ts").ListedConversation[], next: string | null }>}
 */
export const listConversations = (mailboxId, cursor = null, isUnattended = false) =>
  call(`mailboxes/${mailboxId}/conversations${cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`}`, {
    method: "GET",
    isUnattended,
  });

/** @param {string} mailboxId @param {string} conversationId @returns {Promise<{ participantId: string }>} */
export const beginConversation = (mailboxId, conversationId) =>
  call(`mailboxes/${mailboxId}/conversations`, { body: { conversationId } });
