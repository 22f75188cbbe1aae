import { call } from "./call.js";

/**
 * @typedef {import("./contract.d.ts").ListedAccount} ListedAccount
 * @typedef {import("./contract.d.ts").ShownAccount} ShownAccount
 * @typedef {import("./contract.d.ts").SignInPolicy} SignInPolicy
 */

/**
 * @param {string} words part of a name or an address; empty for all
 * @param {string | null} cursor
 * @returns {Promise<{ accounts: ListedAccount[], next: string | null }>}
 */
export const listAccounts = (words, cursor) => call("account-search", { body: { words, cursor } });

/** @param {string} accountId @returns {Promise<ShownAccount>} */
export const getShownAccount = (accountId) => call(`accounts/${accountId}`, { method: "GET" });

/**
 * @param {{ accountId: string, email: string, roles: string[], mailboxIds: string[], language: "nl" | "en" }} invited
 * @returns {Promise<ShownAccount>}
 */
export const inviteAccount = (invited) => call("accounts", { body: invited });

/** @param {string} accountId */
export const inviteAgain = (accountId) => call(`accounts/${accountId}/invitation`);

/** @param {string} accountId @param {string} reason @returns {Promise<ShownAccount>} */
export const resetFactor = (accountId, reason) => call(`accounts/${accountId}/factor-reset`, { body: { reason } });

/** @param {string} accountId @returns {Promise<ShownAccount>} */
export const endAllSessions = (accountId) => call(`accounts/${accountId}/end-sessions`);

/**
 * The code that is said by phone after a reset.
 * @param {string} accountId
 * @returns {Promise<{ code: string, expiresAt: string }>}
 */
export const showResetCode = (accountId) => call(`accounts/${accountId}/reset-code`);

/** @param {string} accountId @returns {Promise<ShownAccount>} */
export const suspendAccount = (accountId) => call(`accounts/${accountId}/suspend`);

/** @param {string} accountId @returns {Promise<ShownAccount>} */
export const resumeAccount = (accountId) => call(`accounts/${accountId}/resume`);

/** @param {string} accountId @returns {Promise<ShownAccount>} */
export const endAccount = (accountId) => call(`accounts/${accountId}/end`);

/** Asks the role service desk for an account. @param {string} accountId @returns {Promise<ShownAccount>} */
export const askForServiceDesk = (accountId) => call(`accounts/${accountId}/service-desk`);

/** @param {string} accountId @returns {Promise<ShownAccount>} */
export const takeServiceDesk = (accountId) => call(`accounts/${accountId}/service-desk`, { method: "DELETE" });

/** @returns {Promise<SignInPolicy & { mailboxes: { mailboxId: string, name: string }[] }>} */
export const getSignInPolicy = () => call("sign-in-policy", { method: "GET" });

/** @param {SignInPolicy} policy @returns {Promise<SignInPolicy>} */
export const saveSignInPolicy = (policy) => call("sign-in-policy", { body: policy });
