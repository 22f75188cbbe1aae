import { doorsOf } from "./doors.js";

/**
 * Where a person with these roles lands: the first room that is theirs, or their own account when none is.
 * @param {{ roles: readonly string[] }} session
 */
export function homeOf(session) {
  return doorsOf(session).find(({ isHome }) => isHome)?.address ?? "/account/";
}
