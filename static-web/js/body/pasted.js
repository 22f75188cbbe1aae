import { isFormatted, plainOf } from "./plain.js";
import { readBody } from "./body.js";
import { readHtml } from "./html.js";
import { addLine, lineOfList } from "./word-lists.js";
import { pastedLink } from "./links.js";

/**
 * @typedef {import("./body.js").Body} Body
 * @typedef {import("./body.js").Block} Block
 * @typedef {import("./body.js").Run} Run
 * @typedef {import("./html.js").Markup} Markup
 * @typedef {Omit<Run, "text">} Marks
 */

/** What begins on a line of its own, and ends it. */
const lines = new Set(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section", "article", "header",
  "footer", "main", "aside", "nav", "address", "dl", "dt", "dd", "figure", "figcaption", "form", "fieldset", "body",
  "html", "center", "hr", "caption"]);

/** What says nothing of what was written. */
const unread = new Set(["head", "style", "script", "title", "xml", "noscript", "textarea", "select", "button", "iframe",
  "object", "svg", "math", "template", "img", "video", "audio", "canvas"]);

/** Longer than any message is by far; it is pasted as plain text. */
const longest = 2_000_000;

/**
 * What HTML from a word processor or a mail says, as far as a message can say it: lines, bold and italic, lists, quotes
 * and links.
 * @param {string} html from the clipboard
 * @returns {Body | null} null when it says nothing, or more than a message may hold
 */
export function pastedBody(html) {
  if (html.length > longest) {
    return null;
  }

  const root = readHtml(html);
  const pasting = new Pasting(html.includes("data-pm-slice"), sheetOf(root));
  pasting.read(root, {});
  const body = readBody(pasting.end());
  return body === null || (plainOf(body).trim() === "" && !isFormatted(body)) ? null : body;
}

/** What a document says of its paragraphs. @typedef {{ selectors: string[], style: string }} Rule */

/** All that a document says of how it looks. @param {Markup} element @returns {string} */
const styleIn = ({ name, children }) => children.map((child) =>
  (typeof child !== "string" ? styleIn(child) : name === "style" ? child : "")).join("");

/** @param {Markup} root @returns {Rule[]} */
const sheetOf = (root) => [...styleIn(root).replaceAll("<!--", "").matchAll(/([^{}]*)\{([^}]*)\}/g)]
  .map(([, selectors = "", style = ""]) => ({ selectors: selectors.split(",").map((one) => one.trim()), style }));

/** What a part of the page becomes: its blocks, and the line that is being written. */
class Pasting {
  /** @type {Block[]} */
  blocks = [];
  /** @type {Run[]} */
  #runs = [];
  /** Whether an empty line belongs before what follows. */
  #isGap = false;
  #keepsSpaces;
  #sheet;

  /** @param {boolean} keepsSpaces @param {Rule[]} sheet */
  constructor(keepsSpaces, sheet) {
    this.#keepsSpaces = keepsSpaces;
    this.#sheet = sheet;
  }

  /** @param {Markup} element @param {Marks} marks */
  read(element, marks) {
    for (const child of element.children) {
      if (typeof child === "string") {
        this.#write(child, marks);
      } else if (!unread.has(child.name) && !/display:\s*none|mso-hide:\s*all/i.test(styleOf(child))) {
        this.#readOne(child, marksOf(child, marks));
      }
    }
  }

  /** @param {Markup} element @param {Marks} marks */
  #readOne(element, marks) {
    const { name } = element;
    if (name === "br") {
      this.#endLine(true);
    } else if (name === "ul" || name === "ol") {
      this.#readList(element, marks);
    } else if (name === "blockquote") {
      const blocks = this.#inside(element, marks);
      this.#add(blocks.length === 0 ? null : { kind: "quote", blocks });
    } else if (name === "pre") {
      this.#endLine(false);
      const inside = new Pasting(true, this.#sheet);
      inside.read(element, marks);
      inside.end().forEach((block) => this.#add(block));
    } else if (lines.has(name)) {
      this.#readLine(element, marks);
    } else {
      (name === "td" || name === "th") && this.#runs.length > 0 && this.#push("\t", marks);
      this.read(element, marks);
    }
  }

  /** @param {Markup} element @param {Marks} marks */
  #readLine(element, marks) {
    this.#endLine(false);
    const listed = lineOfList(element);
    if (listed !== null) {
      const goesOn = /^(?:bullets|numbers)$/.test(this.blocks.at(-1)?.kind ?? "");
      /** @type {Block[]} */
      const begun = [];
      addLine(goesOn ? this.blocks : begun, listed, this.#inside(listed.words, marks));
      begun.forEach((list) => this.#add(list));
      this.#isGap = false;
      return;
    }

    const hasGap = this.#hasGap(element);
    this.#isGap ||= hasGap && this.blocks.length > 0;
    this.read(element, marks);
    this.#endLine(false);
    this.#isGap ||= hasGap;
  }

  /** @param {Markup} element @param {Marks} marks */
  #readList({ name, attributes, children }, marks) {
    /** @type {Block[][]} */
    const items = [];
    for (const child of children.filter((one) => typeof one !== "string")) {
      if (child.name === "li") {
        items.push(asItem(this.#inside(child, marksOf(child, marks))));
      } else {
        // A list straight in a list belongs below the item before it.
        const blocks = this.#inside({ name: "", attributes: new Map(), children: [child] }, marks);
        blocks.length > 0 && (items.at(-1)?.push(...blocks) ?? items.push(asItem(blocks)));
      }
    }

    const start = Number.parseInt(attributes.get("start") ?? "1", 10);
    this.#endLine(false);
    if (items.length > 0) {
      this.#add(name === "ul" ? { kind: "bullets", items } : { kind: "numbers", start: start >= 0 ? start : 1, items });
    }
  }

  /** What stands within an element, by itself. @param {Markup} element @param {Marks} marks */
  #inside(element, marks) {
    const inside = new Pasting(this.#keepsSpaces, this.#sheet);
    inside.read(element, marks);
    return inside.end();
  }

  /** @param {string} written @param {Marks} marks */
  #write(written, marks) {
    if (this.#keepsSpaces) {
      written.split(/\r?\n/).forEach((line, index) => {
        index > 0 && this.#endLine(true);
        this.#push(line, marks);
      });
      return;
    }

    const words = written.replace(/[ \t\r\n\f]+/g, " ");
    const isAfterSpace = /(?:^|[ \t])$/.test(this.#runs.at(-1)?.text ?? "");
    this.#push(isAfterSpace ? words.replace(/^ /, "") : words, marks);
  }

  /** @param {string} text @param {Marks} marks */
  #push(text, marks) {
    const last = this.#runs.at(-1);
    if (last !== undefined && isAlike(last, marks)) {
      last.text += text;
    } else if (text !== "") {
      this.#runs.push({ text, ...marks });
    }
  }

  /** @param {boolean} isBroken by a line break: then an empty line is one too */
  #endLine(isBroken) {
    const words = this.#runs.map(({ text }) => text).join("");
    // A space that does not break stands for nothing where it stands alone: so mail programs write an empty line.
    const isEmpty = words.trim() === "";
    if (!isEmpty) {
      this.#add({ kind: "paragraph", runs: trimmed(this.#runs, this.#keepsSpaces) });
    } else if (isBroken || words.includes("\u00a0")) {
      this.#add({ kind: "paragraph", runs: [] });
    }

    this.#runs = [];
  }

  /** @param {Block | null} block */
  #add(block) {
    if (block === null) {
      return;
    }

    if (this.#isGap && !isEmptyLine(this.blocks.at(-1)) && !isEmptyLine(block)) {
      this.blocks.push({ kind: "paragraph", runs: [] });
    }

    this.#isGap = false;
    this.blocks.push(block);
  }

  /** Without empty lines before and after it. */
  end() {
    this.#endLine(false);
    const first = this.blocks.findIndex((block) => !isEmptyLine(block));
    const last = this.blocks.findLastIndex((block) => !isEmptyLine(block));
    return first < 0 ? [] : this.blocks.slice(first, last + 1);
  }

  /** Whether a paragraph stands apart from what is around it. @param {Markup} element */
  #hasGap(element) {
    if (!/^(?:p|h[1-6]|dl|figure)$/.test(element.name)) {
      return false;
    }

    const [named = ""] = (element.attributes.get("class") ?? "").split(" ");
    const rules = this.#sheet.filter(({ selectors }) => selectors.some((one) => one === `p.${named}` || one === "p"));
    const below = [styleOf(element), ...rules.map(({ style }) => style)].map(bottomOf).find((one) => one !== null);
    return below === undefined ? !named.startsWith("Mso") : below > 0;
  }
}

/** The space below, as a style says it; null: it does not. @param {string} style */
function bottomOf(style) {
  const [, alone] = /margin-bottom:\s*([\d.]+)/i.exec(style) ?? [];
  const [, all = ""] = /(?:^|[;\s{])margin:\s*([^;"]+)/i.exec(style) ?? [];
  const sides = all.trim().split(/\s+/);
  const bottom = alone ?? (all === "" ? undefined : (sides[2] ?? sides[0]));
  return bottom === undefined ? null : Number.parseFloat(bottom) || 0;
}

/** @param {Markup} element */
const styleOf = ({ attributes }) => attributes.get("style") ?? "";

/** @param {Markup} element @param {Marks} outer @returns {Marks} */
function marksOf(element, outer) {
  const { name, attributes } = element;
  const { bold, italic, link } = outer;
  const [, weight] = /font-weight:\s*(\w+)/i.exec(styleOf(element)) ?? [];
  const [, slant] = /font-style:\s*(\w+)/i.exec(styleOf(element)) ?? [];
  const isBold = weight === undefined ? bold || /^(?:b|strong|h[1-6]|th)$/.test(name) : /^bold|^[6-9]00/.test(weight);
  const isItalic = slant === undefined ? italic || /^(?:i|em|cite|dfn|var)$/.test(name) : slant !== "normal";
  const to = name === "a" ? pastedLink(attributes.get("href") ?? "") : (link ?? null);
  return { ...(isBold && { bold: true }), ...(isItalic && { italic: true }), ...(to !== null && { link: to }) };
}

/** @param {Run} run @param {Marks} marks */
const isAlike = (run, { bold, italic, link }) => run.bold === bold && run.italic === italic && run.link === link;

/** @param {Block | undefined} block */
const isEmptyLine = (block) => block?.kind === "paragraph" && block.runs.length === 0;

/** A list's item begins with a paragraph. @param {Block[]} blocks @returns {Block[]} */
const asItem = (blocks) => (blocks[0]?.kind === "paragraph" ? blocks : [{ kind: "paragraph", runs: [] }, ...blocks]);

/** @param {Run[]} runs @param {boolean} keepsSpaces @returns {Run[]} */
function trimmed(runs, keepsSpaces) {
  const words = runs.map((run) => ({ ...run, text: run.text.replaceAll("\u00a0", " ") }));
  for (const [at, space] of keepsSpaces ? [] : /** @type {const} */ ([[0, /^\s+/], [-1, /\s+$/]])) {
    for (let run = words.at(at); run !== undefined; run = words.at(at)) {
      run.text = run.text.replace(space, "");
      if (run.text !== "") {
        break;
      }

      words.splice(at, 1);
    }
  }

  return words.filter(({ text }) => text !== "");
}
