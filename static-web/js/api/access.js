import { call } from "./call.js";

/**
 * @typedef {import("./contract.d.ts").AccessRequest} AccessRequest
 * @typedef {import("./contract.d.ts").OwnMailbox} OwnMailbox
 */

/** What waits for a yes, as far as the caller may see it. @returns {Promise<{ requests: AccessRequest[] }>} */
export const listRequests = () => call("access-requests", { method: "GET" });

/** @param {string} requestId */
export const approveRequest = (requestId) => call(`access-requests/${requestId}/approve`);

/** Says no, or takes one's own back. @param {string} requestId */
export const refuseRequest = (requestId) => call(`access-requests/${requestId}/refuse`);

/**
 * @param {{ id: string, secret: string }} link
 * @returns {Promise<{ request: AccessRequest, isOfTheDesk: boolean }>}
 */
export const lookAtRequest = ({ id, secret }) => call(`access-request-links/${id}/look`, { body: { secret } });

/** @param {{ id: string, secret: string }} link */
export const stopRequest = ({ id, secret }) => call(`access-request-links/${id}/stop`, { body: { secret } });

/** The mailboxes that the caller owns, with who may use each. @returns {Promise<{ mailboxes: OwnMailbox[] }>} */
export const listOwnMailboxes = () => call("account/mailboxes", { method: "GET" });

/**
 * Lets a colleague use a mailbox: at once for its owner, else it is asked.
 * @param {string} mailboxId
 * @param {string} email
 * @param {boolean} asOwner
 * @returns {Promise<{ asked: AccessRequest | null }>}
 */
export const giveMailbox = (mailboxId, email, asOwner) =>
  call(`mailboxes/${mailboxId}/people`, { body: { email, asOwner } });

/** @param {string} mailboxId @param {string} accountId */
export const takeMailbox = (mailboxId, accountId) =>
  call(`mailboxes/${mailboxId}/people/${accountId}`, { method: "DELETE" });
