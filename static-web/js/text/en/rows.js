/**
 * The texts of rows that are put in order, in English.
 * @type {Record<keyof typeof import("../nl/rows.js").texts, string>}
 */
export const texts = {
  "rows.up": "Up",
  "rows.up.of": "Up: {name}",
  "rows.down": "Down",
  "rows.down.of": "Down: {name}",
  "rows.remove": "Take away",
  "rows.remove.of": "Take away: {name}",
  "rows.taken": "Taken away: {name}. This counts once you save.",
  "rows.put-back": "Put back",
  "rows.copy": "Copy",
  "rows.copy.of": "Copy: {name}",
  "rows.taken-now": "Taken away: {name}.",
};
