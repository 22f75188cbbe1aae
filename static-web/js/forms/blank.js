/**
 * @typedef {import("./definition.js").Form} Form
 * @typedef {import("./definition.js").Page} Page
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./definition.js").Kind} Kind
 * @typedef {import("./definition.js").Option} Option
 * @typedef {import("./definition.js").When} When
 */

/** An id that no form has yet. */
export const newId = () => `q${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;

const noWords = () => ({ nl: "", en: "" });

/** @returns {Form} with one page */
export const newForm = () => ({ title: noWords(), pages: [newPage()] });

/** @returns {Page} without questions */
export const newPage = () => ({ id: newId(), title: noWords(), when: null, questions: [] });

/** @param {Kind} kind @returns {Question} a choice has two options, people one question */
export const newQuestion = (kind) => ({
  id: newId(),
  kind,
  text: noWords(),
  help: noWords(),
  isRequired: false,
  least: null,
  most: null,
  options: kind === "choice" || kind === "choices" ? [newOption(), newOption()] : [],
  when: null,
  questions: kind === "people" ? [newQuestion("text")] : [],
});

/** @returns {Option} */
export const newOption = () => ({ code: newId(), text: noWords() });

/** A page with new ids. Conditions on what was copied with it ask the copies. @param {Page} page @returns {Page} */
export function copyPage(page) {
  const ids = newIds(page.questions);
  return {
    ...structuredClone(page),
    id: newId(),
    questions: page.questions.map((question) => renamed(question, ids)),
  };
}

/** @param {Question} question @returns {Question} */
export const copyQuestion = (question) => renamed(question, newIds([question]));

/** @param {Question[]} questions @returns {Map<string, string>} */
const newIds = (questions) =>
  new Map(questions.flatMap((one) => [one, ...one.questions]).map(({ id }) => [id, newId()]));

/** @param {Question} question @param {Map<string, string>} ids @returns {Question} */
const renamed = (question, ids) => ({
  ...structuredClone(question),
  id: ids.get(question.id) ?? newId(),
  when: whenRenamed(question.when, ids),
  questions: question.questions.map((inner) => renamed(inner, ids)),
});

/** @param {When | null} when @param {Map<string, string>} ids @returns {When | null} */
const whenRenamed = (when, ids) =>
  when && {
    isAll: when.isAll,
    conditions: when.conditions.map((one) => ({ ...one, question: ids.get(one.question) ?? one.question })),
  };
