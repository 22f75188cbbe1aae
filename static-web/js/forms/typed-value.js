/**
 * Numbers and dates as people write them. What was typed is what is kept: it is read each time that it is asked about.
 */

/** A date in its three fields. @typedef {{ day: string, month: string, year: string }} TypedDate */

/**
 * The number in what was typed, with a comma or a point; null when there is none. "1.250" is a thousand to one reader
 * and one and a quarter to another: "unclear".
 * @param {string} typed
 * @returns {number | null | "unclear"}
 */
export function numberIn(typed) {
  const text = typed.replace(/\s/gu, "").replace("−", "-");
  if (/^-?[1-9]\d{0,2}([.,])\d{3}$/.test(text)) {
    return "unclear";
  }

  return /^-?\d{1,15}([.,]\d{1,10})?$/.test(text) ? Number(text.replace(",", ".")) : null;
}

/**
 * The day in what was typed, as 2026-11-29; null when there is no such day. A year has four digits.
 * @param {TypedDate} typed
 */
export function dateIn({ day, month, year }) {
  const parts = [year.trim(), month.trim(), day.trim()];
  if (!/^\d{4},\d{1,2},\d{1,2}$/.test(parts.join())) {
    return null;
  }

  const text = parts.map((part) => part.padStart(2, "0")).join("-");
  return isDay(text) ? text : null;
}

/** Whether it is a day that there is, as 2026-11-29. @param {string} value */
export function isDay(value) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  // Of 30 February some browsers make 2 March.
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}
