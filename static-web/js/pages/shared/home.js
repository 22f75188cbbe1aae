import { doorsOf } from "./doors.js";

/** Whether somebody is a guest and nothing else. @param {{ roles: readonly string[] }} session */
export const isOnlyGuest = ({ roles }) => roles.length === 1 && roles[0] === "guest";

/**
 * Whether somebody may go on to the site: with a second factor where that is needed, and as a guest once everything was
 * accepted. Who has another room than a guest's may accept later.
 * @param {import("../../api/contract.d.ts").SessionView} session
 */
export const isIn = (session) => session.usable && (session.owes === null || !isOnlyGuest(session));

/**
 * Where somebody goes who has just logged in. The first time they look whether their details are right; those of a
 * guest were asked when they were invited.
 * @param {import("../../api/contract.d.ts").SessionView} session
 */
export const landingOf = (session) => (session.isNew && !isOnlyGuest(session) ? "/account/" : homeOf(session));

/**
 * Where a person with these roles lands: the first room that is theirs, or their own account when none is.
 * @param {{ roles: readonly string[] }} session
 */
export function homeOf(session) {
  return doorsOf(session).find(({ isHome }) => isHome)?.address ?? "/account/";
}
