import { call } from "./call.js";

/** The forms of a mailbox: for its staff alone. */

/** @param {string} mailboxId @param {boolean} isUnattended */
export const listForms = (mailboxId, isUnattended = false) =>
  call("GET mailboxes/{mailboxId}/forms", { at: { mailboxId }, isUnattended });

/**
 * The same again makes no second.
 * @param {string} mailboxId
 * @param {import("./contract.d.ts").MakeFormRequest} form
 */
export const makeForm = (mailboxId, form) =>
  call("POST mailboxes/{mailboxId}/forms", { at: { mailboxId }, body: form });

/** With its draft and its versions. @param {string} mailboxId @param {string} formId */
export const openForm = (mailboxId, formId) =>
  call("GET mailboxes/{mailboxId}/forms/{formId}", { at: { mailboxId, formId } });

/**
 * Refused when the draft is not the one any more that was changed.
 * @param {string} mailboxId
 * @param {string} formId
 * @param {import("./contract.d.ts").ChangeFormRequest} draft
 */
export const changeForm = (mailboxId, formId, draft) =>
  call("POST mailboxes/{mailboxId}/forms/{formId}/draft", { at: { mailboxId, formId }, body: draft });

/**
 * The draft as it stands is the next version.
 * @param {string} mailboxId
 * @param {string} formId
 * @param {number} revision
 */
export const publishForm = (mailboxId, formId, revision) =>
  call("POST mailboxes/{mailboxId}/forms/{formId}/versions", { at: { mailboxId, formId }, body: { revision } });

/** @param {string} mailboxId @param {string} formId @param {number} version */
export const openFormVersion = (mailboxId, formId, version) =>
  call("GET mailboxes/{mailboxId}/forms/{formId}/versions/{version}",
    { at: { mailboxId, formId, version: String(version) } });

/** @param {string} mailboxId @param {string} formId @param {boolean} isArchived */
export const archiveForm = (mailboxId, formId, isArchived) =>
  call("POST mailboxes/{mailboxId}/forms/{formId}/archived", { at: { mailboxId, formId }, body: { isArchived } });
