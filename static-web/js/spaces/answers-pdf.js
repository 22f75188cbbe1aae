import { answersOf, isBlank, rowsOf, slotsOf, valueOf } from "../forms/answers.js";
import { wordsIn } from "../forms/definition.js";
import { relevantIn } from "../forms/relevance.js";
import { shownAnswer } from "../forms/shown-answer.js";
import { language, text } from "../text/text.js";
import { writePdf } from "./pdf-writing.js";

export { fetchPdfParts } from "./pdf-writing.js";

/**
 * @typedef {import("../forms/definition.js").Form} Form
 * @typedef {import("../forms/definition.js").Page} Page
 * @typedef {import("../forms/answers.js").Answers} Answers
 * @typedef {import("../forms/answers.js").Slot} Slot
 * @typedef {import("../../vendor/pdfkit.js").Structure} Structure
 * @typedef {import("./pdf-writing.js").PdfWriting} PdfWriting
 * @typedef {object} Record
 * @property {Form} form
 * @property {Answers} answers
 * @property {string} title
 * @property {string[]} facts lines below the title: for whom, by whom, when
 */

/**
 * Answers as a tagged document (PDF/UA-1): a title, a heading for each page, a list of its questions with their
 * answers. It is in the language of the page.
 * @param {Record} record
 * @param {import("./pdf-writing.js").Fonts} fonts
 * @returns {Promise<Blob>}
 */
export function makeAnswersPdf({ form, answers, title, facts }, fonts) {
  return writePdf({ title, facts, unknownSigns: "fill.pdf.unknown-signs" }, fonts, (writing) => {
    const relevant = relevantIn(form, answers);
    for (const [at, page] of form.pages.filter(({ id }) => relevant.has(id)).entries()) {
      writePage(writing, page, answersOf(answers, page.id), relevant, at + 1);
    }
  });
}

/**
 * @param {PdfWriting} writing
 * @param {Page} page
 * @param {import("../forms/answers.js").PageAnswers} given
 * @param {Set<string>} relevant
 * @param {number} number from 1
 */
function writePage(writing, page, given, relevant, number) {
  writing.section(wordsIn(page.title, language()) || text("fill.page", { n: number }), (section) => {
    const slots = slotsOf(page, given)
      .filter(({ key, question }) => relevant.has(key) && question.kind !== "explanation");
    for (const { row, slots: some } of groupsOf(slots)) {
      if (row !== null) {
        writing.subheading(section, text("fill.person", { n: row.number }));
      }

      writing.list(section, some.map((slot) => itemOf(slot, given)));
    }
  });
}

/** A question with its answer. @param {Slot} slot @param {import("../forms/answers.js").PageAnswers} given */
function itemOf({ question, key }, given) {
  const value = valueOf(given, key);
  return {
    title: wordsIn(question.text, language()),
    lines: question.kind === "people"
      ? [text("fill.people.count", { n: rowsOf(given, question).length })]
      : isBlank(value) ? [text("fill.unanswered")] : shownAnswer(question, value, language()),
  };
}

/** What is asked of one person stands together. @param {Slot[]} slots */
function groupsOf(slots) {
  /** @type {{ row: Slot["row"], slots: Slot[] }[]} */
  const groups = [];
  for (const slot of slots) {
    const last = groups.at(-1);
    last !== undefined && last.row?.id === slot.row?.id ? last.slots.push(slot)
      : groups.push({ row: slot.row, slots: [slot] });
  }

  return groups;
}
