import { newOption, newPage, newQuestion } from "./blank.js";

/**
 * @typedef {import("./definition.js").Form} Form
 * @typedef {import("./definition.js").Kind} Kind
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./definition.js").Words} Words
 * @typedef {"nl" | "en"} Language
 * @typedef {{ title: Words | null, questions: Question[] }} PastedPage title: null where it goes on with the page that
 *   is there
 */

/** What people write for a kind, in either language. @type {Map<string, Kind>} */
const kinds = new Map([
  ["tekst", "text"], ["text", "text"],
  ["lange tekst", "long-text"], ["long text", "long-text"],
  ["getal", "number"], ["number", "number"],
  ["datum", "date"], ["date", "date"],
  ["keuze", "choice"], ["choice", "choice"],
  ["keuzes", "choices"], ["choices", "choices"],
  ["adres", "address"], ["address", "address"],
  ["personen", "people"], ["people", "people"],
  ["bestanden", "file"], ["files", "file"],
  ["uitleg", "explanation"], ["explanation", "explanation"],
]);

/** What lists from elsewhere begin their lines with: a bullet, a number. */
const marker = /^(?:[-*•–·]\s+|\(?\d{1,3}[.)]\s+|\d{1,3}(?:\.\d{1,3})+\.?\s+)/;

/** What stands behind a question: that it must be answered, and of which kind it is. */
const behind = /^(.*?)\s*(\*?)\s*\[([^[\]:]{1,40})(?::([^[\]]*))?\]\s*(\*?)$/;

/**
 * Questions as people have them in a list, one on a line: "Geboren [datum] *", "Getrouwd? [keuze: Ja; Nee]". A line
 * that begins with "#" is the title of a next page. Whatever is not understood stays a part of its question.
 * @param {string} typed
 * @param {Language} language of the questions
 * @returns {PastedPage[]} none without a question or a title
 */
export function readPasted(typed, language) {
  /** @type {PastedPage[]} */
  const pages = [];
  for (const line of typed.split(/[\r\n]+/).map((one) => one.trim()).filter((one) => one !== "")) {
    const [, title] = /^#+\s*(.*)$/.exec(line) ?? [];
    if (title !== undefined) {
      pages.push({ title: words(title, language), questions: [] });
      continue;
    }

    pages.length === 0 && pages.push({ title: null, questions: [] });
    pages.at(-1)?.questions.push(questionIn(line.replace(marker, ""), language));
  }

  return pages;
}

/** A form with what was pasted at its end. @param {Form} form @param {PastedPage[]} pasted @returns {Form} */
export function withPasted(form, pasted) {
  const pages = [...form.pages];
  for (const { title, questions } of pasted) {
    const last = pages.at(-1);
    const isEmpty = last !== undefined && last.questions.length === 0 && last.title.nl === "" && last.title.en === "";
    if (last !== undefined && (title === null || isEmpty)) {
      pages[pages.length - 1] = { ...last, title: title ?? last.title, questions: [...last.questions, ...questions] };
    } else {
      pages.push({ ...newPage(), ...(title === null ? {} : { title }), questions });
    }
  }

  return { ...form, pages };
}

/** @param {string} line @param {Language} language @returns {Question} */
function questionIn(line, language) {
  const [, text = "", before, said = "", list = "", after] = behind.exec(line) ?? [];
  const kind = kinds.get(said.trim().toLowerCase());
  if (kind === undefined || text === "") {
    const isRequired = /\s*\*$/.test(line);
    return { ...newQuestion("text"), text: words(line.replace(/\s*\*$/, ""), language), isRequired };
  }

  const isRequired = kind !== "explanation" && (before === "*" || after === "*");
  const parts = list.split(list.includes(";") ? ";" : ",").map((one) => one.trim()).filter((one) => one !== "");
  const question = { ...newQuestion(kind), text: words(text, language), isRequired };
  if (parts.length === 0) {
    return question;
  }

  if (kind === "choice" || kind === "choices") {
    return { ...question, options: parts.map((one) => ({ ...newOption(), text: words(one, language) })) };
  }

  return kind === "people"
    ? { ...question, questions: parts.map((one) => ({ ...newQuestion("text"), text: words(one, language) })) }
    : { ...newQuestion("text"), text: words(line, language) };
}

/** @param {string} text @param {Language} language @returns {Words} */
const words = (text, language) => ({ nl: language === "nl" ? text : "", en: language === "en" ? text : "" });
