import { call } from "./call.js";

/** @param {string} mailboxId */
export const openMailbox = (mailboxId) => call("POST mailboxes/{mailboxId}/open", { at: { mailboxId } });

/** @typedef {"inbox" | "archived" | "deleted" | "snoozed"} View where conversations of a mailbox stand */

/** How much is unread in each mailbox; the page asks by itself. */
export const countUnread = () => call("GET account/unread", { isUnattended: true });

/** @typedef {{ filter: string, label: string }} Wanted words with commas between, and a label's id; "": all */

/**
 * @param {string} mailboxId
 * @param {View} view
 * @param {string | null} cursor
 * @param {boolean} isUnattended
 * @param {Wanted} wanted which of them
 */
export const listConversations = (
  mailboxId, view, cursor = null, isUnattended = false, { filter, label } = { filter: "", label: "" },
) => {
  const asked = { at: { mailboxId }, cursor, isUnattended };
  return call("GET mailboxes/{mailboxId}/conversations", filter === "" && label === ""
    ? { ...asked, query: { view } } : { ...asked, query: { view, filter, label } });
};

/** @param {string} mailboxId @param {string} conversationId */
export const beginConversation = (mailboxId, conversationId) =>
  call("POST mailboxes/{mailboxId}/conversations", { at: { mailboxId }, body: { conversationId } });

/** Which recipients log in with an account. @param {string} mailboxId @param {string[]} emails */
export const lookUpRecipients = (mailboxId, emails) =>
  call("POST mailboxes/{mailboxId}/recipients", { at: { mailboxId }, body: { emails } });
