import { countSigns, firstSigns, startOf } from "./graphemes.js";
import { language } from "./text.js";

/** What a subject's field takes, in UTF-16 units. */
const mostOfSubject = 200;

/** The subject of an answer. @param {string} subject */
export const answerTo = (subject) =>
  subject === "" || /^re:/i.test(subject) ? subject : startOf(`RE: ${subject}`, mostOfSubject);

/** The line above the message that is answered, which programs and people know by its form (N28). */
const lines = {
  nl: "--- Oorspronkelijk bericht ---",
  en: "--- Original message ---",
};

/** A message of a dossier has so many characters at most (N30). */
export const mostSigns = 4000;

/** So many at least are left for the answer itself. */
const mostQuoted = mostSigns / 2;

const cut = "\n[…]";

/**
 * What an answer begins with: room for words, and the message that is answered below them. Of what that one quoted
 * itself nothing is taken along, and of a long one its beginning.
 * @param {string} text of the message that is answered
 */
export function quoteOf(text) {
  const own = withoutQuote(text).trim();
  const head = `\n\n${lines[language()]}\n`;
  const room = mostQuoted - countSigns(head);
  const quoted = countSigns(own) <= room ? own : firstSigns(own, room - countSigns(cut)).trimEnd() + cut;
  return own === "" ? "" : head + quoted;
}

/**
 * An answer with the line above what it quotes in the language of the page, which may be another one than when it was
 * begun; as it is where that would make it too long.
 * @param {string} text
 */
export function inLanguage(text) {
  const line = Object.values(lines).find((one) => one !== lines[language()] && text.split("\n").includes(one));
  const other = line === undefined ? text : text.replace(new RegExp(`^${line}$`, "m"), lines[language()]);
  return countSigns(other) > mostSigns ? text : other;
}

/** A message without the one that it answers. @param {string} text */
export function withoutQuote(text) {
  const places = Object.values(lines).map((line) => text.search(new RegExp(`^${line}`, "m"))).filter((at) => at >= 0);
  return places.length === 0 ? text : text.slice(0, Math.min(...places)).trimEnd();
}
