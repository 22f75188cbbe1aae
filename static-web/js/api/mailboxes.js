import { call } from "./call.js";

/** @param {string} mailboxId */
export const openMailbox = (mailboxId) => call("POST mailboxes/{mailboxId}/open", { at: { mailboxId } });

/** @typedef {"inbox" | "archived" | "deleted"} View where conversations of a mailbox stand */

/** @param {string} mailboxId @param {View} view @param {string | null} cursor @param {boolean} isUnattended */
export const listConversations = (mailboxId, view, cursor = null, isUnattended = false) =>
  call("GET mailboxes/{mailboxId}/conversations", { at: { mailboxId }, query: { view }, cursor, isUnattended });

/** @param {string} mailboxId @param {string} conversationId */
export const beginConversation = (mailboxId, conversationId) =>
  call("POST mailboxes/{mailboxId}/conversations", { at: { mailboxId }, body: { conversationId } });

/** Which recipients log in with an account. @param {string} mailboxId @param {string[]} emails */
export const lookUpRecipients = (mailboxId, emails) =>
  call("POST mailboxes/{mailboxId}/recipients", { at: { mailboxId }, body: { emails } });
