/**
 * Cutting what people typed: never within what a reader sees as one sign, such as a family of emoji, a flag, or a letter
 * with its accents.
 */
const signs = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

/**
 * Where words can be cut: the start of the sign at a place.
 * @param {string} words
 * @param {number} at in UTF-16 units
 */
export function boundaryBefore(words, at) {
  if (at >= words.length) {
    return words.length;
  }

  // A browser that does not know signs keeps at least the halves of a character together.
  const isInside = /[\uDC00-\uDFFF]/.test(words.charAt(at)) && /[\uD800-\uDBFF]/.test(words.charAt(at - 1));
  return signs === null ? at - Number(isInside) : (signs.segment(words).containing(at)?.index ?? 0);
}

/**
 * The whole signs at the start that fit; of a first sign that does not fit alone there is nothing.
 * @param {string} words
 * @param {number} most in UTF-16 units
 */
export const startOf = (words, most) => words.slice(0, boundaryBefore(words, most));

/** The first sign of each of the first two words, in capitals. @param {string} name */
export function initialsOf(name) {
  const words = name.split(/\s+/).filter((word) => word !== "").slice(0, 2);
  return words.map(firstSign).join("").toUpperCase();
}

/** @param {string} word */
const firstSign = (word) => signs?.segment(word).containing(0)?.segment ?? [...word][0] ?? "";

/** Words of plain signs, each of which is one unit: the usual case, in which nothing need be taken apart. */
const plain = /^[\n\x20-\x7e]*$/;

/**
 * How many signs there are, as a reader counts them.
 * @param {string} words
 */
export function countSigns(words) {
  if (plain.test(words)) {
    return words.length;
  }

  return [...(signs?.segment(words) ?? words)].length;
}

/**
 * The first so many signs.
 * @param {string} words
 * @param {number} most
 */
export function firstSigns(words, most) {
  if (plain.test(words)) {
    return words.slice(0, most);
  }

  let [count, length] = [0, 0];
  for (const sign of signs?.segment(words) ?? words) {
    if (count === most) {
      break;
    }

    count++;
    length += (typeof sign === "string" ? sign : sign.segment).length;
  }

  return words.slice(0, length);
}
