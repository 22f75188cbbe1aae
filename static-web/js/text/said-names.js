import { keyOf } from "./typed-address.js";
import { folded } from "./typed-recipients.js";

/** In which form they are compared. @param {string} email @returns {[local: string, domain: string]} */
export function partsOf(email) {
  const at = email.lastIndexOf("@");
  return [keyOf(email.slice(0, at)), keyOf(email.slice(at + 1))];
}

/** What stands between dots and the like. @param {string} local */
export const wordsOf = (local) => local.split(/[._+-]+/).filter((word) => word !== "");

/**
 * Whether every word of the local part stands in the name, or begins it: who typed both meant both.
 * @param {string} local
 * @param {string} name
 */
export function saysItself(local, name) {
  const words = folded(name).split(/[\s.-]+/).filter((word) => word !== "");
  const [[initial = ""] = ""] = words;
  // "de Vries" is written "devries", and Jan de Vries "jdevries".
  const joined = words.flatMap((_, from) => words.map((__, to) => words.slice(from, to + 1).join("")));
  const all = new Set([...joined, ...joined.map((word) => initial + word), ...words.map(([first = ""]) => first)]);
  return words.length > 0 && wordsOf(local).every((word) => all.has(word));
}

/** Whether nothing of a name stands in a local part. @param {string} local @param {string} name */
export function saysAnother(local, name) {
  const words = folded(name).split(/[\s.-]+/).filter((word) => word !== "");
  // "van" and "der" are of many names; how one begins and ends is that of a few.
  return !words.some((word, at) => (at === 0 || at === words.length - 1 || word.length > 3) && local.includes(word));
}

/** A name of more than one word, as names are compared; else null. @param {string} name */
export function nameOf(name) {
  const words = folded(name).split(/\s+/).filter((word) => word !== "");
  return words.length > 1 ? words.join(" ") : null;
}
