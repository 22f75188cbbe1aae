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

/** @typedef {{ right: import("./contract.d.ts").MemberRight, until: string | null }} Right until: RFC 3339 */

/**
 * Lets a colleague use a mailbox: at once for its owner, else it is asked.
 * @param {string} mailboxId
 * @param {string} email
 * @param {Right} right
 */
export const giveMailbox = (mailboxId, email, { right, until }) =>
  call("POST mailboxes/{mailboxId}/people", { at: { mailboxId }, body: { email, right, until } });

/**
 * Changes what somebody may do in a mailbox, or until when: at once for its owner, else it is asked where it is more.
 * @param {string} mailboxId
 * @param {string} accountId
 * @param {Right} right
 */
export const changeMember = (mailboxId, accountId, { right, until }) =>
  call("POST mailboxes/{mailboxId}/people/{accountId}", { at: { mailboxId, accountId }, body: { right, until } });

/** Who may use a mailbox, for who decides it. @param {string} mailboxId */
export const listMembers = (mailboxId) => call("GET mailboxes/{mailboxId}/people", { at: { mailboxId } });

/**
 * Asks that somebody takes the place of an owner who leaves.
 * @param {string} mailboxId
 * @param {string} leaver id of the owner's account
 * @param {string} email
 */
export const nameSuccessor = (mailboxId, leaver, email) =>
  call("POST mailboxes/{mailboxId}/successor", { at: { mailboxId }, body: { leaver, email } });

/** What delegates did, newest first. @param {string} mailboxId @param {string | null} cursor */
export const listDelegateActs = (mailboxId, cursor = null) =>
  call("GET mailboxes/{mailboxId}/delegate-acts", { at: { mailboxId }, cursor });

/** Whether one is mailed about what comes into a mailbox. @param {string} mailboxId @param {boolean} mails */
export const chooseMails = (mailboxId, mails) =>
  call("POST account/mailboxes/{mailboxId}/mails", { at: { mailboxId }, body: { mails } });

/** @param {string} mailboxId @param {string} accountId */
export const takeMailbox = (mailboxId, accountId) =>
  call("DELETE mailboxes/{mailboxId}/people/{accountId}", { at: { mailboxId, accountId } });
