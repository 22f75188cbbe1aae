import { formLimits } from "./limits.js";
import { isDay } from "./typed-value.js";

/**
 * @typedef {import("./definition.js").Form} Form
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./definition.js").Condition} Condition
 * @typedef {import("./definition.js").Fault} Fault
 * @typedef {import("./definition.js").FaultCode} FaultCode
 * @typedef {import("./definition.js").Kind} Kind
 * @typedef {import("./definition.js").Place} Place
 */

/** With which operators a kind can be asked about, beside "exists". @type {Partial<Record<Kind, string[]>>} */
const comparisons = {
  text: ["=", "!="],
  number: ["=", "!=", ">", "<", ">=", "<="],
  date: ["=", "!=", ">", "<", ">=", "<="],
  choice: ["=", "!="],
  choices: ["=", "!="],
};

/** The operators that a condition on a question of a kind can have. @param {Kind} kind @returns {string[]} */
export const operatorsOf = (kind) =>
  kind === "explanation" ? [] : ["exists", ...(comparisons[kind] ?? [])];

/** Whether a value of a condition is a number. @param {string} value */
export const isPlainNumber = (value) => /^-?\d{1,15}(\.\d{1,10})?$/.test(value);

/** Where a question stands, and within which people. @typedef {{ at: number, question: Question,
 *   people: Question | null }} Standing */

/**
 * What is wrong with the conditions of a form. A condition asks about what comes before it, so that there are no loops;
 * about one person only what is asked of the same person.
 * @param {Form} form
 * @returns {Fault[]}
 */
export function conditionFaults(form) {
  const known = standingOf(form);
  return form.pages.flatMap((page, at) => {
    const place = { page: at + 1, question: null, inner: null, option: null, condition: null };
    const first = page.questions[0];
    const before = first === undefined ? Infinity : known.get(first.id)?.at ?? Infinity;
    return [
      ...faultsOfWhen(page.when, { place, before, people: null }, known),
      ...page.questions.flatMap((question, index) =>
        faultsOfQuestion(question, { ...place, question: index + 1 }, known)),
    ];
  });
}

/** @param {Question} question @param {Place} place @param {Map<string, Standing>} known */
function faultsOfQuestion(question, place, known) {
  const before = known.get(question.id)?.at ?? 0;
  return [
    ...faultsOfWhen(question.when, { place, before, people: null }, known),
    ...question.questions.flatMap((inner, index) =>
      faultsOfWhen(
        inner.when,
        { place: { ...place, inner: index + 1 }, before: known.get(inner.id)?.at ?? 0, people: question },
        known,
      )),
  ];
}

/** @param {Form} form @returns {Map<string, Standing>} */
function standingOf(form) {
  const known = new Map();
  for (const question of form.pages.flatMap(({ questions }) => questions)) {
    known.set(question.id, { at: known.size, question, people: null });
    for (const inner of question.questions) {
      known.set(inner.id, { at: known.size, question: inner, people: question });
    }
  }

  return known;
}

/**
 * @param {import("./definition.js").When | null} when
 * @param {{ place: Place, before: number, people: Question | null }} where
 * @param {Map<string, Standing>} known
 * @returns {Fault[]}
 */
function faultsOfWhen(when, where, known) {
  return (when?.conditions ?? []).flatMap((condition, index) => {
    const code = faultOf(condition, where, known.get(condition.question));
    const place = { ...where.place, condition: index + 1 };
    return code === null ? [] : [{ place, code, values: { question: condition.question } }];
  });
}

/**
 * @param {Condition} condition
 * @param {{ before: number, people: Question | null }} where
 * @param {Standing | undefined} target
 * @returns {FaultCode | null}
 */
function faultOf({ operator, value }, { before, people }, target) {
  if (target === undefined) {
    return "condition-unknown";
  }

  if (target.at >= before || target.question === people) {
    return "condition-later";
  }

  const { kind, options } = target.question;
  if (target.people !== null && target.people !== people) {
    return "condition-people";
  }

  if (kind === "explanation") {
    return "condition-explanation";
  }

  if (!operatorsOf(kind).includes(operator)) {
    return "condition-operator";
  }

  return isValueOf(kind, options, operator, value) ? null : "condition-value";
}

/**
 * @param {Kind} kind
 * @param {import("./definition.js").Option[]} options
 * @param {string} operator
 * @param {string | boolean} value
 */
function isValueOf(kind, options, operator, value) {
  if (operator === "exists" || typeof value === "boolean") {
    return operator === "exists" && typeof value === "boolean";
  }

  switch (kind) {
    case "number":
      return isPlainNumber(value);
    case "date":
      return isDay(value);
    case "choice":
    case "choices":
      return options.some(({ code }) => code === value);
    default:
      return value !== "" && value.length <= formLimits.text;
  }
}
