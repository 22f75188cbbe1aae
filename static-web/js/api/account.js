import { call } from "./call.js";

/** @typedef {import("./contract.d.ts").AccountDetails} AccountDetails */

/** @returns {Promise<AccountDetails>} */
export const getAccount = () => call("account", { method: "GET" });

/**
 * @param {Pick<AccountDetails, "name" | "language" | "notices">} details
 * @returns {Promise<AccountDetails>}
 */
export const saveDetails = ({ name, language, notices }) =>
  call("account/details", { body: { name, language, notices } });

/** @param {"sms" | "app" | "email"} method @returns {Promise<AccountDetails>} */
export const removeFactor = (method) => call(`account/factors/${method}`, { method: "DELETE" });

/** @param {string} passkeyId @returns {Promise<AccountDetails>} */
export const removePasskey = (passkeyId) =>
  call(`account/passkeys/${encodeURIComponent(passkeyId)}`, { method: "DELETE" });

/** @returns {Promise<{ recoveryCodes: string[] }>} */
export const makeRecoveryCodes = () => call("account/recovery-codes");

/** Whether a recovery code was written down well; it is not used up. @param {string} code */
export const tryRecoveryCode = (code) => call("account/recovery-codes/try", { body: { code } });

/** @param {string} sessionId @returns {Promise<AccountDetails>} */
export const endSession = (sessionId) =>
  call(`account/sessions/${encodeURIComponent(sessionId)}`, { method: "DELETE" });

/** @returns {Promise<AccountDetails>} */
export const endOtherSessions = () => call("account/sessions/end-others");

/**
 * @typedef {import("./contract.d.ts").FactorMethod} FactorMethod
 * @typedef {import("./contract.d.ts").EnrolmentStep} EnrolmentStep
 * @typedef {import("./contract.d.ts").ActivatedFactor} ActivatedFactor
 */

/** The code that the service desk said after a reset. @param {string} code */
export const proveReset = (code) => call("account/reset-code", { body: { code } });

/** @returns {Promise<{ secret: string, uri: string, qr: string, expiresAt: string }>} */
export const beginApp = () => call("account/factors/app");

/** Also changes the number. @param {string} phone @returns {Promise<EnrolmentStep>} */
export const beginSms = (phone) => call("account/factors/sms", { body: { phone } });

/** @returns {Promise<EnrolmentStep>} */
export const beginEmail = () => call("account/factors/email");

/** Sends the same code again. @param {FactorMethod} method @returns {Promise<EnrolmentStep>} */
export const sendFactorCode = (method) => call(`account/factors/${method}/code`);

/**
 * @param {FactorMethod} method
 * @param {string} code
 * @param {boolean} endOthers whether to sign out everywhere else
 * @returns {Promise<ActivatedFactor>}
 */
export const verifyFactor = (method, code, endOthers) =>
  call(`account/factors/${method}/verify`, { body: { code, endOthers } });

/** @returns {Promise<{ options: PublicKeyCredentialCreationOptionsJSON }>} */
export const beginPasskey = () => call("account/passkeys/options");

/**
 * @param {string} name
 * @param {object} credential
 * @param {boolean} endOthers whether to sign out everywhere else
 * @returns {Promise<ActivatedFactor>}
 */
export const addPasskey = (name, credential, endOthers) =>
  call("account/passkeys", { body: { name, credential, endOthers } });
