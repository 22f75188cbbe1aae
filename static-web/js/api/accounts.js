import { call } from "./call.js";

/**
 * @typedef {import("./contract.d.ts").LogInStep} LogInStep
 * @typedef {import("./contract.d.ts").Session} Session
 */

/** @param {string} email @param {string} password @returns {Promise<LogInStep>} */
export const logIn = (email, password) => call("login", { body: { email, password }, canRenew: false });

/** @returns {Promise<LogInStep>} */
export const resendLogInCode = () => call("login/code", { canRenew: false });

/** @param {string} code @returns {Promise<Session>} */
export const verifyLogIn = (code) => call("login/verify", { body: { code }, canRenew: false });

/** @returns {Promise<Session>} */
export const getSession = () => call("session", { method: "GET", canRenew: false });

export const signOut = () => call("sign-out", { canRenew: false });
