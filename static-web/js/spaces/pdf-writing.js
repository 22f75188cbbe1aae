import { text } from "../text/text.js";
import { makePdf } from "./pdf.js";

/**
 * @typedef {import("../../vendor/pdfkit.js").Structure} Structure
 * @typedef {{ regular: Uint8Array, bold: Uint8Array }} Fonts
 * @typedef {{ title: string, lines: string[] }} Item of a list: what it is about, and what is said of that
 * @typedef {object} About
 * @property {string} title
 * @property {string[]} facts lines below the title
 * @property {TextKey} unknownSigns what is said when the font lacks a sign
 */

const margins = { top: 56, bottom: 64, left: 56, right: 56 };
const sizes = { title: 20, section: 14, subheading: 12, words: 10.5, foot: 9 };
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
 * A tagged document (PDF/UA-1) of words: a title, sections with headings, lists; pages are numbered.
 * @param {About} about
 * @param {Fonts} fonts
 * @param {(writing: PdfWriting) => unknown} write
 * @returns {Promise<Blob>}
 */
export function writePdf(about, { regular, bold }, write) {
  return makePdf({ title: about.title, margins }, (doc) => {
    doc.registerFont("regular", regular).registerFont("bold", bold).font("regular");
    doc.addPage();
    const writing = new PdfWriting(doc, about);
    write(writing);
    writing.end();
  });
}

/** What is written in a document, with its structure. */
export class PdfWriting {
  #doc;
  #about;
  #root;
  #hasUnknown = false;

  /** @param {import("../../vendor/pdfkit.js").PdfDocument} doc @param {About} about */
  constructor(doc, about) {
    this.#doc = doc;
    this.#about = about;
    this.#root = doc.struct("Document");
    doc.addStructure(this.#root);
    this.#add(this.#root, "H1", about.title, { font: "bold", size: sizes.title, gap: 6 });
    about.facts.forEach((fact) => this.#add(this.#root, "P", fact, { color: muted, gap: 2 }));
  }

  /** @param {string} title @param {(section: Structure) => unknown} write */
  section(title, write) {
    const section = this.#doc.struct("Sect");
    this.#root.add(section);
    this.#doc.moveDown(1);
    this.#keepTogether(60);
    this.#add(section, "H2", title, { font: "bold", size: sizes.section, gap: 6 });
    write(section);
    section.end();
  }

  /** @param {Structure} section @param {string} title */
  subheading(section, title) {
    this.#keepTogether(50);
    this.#add(section, "H3", title, { font: "bold", size: sizes.subheading, gap: 4 });
  }

  /** @param {Structure} section @param {readonly Item[]} items */
  list(section, items) {
    const list = this.#doc.struct("L");
    section.add(list);
    items.forEach((item) => this.#item(list, item));
    list.end();
  }

  /** A line of its own. @param {Structure} section @param {string} words */
  paragraph(section, words) {
    this.#add(section, "P", words, { gap: 4 });
  }

  end() {
    if (this.#hasUnknown) {
      this.#doc.moveDown(1);
      this.#add(this.#root, "P", text(this.#about.unknownSigns), { color: muted, gap: 0 });
    }

    this.#root.end();
    const { start, count } = this.#doc.bufferedPageRange();
    for (let at = start; at < start + count; at++) {
      this.#doc.switchToPage(at);
      this.#foot(text("pdf.page", { n: at + 1, of: count }));
    }
  }

  /** @param {Structure} list @param {Item} item */
  #item(list, { title, lines }) {
    const options = { width: this.#width };
    const height = this.#doc.font("bold").fontSize(sizes.words).heightOfString(title, options)
      + this.#doc.font("regular").heightOfString(lines.slice(0, 3).join("\n"), options) + 16;
    this.#keepTogether(height);
    const item = this.#doc.struct("LI");
    list.add(item);
    const body = this.#doc.struct("LBody");
    item.add(body);
    this.#add(body, "P", title, { font: "bold", gap: 2 });
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
    doc.text(this.#known(this.#about.title).slice(0, 60), margins.left, y, { width: half, lineBreak: false });
    doc.text(words, margins.left + half, y, { width: half, align: "right", lineBreak: false });
    doc.endMarkedContent();
  }
}
