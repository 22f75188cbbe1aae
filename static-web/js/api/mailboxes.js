import { call } from "./call.js";

/** @param {string} mailboxId @returns {Promise<{ sealKey: string }>} */
export const openMailbox = (mailboxId) => call(`mailboxes/${mailboxId}/open`);

/**
 * @param {string} mailboxId
 * @param {string | null} cursor
 * @returns {Promise<{ conversations: import("./contract.d.ts").ListedConversation[], next: string | null }>}
 */
export const listConversations = (mailboxId, cursor = null) =>
  call(`mailboxes/${mailboxId}/conversations${cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`}`, {
    method: "GET",
  });

/** @param {string} mailboxId @param {string} conversationId @returns {Promise<{ participantId: string }>} */
export const beginConversation = (mailboxId, conversationId) =>
  call(`mailboxes/${mailboxId}/conversations`, { body: { conversationId } });
