/**
 * What people typed, as it is shown. The service cleans what it stores, but what came sealed, such as a subject or a
 * file's name, it never saw; and marks that turn the direction of text (Unicode UAX 9) make `photo\u202egpj.exe` read
 * as a picture, or turn the words that stand beside it.
 */

/** Marks that nobody sees and that a line needs in no script: of direction, of no width, soft hyphens, tags. */
const unseen = /[\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** What ends a line, or controls a device. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

/** A letter of a script that runs from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** One line that somebody typed: a name, a subject, the name of a file. @param {string} words */
export const shownLine = (words) => words.replace(breaks, " ").replace(unseen, "");

/**
 * A text of more lines. It keeps the marks that its own Arabic or Hebrew needs; what turns the order of letters goes, and
 * an isolate whose end does not come in its own line, since it would reach into what stands behind it.
 * @param {string} words
 */
export const shownText = (words) => words.replace(/[\u202a-\u202e]/g, "").split("\n").map(balanced).join("\n");

/** @param {string} line */
function balanced(line) {
  let open = 0;
  for (const [mark] of line.matchAll(/[\u2066-\u2069]/g)) {
    open += mark === "\u2069" ? -1 : 1;
    if (open < 0) {
      break;
    }
  }

  return open === 0 ? line : line.replace(/[\u2066-\u2069]/g, "");
}

/**
 * A line that stands in a sentence of ours: one that runs from right to left turns nothing but itself.
 * @param {string} words
 */
export function isolated(words) {
  const line = shownLine(words);
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line;
}
