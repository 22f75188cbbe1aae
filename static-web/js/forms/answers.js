import { isFile } from "../crypto/note-shapes.js";
import { formLimits } from "./limits.js";
import { isId, membersOf, own } from "./members.js";
import { dateIn, numberIn } from "./typed-value.js";

/**
 * @typedef {import("./definition.js").Form} Form
 * @typedef {import("./definition.js").Page} Page
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./typed-value.js").TypedDate} TypedDate a day
 * @typedef {import("../crypto/note-shapes.js").FileReference} FileReference
 */

/** @typedef {{ street: string, postcode: string, city: string, country: string }} TypedAddress */

/**
 * What was answered, as it was typed: of a choice the code, of several choices the codes, of people their rows.
 * @typedef {string | string[] | TypedDate | TypedAddress | FileReference[]} Value
 */

/** @typedef {{ value: Value, at: string, by: string }} Answer at: moment, by: name */

/** Of one page. The key is a question's id, or `people/row/question`. @typedef {Record<string, Answer>} PageAnswers */

/** By the pages' ids. @typedef {Record<string, PageAnswers>} Answers */

/** One of some people. @typedef {{ people: Question, id: string, number: number }} Row number: from 1 */

/** Where an answer goes. @typedef {{ page: Page, question: Question, key: string, row: Row | null }} Slot */

/** @param {string} people @param {string} row @param {string} question */
export const keyInRow = (people, row, question) => `${people}/${row}/${question}`;

/** @param {PageAnswers | undefined} answers @param {string} key @returns {Value | undefined} */
export const valueOf = (answers, key) =>
  answers !== undefined && Object.hasOwn(answers, key) ? answers[key]?.value : undefined;

/** @param {Answers} answers @param {string} pageId @returns {PageAnswers} */
export const answersOf = (answers, pageId) => (Object.hasOwn(answers, pageId) ? answers[pageId] ?? {} : {});

/** The rows of some people. @param {PageAnswers} answers @param {Question} people @returns {Row[]} */
export function rowsOf(answers, people) {
  const ids = people.kind === "people" ? codesOf(valueOf(answers, people.id)) : [];
  return ids.map((id, at) => ({ people, id, number: at + 1 }));
}

/** Every place of a page where an answer goes, in order; explanations too. @param {Page} page
 * @param {PageAnswers} answers @returns {Slot[]} */
export const slotsOf = (page, answers) =>
  page.questions.flatMap((people) => [
    { page, question: people, key: people.id, row: null },
    ...rowsOf(answers, people).flatMap((row) =>
      people.questions.map((question) => ({ page, question, key: keyInRow(people.id, row.id, question.id), row }))),
  ]);

/** The files of a page. @param {PageAnswers} answers @returns {FileReference[]} */
export const filesIn = (answers) => Object.keys(answers).flatMap((key) => filesOf(valueOf(answers, key)));

/** A day as it was typed; nothing of it where there is none. @param {Value | undefined} value @returns {TypedDate} */
export const dayOf = (value) =>
  typeof value === "object" && !Array.isArray(value) && "day" in value ? value : { day: "", month: "", year: "" };

/** So an address. @param {Value | undefined} value @returns {TypedAddress} */
export const addressOf = (value) =>
  typeof value === "object" && !Array.isArray(value) && "street" in value
    ? value : { street: "", postcode: "", city: "", country: "" };

/** The codes of what was chosen, or the rows of people. @param {Value | undefined} value @returns {string[]} */
export const codesOf = (value) =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : typeof value === "string" ? [value] : [];

/** The files of an answer. @param {Value | undefined} value @returns {FileReference[]} */
export const filesOf = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "object") : []);

/** Whether nothing was filled in. @param {Value | undefined} value */
export function isBlank(value) {
  if (typeof value === "string") {
    return value.trim() === "";
  }

  return value === undefined || (Array.isArray(value) ? value : Object.values(value).join("").trim()).length === 0;
}

/** Whether there is an answer that can be counted with. @param {Question} question @param {Value | undefined} value */
export function isAnswered({ kind }, value) {
  if (value === undefined || isBlank(value)) {
    return false;
  }

  switch (kind) {
    case "number":
      return typeof numberIn(String(value)) === "number";
    case "date":
      return dateIn(dayOf(value)) !== null;
    default:
      return true;
  }
}

/**
 * The answers of a page as anybody may have written them: only those to its questions, each of the shape that its kind
 * has.
 * @param {Page} page
 * @param {unknown} json
 * @returns {{ answers: PageAnswers, isDamaged: boolean }} damaged: there was something else
 */
export function readAnswers(page, json) {
  const all = Object.entries(membersOf(json));
  const good = all.flatMap(([key, answer]) => {
    const question = questionAt(page, key);
    const { value, at, by } = membersOf(answer);
    const isGood = question !== null && isShape(question, value) && isWords(at, 40) && isWords(by, 300);
    return isGood ? [[key, { value, at, by }]] : [];
  });
  return { answers: Object.fromEntries(good), isDamaged: good.length !== all.length };
}

/** @param {Page} page @param {string} key @returns {Question | null} */
export function questionAt(page, key) {
  const [id, row, inner, ...more] = key.split("/");
  const question = page.questions.find((one) => one.id === id) ?? null;
  if (row === undefined || question === null) {
    return question;
  }

  return more.length === 0 && isId(row) ? question.questions.find((one) => one.id === inner) ?? null : null;
}

/** @param {Question} question @param {unknown} value @returns {value is Value} */
function isShape({ kind }, value) {
  switch (kind) {
    case "date":
      return hasWords(value, ["day", "month", "year"]);
    case "address":
      return hasWords(value, ["street", "postcode", "city", "country"]);
    case "choices":
      return isListOf(value, formLimits.options, isId);
    case "people":
      return isListOf(value, formLimits.people, isId);
    case "file":
      return isListOf(value, formLimits.files, isFile);
    case "explanation":
      return false;
    default:
      return isWords(value, formLimits.longestAnswer);
  }
}

/** @param {unknown} value @param {number} most @returns {value is string} */
const isWords = (value, most) => typeof value === "string" && value.length <= most;

/** @param {unknown} value @param {string[]} names */
const hasWords = (value, names) =>
  Object.keys(membersOf(value)).length === names.length
  && names.every((name) => isWords(own(membersOf(value), name), formLimits.shortAnswer));

/** @param {unknown} value @param {number} most @param {(one: unknown) => boolean} isGood */
const isListOf = (value, most, isGood) =>
  Array.isArray(value)
  && value.length <= most
  && value.every(isGood)
  && new Set(value.map((one) => (typeof one === "string" ? one : one.id))).size === value.length;
