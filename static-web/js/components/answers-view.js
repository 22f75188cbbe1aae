import { answersOf, slotsOf, valueOf } from "../forms/answers.js";
import { faultsIn } from "../forms/check.js";
import { wordsIn } from "../forms/definition.js";
import { relevantIn } from "../forms/relevance.js";
import { shownAnswer } from "../forms/shown-answer.js";
import { language } from "../text/text.js";
import { el, icon } from "./dom.js";

/**
 * @typedef {import("../forms/definition.js").Form} Form
 * @typedef {import("../forms/definition.js").Page} Page
 * @typedef {import("../forms/answers.js").Answers} Answers
 * @typedef {import("../forms/answers.js").Slot} Slot
 * @typedef {import("../forms/check.js").AnswerFault} AnswerFault
 */

/**
 * What was answered, page by page, to be read. It is checked here again: whoever wrote it did so with a browser of
 * their
 * own. Made in the language of the page.
 * @param {Form} form
 * @param {Answers} answers
 * @param {ReadonlySet<string>} damaged pages of which not all could be read, by their ids
 */
export function answersView(form, answers, damaged = new Set()) {
  const relevant = relevantIn(form, answers);
  const faults = new Map(faultsIn(form, answers).map((fault) => [fault.slot.key, fault]));
  const pages = form.pages.map((page, at) => ({ page, at: at + 1 })).filter(({ page }) => relevant.has(page.id));
  return el("div", { class: "answers" }, ...pages.map(({ page, at }) => {
    const slots = slotsOf(page, answersOf(answers, page.id))
      .filter(({ key, question }) => relevant.has(key) && question.kind !== "explanation");
    return el("section", { class: "answers-page" }, titleOf(page, at),
      ...(damaged.has(page.id) ? [warning("tasks.answers.damaged")] : []),
      ...groupsOf(slots).map((group) => groupView(group, answers, faults)));
  }));
}

/** @param {Page} page @param {number} at */
function titleOf({ title }, at) {
  const words = wordsIn(title, language());
  return el("h2", words === "" ? { text: "tasks.answers.page", values: { n: at } } : { content: words });
}

/** Those that are of the same person stand together. @param {Slot[]} slots */
function groupsOf(slots) {
  /** @type {Slot[][]} */
  const groups = [];
  for (const slot of slots) {
    const last = groups.at(-1);
    const isSame = last !== undefined && last[0]?.row?.id === slot.row?.id && slot.question.kind !== "people"
      && last[0]?.question.kind !== "people";
    isSame ? last.push(slot) : groups.push([slot]);
  }

  return groups;
}

/** @param {Slot[]} group @param {Answers} answers @param {Map<string, AnswerFault>} faults */
function groupView(group, answers, faults) {
  const [first] = group;
  if (first?.question.kind === "people") {
    const fault = faults.get(first.key);
    return el("div", {}, el("h3", { content: wordsIn(first.question.text, language()) }),
      ...(fault === undefined ? [] : [faultLine(fault)]));
  }

  const person = first?.row ?? null;
  const head = person === null ? [] : [el("h4", { text: "tasks.answers.person", values: { n: person.number } })];
  return el("div", {}, ...head, el("dl", { class: "answers-list" }, ...group.map((slot) => {
    const value = valueOf(answersOf(answers, slot.page.id), slot.key);
    const lines = shownAnswer(slot.question, value, language());
    const fault = faults.get(slot.key);
    return el("div", {}, el("dt", { content: wordsIn(slot.question.text, language()) }),
      el("dd", {}, ...(lines.length === 0 ? [el("p", { class: "muted", text: "tasks.answers.none" })]
        : lines.map((line) => el("p", { content: line }))), ...(fault === undefined ? [] : [faultLine(fault)])));
  })));
}

/** @param {AnswerFault} fault */
const faultLine = ({ code }) => warning(code === "required" ? "tasks.answers.missing" : "tasks.answers.impossible");

/** @param {TextKey} text */
const warning = (text) => el("p", { class: "answers-fault" }, icon("warning"), el("span", { text }));
