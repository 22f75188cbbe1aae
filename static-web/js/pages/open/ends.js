import { ProblemError } from "../../api/call.js";
import { isComing } from "../../browser/clock.js";
import { deadEnd } from "../../components/dead-end.js";
import { report, stage } from "../shared/page.js";
import { dead } from "./unlocking.js";

/** @typedef {import("../../api/contract.d.ts").LinkState} LinkState */

/** @param {LinkState} state @returns {boolean} whether nothing can be done with this link now */
export function showEnd({ disabled, lockedUntil }) {
  if (disabled) {
    stage.replaceChildren(deadEnd("participant-disabled", {}, { key: "action.front-page", href: "/" }));
    return true;
  }

  const isLocked = lockedUntil !== null && isComing(lockedUntil);
  if (isLocked) {
    showLocked(lockedUntil);
  }

  return isLocked;
}

/** @param {string} until */
function showLocked(until) {
  /** @type {import("../../components/dead-end.js").Help} */
  const again = { key: "action.try-again", act: () => location.reload() };
  stage.replaceChildren(deadEnd("participant-locked", { until: { date: until } }, again));
}

/** @param {unknown} error */
export function showProblem(error) {
  if (!(error instanceof ProblemError) || !dead.includes(error.code)) {
    report(error);
  } else if (error.code === "participant-locked" && error.problem.lockedUntil) {
    showLocked(error.problem.lockedUntil);
  } else {
    const { code } = error;
    const name = code === "participant-locked" || code === "participant-disabled" ? code : "link-unknown";
    stage.replaceChildren(deadEnd(name, {}, { key: "action.front-page", href: "/" }));
  }
}
