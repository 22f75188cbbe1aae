import { call } from "./call.js";

/**
 * @typedef {{ id: string, secret: string }} Address
 * @typedef {import("./contract.d.ts").SetPasswordRequest} SetPasswordRequest
 */

/** @param {Address} address */
export const lookAtInvitation = ({ id, secret }) =>
  call("POST invitations/{accountId}/look", { at: { accountId: id }, body: { secret } });

/**
 * Mails the link to set a password, when the address is the invited one.
 * @param {Address} address
 * @param {string} email
 */
export const requestFirstPassword = ({ id, secret }, email) =>
  call("POST invitations/{accountId}/request", { at: { accountId: id }, body: { secret, email } });

/** Mails a fresh invitation. @param {Address} address */
export const renewInvitation = ({ id, secret }) =>
  call("POST invitations/{accountId}/fresh", { at: { accountId: id }, body: { secret } });

/** Mails a link to set a password, when there is such an account. @param {string} email */
export const requestPasswordLink = (email) => call("POST password/link", { body: { email } });

/** @param {Address} address */
export const lookAtPasswordLink = ({ id, secret }) =>
  call("POST password/{accountId}/look", { at: { accountId: id }, body: { secret } });

/** Mails a fresh link. @param {Address} address */
export const renewPasswordLink = ({ id, secret }) =>
  call("POST password/{accountId}/fresh", { at: { accountId: id }, body: { secret } });

/** @param {Address} address @param {Omit<SetPasswordRequest, "secret">} chosen */
export const setPassword = ({ id, secret }, chosen) =>
  call("POST password/{accountId}/set", { at: { accountId: id }, body: { secret, ...chosen } });
