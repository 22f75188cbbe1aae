import { answersOf, isBlank, rowsOf, slotsOf, valueOf } from "../forms/answers.js";
import { wordsIn } from "../forms/definition.js";
import { relevantIn } from "../forms/relevance.js";
import { shownAnswer } from "../forms/shown-answer.js";
import { language, text } from "../text/text.js";
import { makePdf } from "./pdf.js";

/**
 * @typedef {import("../forms/definition.js").Form} Form
 * @typedef {import("../forms/definition.js").Page} Page
 * @typedef {import("../forms/answers.js").Answers} Answers
 * @typedef {import("../forms/answers.js").Slot} Slot
 * @typedef {import("../../vendor/pdfkit.js").Structure} Structure
 * @typedef {{ regular: Uint8Array, bold: Uint8Array }} Fonts
 * @typedef {object} Record
 * @property {Form} form
 * @property {Answers} answers
 * @property {string} title
 * @property {string[]} facts lines below the title: for whom, by whom, when
 */

const margins = { top: 56, bottom: 64, left: 56, right: 56 };
const sizes = { title: 20, page: 14, person: 12, words: 10.5, foot: 9 };
const ink = "#1b1f24";
const muted = "#565d66";

/** What stands for a sign that the font does not have: PDF/UA has no place for one that is nothing. */
const unknownSign = "\u25a1";

/** The parts of the site that make a document, asked for only then. @returns {Promise<Fonts>} */
export async function fetchPdfParts() {
  const [regular, bold] = await Promise.all([
    fetchFont("/vendor/dejavu-sans.woff"),
    fetchFont("/vendor/dejavu-sans-bold.woff"),
    import("../../vendor/pdfkit.js"),
  ]);
  return { regular, bold };
}

/** @param {string} address */
async function fetchFont(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`The font did not come: ${response.status}.`);
  }

  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Answers as a tagged document (PDF/UA-1): a title, a heading for each page, a list of its questions with their
 * answers. It is in the language of the page.
 * @param {Record} record
 * @param {Fonts} fonts
 * @returns {Promise<Blob>}
 */
export function makeAnswersPdf({ form, answers, title, facts }, { regular, bold }) {
  return makePdf({ title, margins }, (doc) => {
    doc.registerFont("regular", regular).registerFont("bold", bold).font("regular");
    doc.addPage();
    const writing = new Writing(doc, title);
    writing.head(title, facts);
    const relevant = relevantIn(form, answers);
    for (const [at, page] of form.pages.filter(({ id }) => relevant.has(id)).entries()) {
      writing.page(page, answersOf(answers, page.id), relevant, at + 1);
    }

    writing.end();
  });
}

/** What is written, with its structure. */
class Writing {
  #doc;
  #title;
  #root;
  #hasUnknown = false;

  /** @param {import("../../vendor/pdfkit.js").PdfDocument} doc @param {string} title */
  constructor(doc, title) {
    this.#doc = doc;
    this.#title = title;
    this.#root = doc.struct("Document");
    doc.addStructure(this.#root);
  }

  /** @param {string} title @param {string[]} facts */
  head(title, facts) {
    this.#add(this.#root, "H1", title, { font: "bold", size: sizes.title, gap: 6 });
    facts.forEach((fact) => this.#add(this.#root, "P", fact, { color: muted, gap: 2 }));
  }

  /**
   * @param {Page} page
   * @param {import("../forms/answers.js").PageAnswers} given
   * @param {Set<string>} relevant
   * @param {number} number from 1
   */
  page(page, given, relevant, number) {
    const section = this.#doc.struct("Sect");
    this.#root.add(section);
    const title = wordsIn(page.title, language()) || text("fill.page", { n: number });
    this.#doc.moveDown(1);
    this.#keepTogether(60);
    this.#add(section, "H2", title, { font: "bold", size: sizes.page, gap: 6 });
    const slots = slotsOf(page, given)
      .filter(({ key, question }) => relevant.has(key) && question.kind !== "explanation");
    for (const { row, slots: some } of groupsOf(slots)) {
      if (row !== null) {
        this.#keepTogether(50);
        const person = text("fill.person", { n: row.number });
        this.#add(section, "H3", person, { font: "bold", size: sizes.person, gap: 4 });
      }

      const list = this.#doc.struct("L");
      section.add(list);
      some.forEach((slot) => this.#item(list, slot, given));
      list.end();
    }

    section.end();
  }

  end() {
    if (this.#hasUnknown) {
      this.#doc.moveDown(1);
      this.#add(this.#root, "P", text("fill.pdf.unknown-signs"), { color: muted, gap: 0 });
    }

    this.#root.end();
    const { start, count } = this.#doc.bufferedPageRange();
    for (let at = start; at < start + count; at++) {
      this.#doc.switchToPage(at);
      this.#foot(text("fill.pdf.page", { n: at + 1, of: count }));
    }
  }

  /** A question with its answer. @param {Structure} list @param {Slot} slot
   * @param {import("../forms/answers.js").PageAnswers} given */
  #item(list, { question, key }, given) {
    const value = valueOf(given, key);
    const asked = wordsIn(question.text, language());
    const lines = question.kind === "people"
      ? [text("fill.people.count", { n: rowsOf(given, question).length })]
      : isBlank(value) ? [text("fill.unanswered")] : shownAnswer(question, value, language());
    const options = { width: this.#width };
    const height = this.#doc.font("bold").fontSize(sizes.words).heightOfString(asked, options)
      + this.#doc.font("regular").heightOfString(lines.slice(0, 3).join("\n"), options) + 16;
    this.#keepTogether(height);
    const item = this.#doc.struct("LI");
    list.add(item);
    const body = this.#doc.struct("LBody");
    item.add(body);
    this.#add(body, "P", asked, { font: "bold", gap: 2 });
    lines.forEach((line, at) => this.#add(body, "P", line, { gap: at === lines.length - 1 ? 8 : 0 }));
    body.end();
    item.end();
  }

  /**
   * @param {Structure} parent
   * @param {string} type
   * @param {string} words
   * @param {{ font?: "regular" | "bold", size?: number, color?: string, gap: number }} look
   */
  #add(parent, type, words, { font = "regular", size = sizes.words, color = ink, gap }) {
    const doc = this.#doc;
    parent.add(doc.struct(type, () => {
      doc.font(font).fontSize(size).fillColor(color);
      doc.text(this.#known(words) || " ", margins.left, doc.y, { width: this.#width, lineGap: 2, paragraphGap: gap });
    }));
  }

  /** What the font does not have is shown as a box, and said. @param {string} words */
  #known(words) {
    const { font } = this.#doc._font;
    return [...words.normalize("NFC").replaceAll("\t", " ")].map((sign) => {
      const isKnown = sign === "\n" || font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
      this.#hasUnknown ||= !isKnown;
      return isKnown ? sign : unknownSign;
    }).join("");
  }

  get #width() {
    return this.#doc.page.width - margins.left - margins.right;
  }

  /** @param {number} height in points */
  #keepTogether(height) {
    if (this.#doc.y + height > this.#doc.page.height - margins.bottom) {
      this.#doc.addPage();
    }
  }

  /** At the foot of a page, for the eye alone. @param {string} words */
  #foot(words) {
    const doc = this.#doc;
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc.font("regular").fontSize(sizes.foot).fillColor(muted);
    const y = doc.page.height - 40;
    const half = this.#width / 2;
    doc.text(this.#known(this.#title).slice(0, 60), margins.left, y, { width: half, lineBreak: false });
    doc.text(words, margins.left + half, y, { width: half, align: "right", lineBreak: false });
    doc.endMarkedContent();
  }
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
