/** @typedef {import("./conversation.js").OpenedMessage} OpenedMessage */

/** So many signs of a message, alike, are no chance. */
const least = 12;

/** Words alone: how lines are broken, and marked as quoted once more, differs from program to program. */
const wordsOf = (/** @type {string} */ text) => text.replace(/^[> ]+/gm, "").replace(/\s+/g, " ").trim();

/**
 * What a text quotes, together and line by line: its lines that begin with ">", as in mail; of a formatted one its
 * plain words have them too.
 * @param {string} text
 */
function quotedIn(text) {
  const parts = text.split(/\n(?!>)/).map((part) => part.split("\n").filter((line) => line.startsWith(">")));
  return parts.flatMap((lines) => [lines.join("\n"), ...lines]).map(wordsOf).filter((words) => words !== "");
}

/**
 * The messages that quote another one, of those that are open here: what they quote stays when that is revoked.
 * @param {OpenedMessage} message
 * @param {readonly OpenedMessage[]} others
 */
export function quoting(message, others) {
  const words = wordsOf(message.text);
  const isOf = (/** @type {string} */ quoted) => quoted.length >= Math.min(least, words.length)
    && (words.includes(quoted) || (words.length >= least && quoted.includes(words)));
  return words === "" ? []
    : others.filter((other) => other.messageId !== message.messageId && quotedIn(other.text).some(isOf));
}
