import { ProblemError } from "../../api/call.js";
import { deadEnd } from "../../components/dead-end.js";

/**
 * The page for a guest who was removed: why, what is lost, and who can restore it (X19).
 * @param {unknown} error
 * @returns {HTMLElement | null} null when the error is another one
 */
export function removedGuest(error) {
  if (!(error instanceof ProblemError) || error.code !== "guest-removed") {
    return null;
  }

  const { why = "by-hand", removedAt = "", restorableUntil = "", sponsor = "", sponsorEmail = "" } = error.problem;
  const values = { at: { day: removedAt }, until: { day: restorableUntil }, sponsor, email: sponsorEmail };
  return deadEnd(`guest-${why}`, values, { key: "guest.mail-sponsor", href: `mailto:${sponsorEmail}` });
}
