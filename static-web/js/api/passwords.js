import { call } from "./call.js";

/**
 * @typedef {{ id: string, secret: string }} Address
 * @typedef {import("./contract.d.ts").LogInStep} LogInStep
 */

/** @param {Address} address @returns {Promise<{ organisation: string, language: "nl" | "en" }>} */
export const lookAtInvitation = ({ id, secret }) => call(`invitations/${id}/look`, { body: { secret } });

/**
 * Mails the link to set a password, when the address is the invited one.
 * @param {Address} address
 * @param {string} email
 */
export const requestFirstPassword = ({ id, secret }, email) =>
  call(`invitations/${id}/request`, { body: { secret, email } });

/** Mails a fresh invitation. @param {Address} address */
export const renewInvitation = ({ id, secret }) => call(`invitations/${id}/fresh`, { body: { secret } });

/** Mails a link to set a password, when there is such an account. @param {string} email */
export const requestPasswordLink = (email) => call("password/link", { body: { email } });

/**
 * @typedef {object} PasswordLink
 * @property {string} organisation
 * @property {string} email
 * @property {boolean} isNew the first password: a name is asked too
 * @property {string} name
 * @property {"nl" | "en"} language
 * @property {number} minimumLength
 */

/**
 * @param {Address} address
 * @returns {Promise<PasswordLink>}
 */
export const lookAtPasswordLink = ({ id, secret }) => call(`password/${id}/look`, { body: { secret } });

/** Mails a fresh link. @param {Address} address */
export const renewPasswordLink = ({ id, secret }) => call(`password/${id}/fresh`, { body: { secret } });

/**
 * @param {Address} address
 * @param {{ password: string, name: string | null, language: "nl" | "en" }} chosen
 * @returns {Promise<LogInStep>}
 */
export const setPassword = ({ id, secret }, chosen) => call(`password/${id}/set`, { body: { secret, ...chosen } });
