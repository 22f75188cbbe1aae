import { ProblemError } from "../../api/call.js";
import { sendLinkAgain } from "../../api/visiting.js";
import { isComing } from "../../browser/clock.js";
import { deadEnd } from "../../components/dead-end.js";
import { report, stage } from "../shared/page.js";
import { dead } from "./unlocking.js";

/**
 * @typedef {import("../../api/contract.d.ts").LinkState} LinkState
 * @typedef {import("../../api/participants.js").Link} Link
 */

/** @type {import("../../components/dead-end.js").Help} */
const frontPage = { key: "action.front-page", href: "/" };

/** @param {LinkState} state @returns {boolean} whether nothing can be done with this link now */
export function showEnd({ disabled, lockedUntil, revokedAt }) {
  if (revokedAt !== null) {
    showRevoked(revokedAt);
    return true;
  }

  if (disabled) {
    stage.replaceChildren(deadEnd("participant-disabled", {}, frontPage));
    return true;
  }

  const isLocked = lockedUntil !== null && isComing(lockedUntil);
  if (isLocked) {
    showLocked(lockedUntil);
  }

  return isLocked;
}

/**
 * Says that all of it expired, to who is not in; they can still write.
 * @param {LinkState} state
 * @returns {Promise<unknown>} settles when they want to
 */
export function afterExpiry({ expiredAt, unlocked }) {
  return expiredAt === null || unlocked ? Promise.resolve() : new Promise((resolve) => {
    /** @type {import("../../components/dead-end.js").Help} */
    const write = { key: "visiting.write-anyway", act: () => resolve(null) };
    stage.replaceChildren(deadEnd("link-expired", { at: { date: expiredAt } }, write));
  });
}

/** @param {string} at */
function showRevoked(at) {
  stage.replaceChildren(deadEnd("link-revoked", { at: { date: at } }, frontPage));
}

/** @param {string} until */
function showLocked(until) {
  /** @type {import("../../components/dead-end.js").Help} */
  const again = { key: "action.try-again", act: () => location.reload() };
  stage.replaceChildren(deadEnd("participant-locked", { until: { date: until } }, again));
}

/** @param {Link} link @param {string} at when the newer one was sent */
function showMoved(link, at) {
  const send = () => sendLinkAgain(link)
    .then(() => stage.replaceChildren(deadEnd("link-sent", {}, frontPage)))
    .catch(report);
  stage.replaceChildren(deadEnd("link-moved", { at: { date: at } }, { key: "visiting.send-again", act: send }));
}

/** @param {Link} link @param {unknown} error */
export function showProblem(link, error) {
  if (!(error instanceof ProblemError) || !dead.includes(error.code)) {
    report(error);
  } else if (error.code === "participant-locked" && error.problem.lockedUntil) {
    showLocked(error.problem.lockedUntil);
  } else if (error.code === "link-moved" && error.problem.sentAt) {
    showMoved(link, error.problem.sentAt);
  } else if (error.code === "access-revoked" && error.problem.revokedAt) {
    showRevoked(error.problem.revokedAt);
  } else {
    const { code } = error;
    const isKnown = code === "participant-locked" || code === "participant-disabled" || code === "link-ended";
    stage.replaceChildren(deadEnd(isKnown ? code : "link-unknown", {}, frontPage));
  }
}
