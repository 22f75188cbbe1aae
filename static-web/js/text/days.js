/** Days as the organisation has them, in Amsterdam: "2026-12-01". */

const zone = "Europe/Amsterdam";
const day = 86_400_000;

/** The day of a moment, in milliseconds since 1970. @param {number} moment */
export const dayAt = (moment) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(moment);

/** A day so many days later. @param {string} from @param {number} days */
export const daysAfter = (from, days) => new Date(Date.parse(from) + days * day).toISOString().slice(0, 10);

/** How many days from one day to another. @param {string} from @param {string} to */
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / day);
