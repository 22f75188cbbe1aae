import { parseStrictJson } from "../crypto/strict-json.js";
import { conditionFaults } from "./conditions.js";
import { Faults, whole } from "./faults.js";
import { formLimits } from "./limits.js";
import { membersOf, own, wordsOf } from "./members.js";
import { ItemReader } from "./read-item.js";
import { isEmpty, readList, readWords } from "./read-parts.js";
import { writeForm } from "./write-form.js";

/**
 * A text in both languages; "" is not translated, and the other one is shown.
 * @typedef {{ nl: string, en: string }} Words
 */

/**
 * @typedef {"text" | "long-text" | "number" | "date" | "choice" | "choices" | "address" | "people" | "file"
 *   | "explanation"} Kind
 */

/** @typedef {"exists" | "=" | "!=" | ">" | "<" | ">=" | "<="} Operator */

/**
 * What must be so of an earlier question. Of "exists" the value is a boolean; of a number it is written with a point,
 * of a date as 2026-11-29, of a choice it is the option's code.
 * @typedef {{ question: string, operator: Operator, value: string | boolean }} Condition
 */

/** @typedef {{ isAll: boolean, conditions: Condition[] }} When */

/** @typedef {{ code: string, text: Words }} Option */

/**
 * @typedef {object} Question
 * @property {string} id
 * @property {Kind} kind
 * @property {Words} text
 * @property {Words} help
 * @property {boolean} isRequired
 * @property {number | null} least of a number its least value; of several choices, people and files how many
 * @property {number | null} most the same, and of texts how many characters
 * @property {Option[]} options of a choice
 * @property {When | null} when null: always asked
 * @property {Question[]} questions of people: what is asked of each
 */

/** @typedef {{ id: string, title: Words, when: When | null, questions: Question[] }} Page */

/** @typedef {{ title: Words, pages: Page[] }} Form */

/**
 * Where a fault stands, each from 1; null where it is of what surrounds it. `inner` is a question about people.
 * @typedef {{ page: number | null, question: number | null, inner: number | null, option: number | null,
 *   condition: number | null }} Place
 */

/**
 * @typedef {"not-json" | "not-a-questionnaire" | "too-large" | "language" | "title" | "no-pages" | "too-many-pages"
 *   | "too-many-questions" | "too-many-options" | "too-many-conditions" | "not-a-page" | "empty-page" | "member" | "id"
 *   | "id-twice" | "type" | "nested" | "text-missing" | "text-long" | "text-marks" | "expression" | "options-missing"
 *   | "options-elsewhere" | "option" | "option-twice" | "number" | "range" | "nobody-asked" | "condition"
 *   | "condition-unknown" | "condition-later" | "condition-explanation" | "condition-people" | "condition-operator"
 *   | "condition-value"} FaultCode
 */

/** @typedef {{ place: Place, code: FaultCode, values: Record<string, string | number> }} Fault */

/**
 * A form as anybody may have written it: nothing in it is believed. Unknown members that only describe are left out.
 * @param {string} text JSON
 * @returns {{ form: Form, faults: Fault[] } | { form: null, faults: Fault[] }} a form has no faults
 */
export function readForm(text) {
  const faults = new Faults();
  const form = readMembers(text, faults);
  if (form !== null && faults.list.length === 0) {
    for (const { place, code, values } of conditionFaults(form)) {
      faults.add(place, code, values);
    }
  }

  return faults.list.length > 0 ? { form: null, faults: faults.list } : { form, faults: [] };
}

/**
 * A form as it was left while it was being made, whatever is missing in it.
 * @param {string} text JSON
 * @returns {Form | null} null: it is none at all
 */
export const readDraft = (text) => readMembers(text, new Faults());

/** What is wrong with a form that is being made. @param {Form} form */
export const faultsOf = (form) => readForm(writeForm(form)).faults;

/** A text in a language, or in the other one. @param {Words} words @param {"nl" | "en"} language */
export const wordsIn = (words, language) => words[language] || words[language === "nl" ? "en" : "nl"];

/** @param {string} text @param {Faults} faults @returns {Form | null} not to be used when there are faults */
function readMembers(text, faults) {
  if (new TextEncoder().encode(text).length > formLimits.json) {
    faults.add(whole, "too-large", { most: formLimits.json });
    return null;
  }

  const json = parsed(text);
  const members = membersOf(json);
  if (own(members, "resourceType") !== "Questionnaire") {
    faults.add(whole, json === null ? "not-json" : "not-a-questionnaire");
    return null;
  }

  const said = wordsOf(own(members, "language") ?? "nl").slice(0, 20);
  const [language] = /^(nl|en)(?=$|-)/.exec(said) ?? [];
  if (language === undefined) {
    faults.add(whole, "language", { language: said });
    return null;
  }

  return readPages(members, { faults, language: language === "en" ? "en" : "nl" });
}

/**
 * @param {import("./members.js").Members} members
 * @param {import("./read-parts.js").Reading} reading
 * @returns {Form}
 */
function readPages(members, reading) {
  const title = readWords(reading, members, "title", whole);
  if (isEmpty(title)) {
    reading.faults.add(whole, "title");
  }

  const limit = { most: formLimits.pages, code: /** @type {const} */ ("too-many-pages") };
  const items = readList(reading, members, "item", limit, whole);
  if (items.length === 0 && reading.faults.list.length === 0) {
    reading.faults.add(whole, "no-pages");
  }

  const reader = new ItemReader(reading);
  return { title, pages: items.map((item, at) => reader.page(item, { ...whole, page: at + 1 })) };
}

/** @param {string} text @returns {unknown} null when it is none */
function parsed(text) {
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      return null;
    }

    throw error;
  }
}
