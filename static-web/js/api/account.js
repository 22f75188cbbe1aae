import { call } from "./call.js";

/**
 * The second factors that a code proves; the others are added in ways of their own.
 * @typedef {Exclude<import("./contract.d.ts").FactorMethod, "passkey" | "recovery">} CodeFactor
 */

export const getAccount = () => call("GET account");

/** @param {import("./contract.d.ts").ChangeDetailsRequest} details */
export const saveDetails = ({ name, language, notices }) =>
  call("POST account/details", { body: { name, language, notices } });

/** @param {CodeFactor} method */
export const removeFactor = (method) => call("DELETE account/factors/{method}", { at: { method } });

/** @param {string} passkeyId */
export const removePasskey = (passkeyId) => call("DELETE account/passkeys/{passkeyId}", { at: { passkeyId } });

export const makeRecoveryCodes = () => call("POST account/recovery-codes");

/** Whether a recovery code was written down well; it is not used up. @param {string} code */
export const tryRecoveryCode = (code) => call("POST account/recovery-codes/try", { body: { code } });

/** @param {string} sessionId */
export const endSession = (sessionId) => call("DELETE account/sessions/{sessionId}", { at: { sessionId } });

export const endOtherSessions = () => call("POST account/sessions/end-others");

/** The code that the service desk said after a reset. @param {string} code */
export const proveReset = (code) => call("POST account/reset-code", { body: { code } });

export const beginApp = () => call("POST account/factors/app");

/** Also changes the number. @param {string} phone */
export const beginSms = (phone) => call("POST account/factors/sms", { body: { phone } });

export const beginEmail = () => call("POST account/factors/email");

/** Sends the same code again. @param {CodeFactor} method */
export const sendFactorCode = (method) => call("POST account/factors/{method}/code", { at: { method } });

/**
 * @param {CodeFactor} method
 * @param {string} code
 * @param {boolean} endOthers whether to sign out everywhere else
 */
export const verifyFactor = (method, code, endOthers) =>
  call("POST account/factors/{method}/verify", { at: { method }, body: { code, endOthers } });

export const beginPasskey = () => call("POST account/passkeys/options");

/**
 * @param {string} name
 * @param {object} credential
 * @param {boolean} endOthers whether to sign out everywhere else
 */
export const addPasskey = (name, credential, endOthers) =>
  call("POST account/passkeys", { body: { name, credential, endOthers } });
