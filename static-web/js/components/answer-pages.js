import { answersOf, filesOf, isBlank, rowsOf, slotsOf, valueOf } from "../forms/answers.js";
import { wordsIn } from "../forms/definition.js";
import { relevantIn } from "../forms/relevance.js";
import { shownAnswer } from "../forms/shown-answer.js";
import { language } from "../text/text.js";
import { el } from "./dom.js";

/**
 * @typedef {import("../forms/definition.js").Form} Form
 * @typedef {import("../forms/definition.js").Page} Page
 * @typedef {import("../forms/answers.js").Answers} Answers
 * @typedef {import("../forms/answers.js").Slot} Slot
 * @typedef {import("../forms/answers.js").Value} Value
 * @typedef {object} Means
 * @property {(page: Page, heading: HTMLElement) => HTMLElement} [headOf] what stands above the answers of a page
 * @property {(slot: Slot) => Node | null} [under] what is said of an answer
 * @property {(files: import("../crypto/note-shapes.js").FileReference[]) => HTMLElement} [files] how files are shown,
 *   where they can be saved
 * @property {(page: Page) => Node | null} [behind] what stands below the answers of a page
 * @property {2 | 3} [level] of the headings of pages, by default 2
 */

/**
 * What was answered, to be read: what is asked, page by page, in the language of the page.
 * @param {Form} form
 * @param {Answers} answers
 * @param {Means} [means]
 */
export function answerPages(form, answers, means = {}) {
  const relevant = relevantIn(form, answers);
  const level = means.level === 3 ? "h3" : "h2";
  const pages = form.pages.map((page, at) => ({ page, n: at + 1 })).filter(({ page }) => relevant.has(page.id));
  return el("div", { class: "answer-pages" }, ...pages.map(({ page, n }) => {
    const title = wordsIn(page.title, language());
    const heading = el(level, title === "" ? { text: "fill.page", values: { n } } : { content: title });
    return el("section", { class: "answer-page" },
      means.headOf?.(page, heading) ?? heading,
      ...groupsOf(page, answers, relevant, means),
      means.behind?.(page) ?? null);
  }));
}

/** The questions of a page, with each of some people by themselves. @param {Page} page @param {Answers} answers
 * @param {Set<string>} relevant @param {Means} means */
function groupsOf(page, answers, relevant, means) {
  const given = answersOf(answers, page.id);
  const slots = slotsOf(page, given)
    .filter(({ key, question }) => relevant.has(key) && question.kind !== "explanation");
  /** @type {HTMLElement[]} */
  const groups = [];
  let last = "";
  for (const slot of slots) {
    const group = slot.row === null ? "" : slot.row.id;
    if (groups.length === 0 || group !== last || slot.question.kind === "people") {
      const person = { text: /** @type {const} */ ("fill.person"), values: { n: slot.row?.number ?? 0 } };
      slot.row !== null && groups.push(el(means.level === 3 ? "h4" : "h3", person));
      groups.push(el("dl", { class: "given" }));
      last = group;
    }

    const lines = slot.question.kind === "people"
      ? [el("p", { text: "fill.people.count", values: { n: rowsOf(given, slot.question).length } })]
      : answerOf(slot.question, valueOf(given, slot.key), means);
    groups.at(-1)?.append(el("div", {}, el("dt", { content: wordsIn(slot.question.text, language()) }),
      el("dd", {}, ...lines, means.under?.(slot) ?? null)));
  }

  return groups;
}

/** @param {import("../forms/definition.js").Question} question @param {Value | undefined} value @param {Means} means */
function answerOf(question, value, { files }) {
  if (value === undefined || isBlank(value)) {
    return [el("p", { class: "muted", text: "fill.unanswered" })];
  }

  if (question.kind === "file" && files !== undefined) {
    return [files(filesOf(value))];
  }

  const lines = shownAnswer(question, value, language());
  return lines.length > 1 && question.kind === "choices"
    ? [el("ul", {}, ...lines.map((line) => el("li", { content: line })))]
    : lines.map((line) => el("p", { content: line }));
}
