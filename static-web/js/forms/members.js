/**
 * What stands in JSON that anybody may have written: only members of its own, and only what they are.
 */

/** What JSON has between braces. @typedef {Record<string, unknown>} Members */

/** @param {unknown} value @returns {Members} nothing when it is anything else */
export const membersOf = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? /** @type {Members} */ (value) : {};

/** @param {Members} members @param {string} name */
export const own = (members, name) => (Object.hasOwn(members, name) ? members[name] : undefined);

/** What stands there as words; nothing of what has members, which may keep it from it. @param {unknown} value */
export const wordsOf = (value) => (typeof value === "object" ? "" : String(value));

/** What an id may be: nothing that every object has by itself. @param {unknown} value @returns {value is string} */
export const isId = (value) => typeof value === "string" && /^[A-Za-z0-9._-]{1,64}$/.test(value) && !(value in {});

/** No item of ours has more. */
const mostExtensions = 100;

/** @param {Members} holder @returns {Members[]} */
export function extensionsOf(holder) {
  const list = own(holder, "extension");
  return Array.isArray(list) ? list.slice(0, mostExtensions).map(membersOf) : [];
}

/** @param {Members} holder @param {string} url */
export const extension = (holder, url) => extensionsOf(holder).find((one) => own(one, "url") === url);

/** Control characters but the end of a line, marks that turn the direction of writing, and halves of characters. */
const marks = new RegExp(
  "[\\p{Cs}\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]",
  "u",
);

/** Whether there is something in a text that nobody sees and that changes how it is read. @param {string} text */
export const hasMarks = (text) => marks.test(text);
