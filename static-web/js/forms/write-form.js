import { rangeOf, typeOf, urls } from "./fhir.js";
import { isPlainNumber } from "./conditions.js";

/**
 * @typedef {import("./definition.js").Form} Form
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./definition.js").Words} Words
 * @typedef {import("./definition.js").When} When
 */

/**
 * A form as JSON: a Questionnaire as FHIR R5 has it, that `readForm` reads again.
 * @param {Form} form
 * @returns {string}
 */
export function writeForm(form) {
  const questions = form.pages.flatMap((page) => page.questions.flatMap((one) => [one, ...one.questions]));
  const kinds = new Map(questions.map(({ id, kind }) => [id, kind]));
  const questionnaire = {
    resourceType: "Questionnaire",
    language: "nl",
    ...wordsAs("title", form.title),
    status: "active",
    item: form.pages.map((page) => ({
      linkId: page.id,
      type: "group",
      ...wordsAs("text", page.title),
      ...whenAs(page.when, kinds),
      item: page.questions.map((question) => questionAs(question, kinds)),
    })),
  };
  return JSON.stringify(questionnaire);
}

/** @typedef {Map<string, import("./definition.js").Kind>} Kinds of each question */

/** @param {Question} question @param {Kinds} kinds @returns {object} */
function questionAs(question, kinds) {
  const { id, kind, text, help, isRequired, most, options, when, questions } = question;
  const isText = kind === "text" || kind === "long-text";
  const extensions = [...rangeAs(question), ...(kind === "address" ? [{ url: urls.address, valueBoolean: true }] : [])];
  const inner = [...helpAs(id, help), ...questions.map((one) => questionAs(one, kinds))];
  return {
    linkId: id,
    type: typeOf[kind],
    ...(extensions.length > 0 ? { extension: extensions } : {}),
    ...wordsAs("text", text),
    ...whenAs(when, kinds),
    ...(isRequired ? { required: true } : {}),
    ...(kind === "choices" || kind === "people" || (kind === "file" && most !== 1) ? { repeats: true } : {}),
    ...(isText && most !== null ? { maxLength: most } : {}),
    ...(options.length > 0 ? { answerOption: options.map(optionAs) } : {}),
    ...(inner.length > 0 ? { item: inner } : {}),
  };
}

/** @param {import("./definition.js").Option} option */
const optionAs = ({ code, text }) => ({ valueCoding: { code, ...wordsAs("display", text) } });

/** @param {Question} question */
function rangeAs({ kind, least, most }) {
  const names = rangeOf[kind];
  return names === undefined
    ? []
    : [[names.least, least], [names.most, most]]
        .filter(([, value]) => value !== null)
        .map(([url, value]) => ({ url, [names.value]: value }));
}

/** @param {string} id @param {Words} help */
function helpAs(id, help) {
  if (help.nl === "" && help.en === "") {
    return [];
  }

  const concept = { coding: [{ system: urls.controls, code: "help" }] };
  const extension = [{ url: urls.control, valueCodeableConcept: concept }];
  return [{ linkId: `${id}.help`, type: "display", extension, ...wordsAs("text", help) }];
}

/** @param {string} name @param {Words} words */
function wordsAs(name, { nl, en }) {
  const translation = {
    url: urls.translation,
    extension: [{ url: "lang", valueCode: "en" }, { url: "content", valueString: en }],
  };
  return {
    ...(nl === "" ? {} : { [name]: nl }),
    ...(en === "" ? {} : { [`_${name}`]: { extension: [translation] } }),
  };
}

/** @param {When | null} when @param {Kinds} kinds */
function whenAs(when, kinds) {
  if (when === null) {
    return {};
  }

  return {
    enableWhen: when.conditions.map(({ question, operator, value }) =>
      ({ question, operator, ...answerAs(kinds.get(question), value) })),
    enableBehavior: when.isAll ? "all" : "any",
  };
}

/** @param {import("./definition.js").Kind | undefined} kind @param {string | boolean} value */
function answerAs(kind, value) {
  if (typeof value === "boolean") {
    return { answerBoolean: value };
  }

  switch (kind) {
    case "number":
      return isPlainNumber(value) ? { answerDecimal: Number(value) } : { answerString: value };
    case "date":
      return { answerDate: value };
    case "choice":
    case "choices":
      return { answerCoding: { code: value } };
    default:
      return { answerString: value };
  }
}
