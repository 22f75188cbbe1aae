import { answersOf, dayOf, isAnswered, isBlank, keyInRow, rowsOf, slotsOf, valueOf } from "./answers.js";
import { dateIn, numberIn } from "./typed-value.js";

/**
 * @typedef {import("./definition.js").Form} Form
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./definition.js").When} When
 * @typedef {import("./definition.js").Condition} Condition
 * @typedef {import("./answers.js").Answers} Answers
 * @typedef {import("./answers.js").Value} Value
 */

/** @typedef {{ question: Question, value: Value | undefined }} Earlier */

/** What was asked so far, by id. @typedef {Map<string, Earlier>} Asked */

/**
 * What is asked, with these answers: ids of pages, and keys of answers. What is not asked counts as not answered for
 * what comes after it. A condition is a comparison of our own, and never code.
 * @param {Form} form
 * @param {Answers} answers
 * @returns {Set<string>}
 */
export function relevantIn(form, answers) {
  const relevant = new Set();
  /** @type {Asked} */
  const asked = new Map();
  for (const page of form.pages) {
    if (holds(page.when, asked)) {
      relevant.add(page.id);
      addQuestions(page, answersOf(answers, page.id), { relevant, asked });
    }
  }

  return relevant;
}

/**
 * @param {import("./definition.js").Page} page
 * @param {import("./answers.js").PageAnswers} given
 * @param {{ relevant: Set<string>, asked: Asked }} found
 */
function addQuestions(page, given, { relevant, asked }) {
  for (const question of page.questions) {
    if (holds(question.when, asked)) {
      relevant.add(question.id);
      asked.set(question.id, { question, value: valueOf(given, question.id) });
      rowsOf(given, question).forEach((row) => addRow(row, given, { relevant, asked: new Map(asked) }));
    }
  }
}

/**
 * @param {import("./answers.js").Row} row
 * @param {import("./answers.js").PageAnswers} given
 * @param {{ relevant: Set<string>, asked: Asked }} found asked: also of this row
 */
function addRow({ people, id }, given, { relevant, asked }) {
  for (const question of people.questions) {
    if (holds(question.when, asked)) {
      const key = keyInRow(people.id, id, question.id);
      relevant.add(key);
      asked.set(question.id, { question, value: valueOf(given, key) });
    }
  }
}

/**
 * Only what is asked and answered: what is sent.
 * @param {Form} form
 * @param {Answers} answers
 * @returns {Answers} with every page that is asked, in order
 */
export function askedAnswers(form, answers) {
  const relevant = relevantIn(form, answers);
  const pages = form.pages.filter(({ id }) => relevant.has(id)).map((page) => {
    const given = answersOf(answers, page.id);
    const kept = slotsOf(page, given).filter(({ key }) => relevant.has(key) && !isBlank(valueOf(given, key)));
    return [page.id, Object.fromEntries(kept.map(({ key }) => [key, given[key]]))];
  });
  return Object.fromEntries(pages);
}

/** @param {When | null} when @param {Asked} asked */
function holds(when, asked) {
  if (when === null) {
    return true;
  }

  const each = (/** @type {Condition} */ condition) => isSo(condition, asked.get(condition.question));
  return when.isAll ? when.conditions.every(each) : when.conditions.some(each);
}

/** @param {Condition} condition @param {Earlier | undefined} earlier */
function isSo({ operator, value }, earlier) {
  const isGiven = earlier !== undefined && isAnswered(earlier.question, earlier.value);
  switch (operator) {
    case "exists":
      return isGiven === value;
    case "=":
      return isGiven && compare(earlier, String(value)).includes(0);
    case "!=":
      // As FHIR has it: there is no answer that is equal, so none at all is enough.
      return !isGiven || !compare(earlier, String(value)).includes(0);
    case ">":
      return isGiven && compare(earlier, String(value)).some((order) => order > 0);
    case "<":
      return isGiven && compare(earlier, String(value)).some((order) => order < 0);
    case ">=":
      return isGiven && compare(earlier, String(value)).some((order) => order >= 0);
    case "<=":
      return isGiven && compare(earlier, String(value)).some((order) => order <= 0);
  }
}

/**
 * How each answer stands to the value of a condition: below 0 less, above it more.
 * @param {Earlier} earlier
 * @param {string} expected
 * @returns {number[]}
 */
function compare({ question, value }, expected) {
  switch (question.kind) {
    case "number":
      return [Number(numberIn(String(value))) - Number(expected)];
    case "date": {
      const day = String(dateIn(dayOf(value)));
      return [day === expected ? 0 : day > expected ? 1 : -1];
    }
    default:
      return (Array.isArray(value) ? value : [value]).map((one) => (String(one).trim() === expected ? 0 : NaN));
  }
}
