import { addressOf, answersOf, codesOf, dayOf, isBlank, slotsOf, valueOf } from "./answers.js";
import { formLimits } from "./limits.js";
import { relevantIn } from "./relevance.js";
import { dateIn, numberIn } from "./typed-value.js";

/**
 * @typedef {import("./definition.js").Form} Form
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./answers.js").Answers} Answers
 * @typedef {import("./answers.js").Slot} Slot
 * @typedef {import("./answers.js").Value} Value
 */

/**
 * @typedef {"required" | "too-long" | "not-a-number" | "unclear-number" | "too-small" | "too-large" | "not-a-date"
 *   | "not-an-option" | "too-few" | "too-many" | "address-part" | "too-many-files"
 *   | "page-too-long"} AnswerFaultCode
 */

/**
 * @typedef {{ slot: Slot, code: AnswerFaultCode, values: Record<string, string | number> }} AnswerFault values: "most",
 *   "least", "length", "count"; of an address "part", the first that is missing; of a page "over", in bytes
 */

/** By how much the answers to a page are more than can be saved, in bytes; 0: they are not.
 * @param {import("./answers.js").PageAnswers} answers */
export const excessOf = (answers) => Math.max(0, sizeOf(answers) - formLimits.answers);

/** As JSON in bytes. @param {unknown} value */
const sizeOf = (value) => new TextEncoder().encode(JSON.stringify(value)).length;

/**
 * What must be put right before the answers can be sent, in the order of the form. Of what is not asked, nothing.
 * @param {Form} form
 * @param {Answers} answers
 * @returns {AnswerFault[]}
 */
export function faultsIn(form, answers) {
  const relevant = relevantIn(form, answers);
  let files = 0;
  return form.pages.flatMap((page) => {
    const given = answersOf(answers, page.id);
    const slots = slotsOf(page, given).filter(({ key }) => relevant.has(key));
    const own = slots.flatMap((slot) => {
      const value = valueOf(given, slot.key);
      files += slot.question.kind === "file" && Array.isArray(value) ? value.length : 0;
      const fault = files > formLimits.files && slot.question.kind === "file" && !isBlank(value)
        ? { code: /** @type {const} */ ("too-many-files"), values: { most: formLimits.files } }
        : faultOf(slot.question, value);
      return fault === null ? [] : [{ slot, ...fault }];
    });
    return [...own, ...pageFault(slots, given)];
  });
}

/** Where most can be made shorter, when they are too much together. @param {Slot[]} slots
 * @param {import("./answers.js").PageAnswers} given @returns {AnswerFault[]} */
function pageFault(slots, given) {
  const over = excessOf(given);
  const [slot] = over === 0 ? [] : slots.map((one) => ({ one, size: sizeOf(valueOf(given, one.key) ?? "") }))
    .sort((one, other) => other.size - one.size).map(({ one }) => one);
  return slot === undefined ? [] : [{ slot, code: "page-too-long", values: { over } }];
}

/** How many of those that are asked have something filled in. @param {Form} form @param {Answers} answers */
export function progressOf(form, answers) {
  const relevant = relevantIn(form, answers);
  const filled = form.pages.flatMap((page) => {
    const given = answersOf(answers, page.id);
    return slotsOf(page, given)
      .filter(({ key, question }) => relevant.has(key) && question.kind !== "explanation")
      .map(({ key }) => !isBlank(valueOf(given, key)));
  });
  return { answered: filled.filter((isFilled) => isFilled).length, total: filled.length };
}

/** How long an answer can be. @param {Question} question */
export const longestOf = ({ kind, most }) =>
  most ?? (kind === "long-text" ? formLimits.longAnswer : formLimits.shortAnswer);

/** How many people or files there can be. @param {Question} question */
export const mostOf = ({ kind, most }) =>
  most ?? (kind === "people" ? formLimits.peopleUnsaid : formLimits.filesUnsaid);

/**
 * @param {Question} question
 * @param {Value | undefined} value
 * @returns {{ code: AnswerFaultCode, values: Record<string, string | number> } | null}
 */
function faultOf(question, value) {
  const { kind, isRequired, least } = question;
  if (value === undefined || isBlank(value)) {
    const isMissing = isRequired || (kind === "people" && (least ?? 0) > 0);
    return isMissing && kind !== "explanation" ? { code: "required", values: {} } : null;
  }

  switch (kind) {
    case "text":
    case "long-text":
      return String(value).length > longestOf(question)
        ? { code: "too-long", values: { most: longestOf(question), length: String(value).length } }
        : null;
    case "number":
      return numberFault(question, numberIn(String(value)));
    case "date":
      return dateIn(dayOf(value)) === null
        ? { code: "not-a-date", values: {} }
        : null;
    case "choice":
    case "choices":
      return choiceFault(question, codesOf(value));
    case "address":
      return addressFault(addressOf(value));
    default:
      return countFault(question, Array.isArray(value) ? value.length : 0, mostOf(question));
  }
}

/** @param {Question} question @param {ReturnType<typeof numberIn>} number
 * @returns {{ code: AnswerFaultCode, values: Record<string, number> } | null} */
function numberFault({ least, most }, number) {
  if (typeof number !== "number") {
    return { code: number === null ? "not-a-number" : "unclear-number", values: {} };
  }

  if (least !== null && number < least) {
    return { code: "too-small", values: { least } };
  }

  return most !== null && number > most ? { code: "too-large", values: { most } } : null;
}

/** @param {Question} question @param {string[]} codes */
function choiceFault(question, codes) {
  const known = question.options.map(({ code }) => code);
  return codes.every((code) => known.includes(code))
    ? countFault(question, codes.length, question.most ?? known.length)
    : { code: /** @type {const} */ ("not-an-option"), values: {} };
}

/** @param {Question} question @param {number} count @param {number} most
 * @returns {{ code: AnswerFaultCode, values: Record<string, number> } | null} */
function countFault({ least }, count, most) {
  if (least !== null && count < least) {
    return { code: "too-few", values: { least, count } };
  }

  return count > most ? { code: "too-many", values: { most, count } } : null;
}

/** @param {import("./answers.js").TypedAddress} value
 * @returns {{ code: AnswerFaultCode, values: Record<string, string> } | null} */
function addressFault(value) {
  const part = /** @type {const} */ (["street", "postcode", "city"]).find((name) => value[name].trim() === "");
  return part === undefined ? null : { code: "address-part", values: { part } };
}
