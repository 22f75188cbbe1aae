import { call } from "./call.js";

// None of these waits for a session to be renewed: they are how one is made.
const now = { canRenew: false };

/** @param {string} email @param {string} password */
export const logIn = (email, password) => call("POST login", { body: { email, password }, ...now });

/** Goes on with another method. @param {import("./contract.d.ts").FactorMethod} method */
export const chooseLogInMethod = (method) => call("POST login/method", { body: { method }, ...now });

export const resendLogInCode = () => call("POST login/code", now);

/** @param {string} code @param {boolean} remember */
export const verifyLogIn = (code, remember) => call("POST login/verify", { body: { code, remember }, ...now });

export const beginPasskeyLogIn = () => call("POST login/passkey/options", now);

/** @param {object} credential @param {boolean} remember */
export const logInWithPasskey = (credential, remember) =>
  call("POST login/passkey", { body: { credential, remember }, ...now });

/** A session on a device that stays signed in. */
export const resumeSession = () => call("POST login/resume", now);

export const getSession = () => call("GET session", now);

/** Whether it still is one, asked by the page itself: that keeps none alive. */
export const lookAtSession = () => call("GET session", { isUnattended: true });

export const postponeSecondFactor = () => call("POST session/postpone", now);

export const signOut = () => call("POST sign-out", now);
