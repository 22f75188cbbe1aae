import { call } from "./call.js";

/** @param {string} mailboxId @param {boolean} isUnattended */
export const listDrafts = (mailboxId, isUnattended = false) =>
  call("GET mailboxes/{mailboxId}/drafts", { at: { mailboxId }, isUnattended });

/** @param {string} mailboxId @param {string} draftId @param {import("./contract.d.ts").SaveDraftRequest} body */
export const saveDraft = (mailboxId, draftId, body) =>
  call("POST mailboxes/{mailboxId}/drafts/{draftId}", { at: { mailboxId, draftId }, body });

/** @param {string} mailboxId @param {string} draftId @param {number} revision as it was read */
export const deleteDraft = (mailboxId, draftId, revision) =>
  call("DELETE mailboxes/{mailboxId}/drafts/{draftId}", {
    at: { mailboxId, draftId }, query: { revision: String(revision) },
  });

/**
 * Takes back a message that waits to go.
 * @param {string} participantId the mailbox in the conversation
 * @param {string} messageId
 */
export const undoMessage = (participantId, messageId) =>
  call("DELETE participants/{participantId}/messages/{messageId}/waiting", { at: { participantId, messageId } });

/** Lets it go at once. @param {string} participantId @param {string} messageId */
export const sendMessageNow = (participantId, messageId) =>
  call("POST participants/{participantId}/messages/{messageId}/send-now", { at: { participantId, messageId } });
