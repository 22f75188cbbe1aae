import { call } from "./call.js";

export const getOwnGuest = () => call("GET guests/me");

/** What must be accepted first, in that order. */
export const readOwedDocuments = () => call("GET guests/me/documents");

/** @param {import("./contract.d.ts").AcceptGuestDocumentRequest} accepted */
export const acceptDocument = (accepted) => call("POST guests/me/accept", { body: accepted });

export const keepAccess = () => call("POST guests/me/keep");

/** Mails a code to the former and to the new address. @param {string} email */
export const beginAddress = (email) => call("POST guests/me/address", { body: { email } });

/** @param {string} formerCode @param {string} newCode */
export const confirmAddress = (formerCode, newCode) =>
  call("POST guests/me/address/confirm", { body: { formerCode, newCode } });
