/** Days as the organisation has them, in Amsterdam: "2026-12-01". */

const zone = "Europe/Amsterdam";
const hour = 3_600_000;
const day = 24 * hour;

/** The day of a moment, in milliseconds since 1970. @param {number} moment */
export const dayAt = (moment) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(moment);

/** A day so many days later. @param {string} from @param {number} days */
export const daysAfter = (from, days) => new Date(Date.parse(from) + days * day).toISOString().slice(0, 10);

/** When a day is over, as RFC 3339. @param {string} of */
export function endOf(of) {
  const next = daysAfter(of, 1);
  // Of the moments that can be midnight there, summer and winter, the one that is.
  const hours = [2, 1].find((ahead) => dayAt(Date.parse(next) - ahead * hour) === next) ?? 0;
  return new Date(Date.parse(next) - hours * hour).toISOString();
}

/** The last day before a moment. @param {string} moment RFC 3339 */
export const lastDayBefore = (moment) => dayAt(Date.parse(moment) - 1);

/** How many days from one day to another. @param {string} from @param {string} to */
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / day);
