import { passwordLength } from "../limits.js";

/**
 * Whether a password is long enough: 15 characters, or the minimum with a capital and a digit.
 * @param {string} typed
 * @param {number} minimum
 */
export function isLongEnough(typed, minimum) {
  const { length } = [...typed.normalize("NFC")];
  return length >= passwordLength || (length >= minimum && /\p{Lu}/u.test(typed) && /\d/.test(typed));
}
