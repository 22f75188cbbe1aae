import { withoutUnseen } from "./unseen.js";
import { longestCodeText, mailedCodeLength, recoveryCodeLength, resetCodeLength, sentCodeLength } from "../limits.js";

/**
 * What kind of code is asked: how long it is, and whether it has digits only.
 * @typedef {{ length: number, digits: boolean }} CodeKind
 */

/** The codes that there are. */
export const codeKinds = {
  sent: { length: sentCodeLength, digits: true },
  mailed: { length: mailedCodeLength, digits: false },
  reset: { length: resetCodeLength, digits: true },
  recovery: { length: recoveryCodeLength, digits: false },
};

// "Code:", "Uw inlogcode is", "Code " of an SMS; the code may stand on the next line.
const label = /code(?![\p{L}\p{N}])(?:\s+is(?![\p{L}\p{N}]))?[^\p{L}\p{N}]*/giu;
// What stands by itself, with dashes inside.
const standing = /(?:^|[^\p{L}\p{N}])([\p{L}\p{N}]+(?:[\p{Pd}\u2212][\p{L}\p{N}]+)*)/gu;
// "123 456", between words; not up to the hour of a time.
const digits = /(?:^|[^\p{L}\p{N}])(\p{Nd}+(?:[ .\p{Pd}\u2212]\p{Nd}+)*)(?![\p{L}\p{N}]|:\p{Nd})/gu;
// 28-11-2026, 28/11/2026, 28.11.2026, 2026-11-28.
const date =
  /(^|[^\p{L}\p{N}])(?:(?:0?[1-9]|[12][0-9]|3[01])([-./])(?:0?[1-9]|1[0-2])\2(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?![\p{L}\p{N}])/gu;
const oneWord = /^[\p{L}\p{N}]+(?:[\p{Pd}\u2212][\p{L}\p{N}]+)*[^\p{L}\p{N}]*$/u;

/**
 * The code in what was typed or pasted: alone, in its line ("Code: 123 456"), or in the whole text of an SMS or a mail;
 * null when there is none of this kind, or more than one. A date is no code. It reads as the service does
 * (`TypedCode.cs`).
 * @param {string} typed
 * @param {CodeKind} kind
 */
export function readCode(typed, kind) {
  const whole = withoutUnseen(typed);
  // Writing it in one way can make it longer.
  if (whole.length > longestCodeText) {
    return null;
  }

  // "Code: ABCD" is half a code and not the eight characters of it.
  const alone = whole.search(label) < 0 ? compact(whole, kind) : null;
  if (alone?.length === kind.length) {
    return alone;
  }

  const text = whole.replace(date, "$1/");
  // Up to the next label, so that each part of the text is read once.
  const labels = [...text.matchAll(label)];
  const named = labels.map(({ index, 0: before }, at) =>
    after(before, text.slice(index + before.length, labels[at + 1]?.index), kind),
  );
  const [first, ...others] = new Set(named.filter((code) => code !== null));
  if (first !== undefined) {
    return others.length === 0 ? first : null;
  }

  const matches = [...text.matchAll(standing), ...text.matchAll(digits)];
  const words = matches.map(([, word = ""]) => word).filter(isLikeCode);
  const codes = new Set(words.map((word) => compact(word, kind)).filter((code) => code?.length === kind.length));
  return codes.size === 1 ? ([...codes][0] ?? null) : null;
}

/**
 * The code that follows the word "code": the rest of the line, or its first parts that make up the length.
 * @param {string} before the label itself
 * @param {string} rest
 * @param {CodeKind} kind
 */
function after(before, rest, kind) {
  const [line = ""] = rest.split("\n", 1);
  // Behind a colon one word is the code, also in small letters alone.
  const isCode = isLikeCode(line) || (before.includes(":") && oneWord.test(line));
  const whole = isCode ? compact(line, kind) : null;
  if (whole?.length === kind.length) {
    return whole;
  }

  let code = "";
  for (const [part] of line.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (code.length >= kind.length || !isLikeCode(part)) {
      break;
    }

    code += compact(part, kind) ?? part;
  }

  return code.length === kind.length ? compact(code, kind) : null;
}

/**
 * Only letters and digits of the alphabet; null when there are others, or more than a code has.
 * @param {string} text
 * @param {CodeKind} kind
 */
function compact(text, kind) {
  let code = "";
  for (const letter of text) {
    if (/\p{Nd}/u.test(letter)) {
      code += digitOf(letter);
    } else if (!kind.digits && /[a-z]/i.test(letter)) {
      code += lookAlikes[letter.toUpperCase()] ?? letter.toUpperCase();
    } else if (/[\p{L}\p{N}]/u.test(letter)) {
      return null;
    }

    if (code.length > kind.length) {
      return null;
    }
  }

  return code;
}

/** Crockford's alphabet has none of these. @type {Record<string, string>} */
const lookAlikes = { O: "0", I: "1", L: "1" };

/** The digits of a script follow each other from 0 to 9, and after NFKC no two scripts touch. @param {string} letter */
function digitOf(letter) {
  const point = letter.codePointAt(0) ?? 0;
  let digit = 0;
  while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - digit - 1))) {
    digit += 1;
  }

  return digit;
}

/** Words of a sentence have small letters and no digits; between words that is what tells a code. @param {string} text */
const isLikeCode = (text) => /\p{Nd}/u.test(text) || !/\p{Ll}/u.test(text);
