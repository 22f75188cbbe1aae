import { call } from "./call.js";

export const getOwnClient = () => call("GET client");

/** Of what a client is mailed (N48). @param {import("./contract.d.ts").ChooseNoticesRequest} notices */
export const chooseNotices = (notices) => call("POST client/notices", { body: notices });

export const listExtraAccounts = () => call("GET client/accounts");

/** The same again makes no second. @param {import("./contract.d.ts").AddExtraAccountRequest} account */
export const addExtraAccount = (account) => call("POST client/accounts", { body: account });

/** @param {string} accountId */
export const inviteExtraAccountAgain = (accountId) =>
  call("POST client/accounts/{accountId}/invitation", { at: { accountId } });

/** Ends it at once. @param {string} accountId */
export const deleteExtraAccount = (accountId) => call("DELETE client/accounts/{accountId}", { at: { accountId } });

/**
 * Whether an extra account sees a dossier, from this answer on.
 * @param {string} participantId the company in it, or the office
 * @param {string} accountId
 * @param {boolean} sees
 */
export const setPartAccount = (participantId, accountId, sees) =>
  call("POST participants/{participantId}/part/accounts/{accountId}", {
    at: { participantId, accountId },
    body: { sees },
  });
