import { call } from "./call.js";

/** @param {string} mailboxId */
export const openMailbox = (mailboxId) => call("POST mailboxes/{mailboxId}/open", { at: { mailboxId } });

/** @param {string} mailboxId @param {string | null} cursor @param {boolean} isUnattended */
export const listConversations = (mailboxId, cursor = null, isUnattended = false) =>
  call("GET mailboxes/{mailboxId}/conversations", { at: { mailboxId }, cursor, isUnattended });

/** @param {string} mailboxId @param {string} conversationId */
export const beginConversation = (mailboxId, conversationId) =>
  call("POST mailboxes/{mailboxId}/conversations", { at: { mailboxId }, body: { conversationId } });
