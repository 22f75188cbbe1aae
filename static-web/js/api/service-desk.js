import { call } from "./call.js";

/**
 * @param {string} words part of a name or an address; empty for all
 * @param {string | null} cursor
 */
export const listAccounts = (words, cursor) => call("POST account-search", { body: { words, cursor } });

/** @param {string} accountId */
export const getShownAccount = (accountId) => call("GET accounts/{accountId}", { at: { accountId } });

/** @param {import("./contract.d.ts").InviteAccountRequest} invited */
export const inviteAccount = (invited) => call("POST accounts", { body: invited });

/** @param {string} accountId */
export const inviteAgain = (accountId) => call("POST accounts/{accountId}/invitation", { at: { accountId } });

/** @param {string} accountId @param {string} reason */
export const resetFactor = (accountId, reason) =>
  call("POST accounts/{accountId}/factor-reset", { at: { accountId }, body: { reason } });

/** @param {string} accountId */
export const endAllSessions = (accountId) => call("POST accounts/{accountId}/end-sessions", { at: { accountId } });

/** The code that is said by phone after a reset. @param {string} accountId */
export const showResetCode = (accountId) => call("POST accounts/{accountId}/reset-code", { at: { accountId } });

/** @param {string} accountId */
export const suspendAccount = (accountId) => call("POST accounts/{accountId}/suspend", { at: { accountId } });

/** @param {string} accountId */
export const resumeAccount = (accountId) => call("POST accounts/{accountId}/resume", { at: { accountId } });

/** @param {string} accountId */
export const endAccount = (accountId) => call("POST accounts/{accountId}/end", { at: { accountId } });

/** Asks the role service desk for an account. @param {string} accountId */
export const askForServiceDesk = (accountId) => call("POST accounts/{accountId}/service-desk", { at: { accountId } });

/** @param {string} accountId */
export const takeServiceDesk = (accountId) => call("DELETE accounts/{accountId}/service-desk", { at: { accountId } });

export const getSignInPolicy = () => call("GET sign-in-policy");

/** @param {import("./contract.d.ts").SetSignInPolicyRequest} policy */
export const saveSignInPolicy = (policy) => call("POST sign-in-policy", { body: policy });

/**
 * The statuses and templates of dossiers, all at once.
 * @param {import("./contract.d.ts").SetDossierSettingsRequest} to
 */
export const saveDossierSettings = (to) => call("POST dossier-settings", { body: to });
