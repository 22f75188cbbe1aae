import { call } from "./call.js";

/** @typedef {import("../crypto/notes.js").Sealed} Sealed */

/**
 * How the people of a mailbox handle a conversation, with their internal notes.
 * @param {string} participantId the mailbox's
 */
export const showHandling = (participantId) =>
  call("GET participants/{participantId}/handling", { at: { participantId } });

/**
 * @param {string} participantId the mailbox's
 * @param {string | null} accountId who gets it; null: nobody
 * @param {string | null} before whose it was when that was decided
 */
export const assignConversation = (participantId, accountId, before) =>
  call("POST participants/{participantId}/assigned", { at: { participantId }, body: { accountId, before } });

/**
 * @param {string} participantId the mailbox's
 * @param {string} until
 * @param {string | null} messageId the newest message that was seen; null: whatever came in meanwhile
 */
export const snoozeConversation = (participantId, until, messageId) =>
  call("POST participants/{participantId}/snoozed", { at: { participantId }, body: { until, messageId } });

/** @param {string} participantId the mailbox's @param {boolean} follows */
export const followConversation = (participantId, follows) =>
  call("POST participants/{participantId}/followed", { at: { participantId }, body: { follows } });

/** @param {string} participantId the mailbox's @param {string[]} add @param {string[]} remove */
export const labelConversation = (participantId, add, remove) =>
  call("POST participants/{participantId}/labels", { at: { participantId }, body: { add, remove } });

/** @param {string} participantId the mailbox's @param {import("./contract.d.ts").KeepInternalNoteRequest} note */
export const keepInternalNote = (participantId, note) =>
  call("POST participants/{participantId}/internal-notes", { at: { participantId }, body: note });

/** @param {string} participantId the mailbox's @param {string} noteId */
export const removeInternalNote = (participantId, noteId) =>
  call("DELETE participants/{participantId}/internal-notes/{noteId}", { at: { participantId, noteId } });

/** Who can use a mailbox. @param {string} mailboxId @param {boolean} isUnattended */
export const listColleagues = (mailboxId, isUnattended) =>
  call("GET mailboxes/{mailboxId}/colleagues", { at: { mailboxId }, isUnattended });

/** @param {string} mailboxId @param {boolean} isUnattended */
export const listLabels = (mailboxId, isUnattended) =>
  call("GET mailboxes/{mailboxId}/labels", { at: { mailboxId }, isUnattended });

/** @param {string} mailboxId @param {string} labelId @param {number} revision @param {Sealed} note */
export const keepLabel = (mailboxId, labelId, revision, note) =>
  call("POST mailboxes/{mailboxId}/labels/{labelId}", { at: { mailboxId, labelId }, body: { revision, note } });

/** @param {string} mailboxId @param {string} labelId */
export const removeLabel = (mailboxId, labelId) =>
  call("DELETE mailboxes/{mailboxId}/labels/{labelId}", { at: { mailboxId, labelId } });
