import { call } from "./call.js";

/** @typedef {import("./contract.d.ts").WatchColleaguesRequest} Here */

/**
 * Says where a tab is in a mailbox, and waits until somebody else is elsewhere.
 * @param {string} mailboxId
 * @param {Here} body
 * @param {AbortSignal} signal gives it up
 */
export const watchColleagues = (mailboxId, body, signal) =>
  call("POST mailboxes/{mailboxId}/presence", {
    at: { mailboxId }, body, signal, isUnattended: true, canRenew: false,
  });

/** A tab goes, perhaps before the answer comes. @param {string} mailboxId @param {string} tab */
export const leaveMailbox = (mailboxId, tab) =>
  call("POST mailboxes/{mailboxId}/presence", {
    at: { mailboxId },
    body: { tab, at: null, isWriting: false, seen: null, isGone: true },
    isLast: true,
    isUnattended: true,
    canRenew: false,
  });
