import { call } from "./call.js";

/** @typedef {{ id: string, secret: string }} Link */

/** What waits for a yes, as far as the caller may see it. */
export const listRequests = () => call("GET access-requests");

/** @param {string} requestId */
export const approveRequest = (requestId) => call("POST access-requests/{requestId}/approve", { at: { requestId } });

/** Says no, or takes one's own back. @param {string} requestId */
export const refuseRequest = (requestId) => call("POST access-requests/{requestId}/refuse", { at: { requestId } });

/** @param {Link} link */
export const lookAtRequest = ({ id, secret }) =>
  call("POST access-request-links/{linkId}/look", { at: { linkId: id }, body: { secret } });

/** @param {Link} link */
export const stopRequest = ({ id, secret }) =>
  call("POST access-request-links/{linkId}/stop", { at: { linkId: id }, body: { secret } });

/** The mailboxes that the caller owns, with who may use each. */
export const listOwnMailboxes = () => call("GET account/mailboxes");

/**
 * Lets a colleague use a mailbox: at once for its owner, else it is asked.
 * @param {string} mailboxId
 * @param {string} email
 * @param {boolean} asOwner
 */
export const giveMailbox = (mailboxId, email, asOwner) =>
  call("POST mailboxes/{mailboxId}/people", { at: { mailboxId }, body: { email, asOwner } });

/** @param {string} mailboxId @param {string} accountId */
export const takeMailbox = (mailboxId, accountId) =>
  call("DELETE mailboxes/{mailboxId}/people/{accountId}", { at: { mailboxId, accountId } });
