import { answersOf, isBlank, slotsOf, valueOf } from "./answers.js";
import { isPlainNumber } from "./conditions.js";
import { wordsIn } from "./definition.js";
import { relevantIn } from "./relevance.js";
import { shownAnswer } from "./shown-answer.js";
import { dateIn, numberIn } from "./typed-value.js";

/**
 * @typedef {import("./definition.js").Form} Form
 * @typedef {import("./definition.js").Page} Page
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./answers.js").Answers} Answers
 * @typedef {import("./answers.js").PageAnswers} PageAnswers
 * @typedef {import("./answers.js").Slot} Slot
 * @typedef {import("./answers.js").Value} Value
 * @typedef {{ formId: string, version: number, at: string, by: string, language: "nl" | "en" }} Facts of what was sent
 */

/**
 * What was sent as FHIR R5 has it (https://hl7.org/fhir/R5/questionnaireresponse.html).
 * @param {Form} form
 * @param {Answers} answers
 * @param {Facts} facts
 * @returns {string} JSON
 */
export function responseOf(form, answers, { formId, version, at, by, language }) {
  const relevant = relevantIn(form, answers);
  const asItem = (/** @type {Page} */ page) => ({
    linkId: page.id,
    ...textOf(wordsIn(page.title, language)),
    item: itemsOf(page, answersOf(answers, page.id), relevant, language),
  });
  return JSON.stringify({
    resourceType: "QuestionnaireResponse",
    questionnaire: `urn:zegel:form:${formId}|${version}`,
    language,
    status: "completed",
    authored: at,
    author: { display: by },
    item: form.pages.filter(({ id }) => relevant.has(id)).map(asItem).filter(({ item }) => item.length > 0),
  }, null, 2);
}

/** @param {Page} page @param {PageAnswers} given @param {Set<string>} relevant @param {"nl" | "en"} language */
function itemsOf(page, given, relevant, language) {
  const slots = slotsOf(page, given).filter(({ key }) => relevant.has(key));
  /** @type {(slot: Slot) => object[]} */
  const asItem = ({ question, key }) => {
    const value = valueOf(given, key);
    const text = textOf(wordsIn(question.text, language));
    return value === undefined || isBlank(value) ? []
      : [{ linkId: question.id, ...text, answer: answersAs(question, value, language) }];
  };
  /** Each person is an item of their own, with the id of the question. @type {(slot: Slot) => object[]} */
  const asPeople = ({ question }) => {
    const own = slots.filter(({ row }) => row?.people === question);
    return [...new Set(own.map(({ row }) => row?.id))].map((id) => ({
      linkId: question.id,
      ...textOf(wordsIn(question.text, language)),
      item: own.filter(({ row }) => row?.id === id).flatMap(asItem),
    }));
  };
  return slots.filter(({ row }) => row === null)
    .flatMap((slot) => (slot.question.kind === "people" ? asPeople(slot) : asItem(slot)));
}

/** @param {string} text */
const textOf = (text) => (text === "" ? {} : { text });

/** @param {Question} question @param {Value} value @param {"nl" | "en"} language @returns {object[]} */
function answersAs(question, value, language) {
  if (Array.isArray(value)) {
    return value.map((one) => (typeof one === "string"
      ? codingOf(question, one, language)
      : { valueAttachment: { contentType: one.type, size: one.size, title: one.name } }));
  }

  if (typeof value !== "string") {
    const day = "day" in value ? dateIn(value) : null;
    return [day === null ? { valueString: shownAnswer(question, value, language).join("\n") } : { valueDate: day }];
  }

  const number = question.kind === "number" ? numberIn(value) : null;
  return [question.kind === "choice" ? codingOf(question, value, language)
    : typeof number === "number" ? { valueDecimal: number } : { valueString: value }];
}

/** @param {Question} question @param {string} code @param {"nl" | "en"} language */
function codingOf({ options }, code, language) {
  const option = options.find((one) => one.code === code);
  return { valueCoding: option === undefined ? { code } : { code, display: wordsIn(option.text, language) } };
}

/** A column of the table of answers. @typedef {"page" | "question" | "person" | "answer" | "by" | "at"} Column */

/** @type {readonly Column[]} */
const columns = ["page", "question", "person", "answer", "by", "at"];

/**
 * What was sent as a table that Excel opens: a line for each question that was asked.
 * @param {Form} form
 * @param {Answers} answers
 * @param {"nl" | "en"} language
 * @param {(column: Column) => string} nameOf
 */
export function tableOf(form, answers, language, nameOf) {
  const relevant = relevantIn(form, answers);
  const lines = form.pages.flatMap((page, at) => {
    const given = answersOf(answers, page.id);
    const title = wordsIn(page.title, language) || String(at + 1);
    return slotsOf(page, given)
      .filter(({ key, question: { kind } }) => relevant.has(key) && kind !== "explanation" && kind !== "people")
      .map(({ question, key, row }) => {
        const answer = Object.hasOwn(given, key) ? given[key] : undefined;
        const shown = shownAnswer(question, answer?.value, language).join("\n");
        return [title, wordsIn(question.text, language), row === null ? "" : String(row.number), shown,
          answer?.by ?? "", answer?.at ?? ""];
      });
  });
  // With its mark Excel reads it as UTF-8; with semicolons it asks nothing where commas are in numbers.
  return `\uFEFF${[columns.map(nameOf), ...lines].map((line) => line.map(cellOf).join(";")).join("\r\n")}\r\n`;
}

/**
 * What somebody typed is no formula, whatever it begins with; nor what would be a cell of its own where a table is
 * divided by other signs than here.
 * @param {string} words
 */
function cellOf(words) {
  const whole = /^[=+\-@\t\r]/.test(words) && !isPlainNumber(words.replace(",", ".")) ? `'${words}` : words;
  const plain = whole.replace(/([,;\t\r\n]\s*)(?=[=+@])/g, "$1'");
  return `"${plain.replaceAll('"', '""')}"`;
}
