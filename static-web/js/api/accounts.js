import { call } from "./call.js";

/**
 * @typedef {import("./contract.d.ts").LogInStep} LogInStep
 * @typedef {import("./contract.d.ts").LogInMethod} LogInMethod
 * @typedef {import("./contract.d.ts").Session} Session
 */

// None of these waits for a session to be renewed: they are how one is made.
const now = { canRenew: false };

/** @param {string} email @param {string} password @returns {Promise<LogInStep>} */
export const logIn = (email, password) => call("login", { body: { email, password }, ...now });

/** Goes on with another method. @param {LogInMethod} method @returns {Promise<LogInStep>} */
export const chooseLogInMethod = (method) => call("login/method", { body: { method }, ...now });

/** @returns {Promise<LogInStep>} */
export const resendLogInCode = () => call("login/code", now);

/** @param {string} code @param {boolean} remember @returns {Promise<LogInStep>} */
export const verifyLogIn = (code, remember) => call("login/verify", { body: { code, remember }, ...now });

/** @returns {Promise<{ options: object }>} */
export const beginPasskeyLogIn = () => call("login/passkey/options", now);

/** @param {object} credential @param {boolean} remember @returns {Promise<LogInStep>} */
export const logInWithPasskey = (credential, remember) =>
  call("login/passkey", { body: { credential, remember }, ...now });

/** A session on a device that stays signed in. @returns {Promise<Session>} */
export const resumeSession = () => call("login/resume", now);

/** @returns {Promise<Session>} */
export const getSession = () => call("session", { method: "GET", ...now });

/** Whether it still is one, asked by the page itself: that keeps none alive. @returns {Promise<Session>} */
export const lookAtSession = () => call("session", { method: "GET", isUnattended: true });

/** @returns {Promise<Session>} */
export const postponeSecondFactor = () => call("session/postpone", now);

export const signOut = () => call("sign-out", now);
