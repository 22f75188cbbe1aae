/**
 * Word has no lists on the clipboard, but paragraphs that say of which level they are, and begin with their sign.
 * @typedef {import("./body.js").Block} Block
 * @typedef {import("./html.js").Markup} Markup
 * @typedef {{ level: number, number: number | null, words: Markup }} Line `number`: null for a bullet
 */

/** @param {Markup} element @returns {Line | null} null when it is no line of a list */
export function lineOfList(element) {
  const [, level] = /mso-list:[^;]*\blevel(\d)/i.exec(element.attributes.get("style") ?? "") ?? [];
  if (level === undefined) {
    return null;
  }

  const sign = signOf(element).trim();
  const number = /^\(?(\d{1,4}|[a-z]|[ivxl]+)[.)]/i.exec(sign)?.[1] ?? null;
  const first = number === null ? null : Number.parseInt(number, 10) || 1;
  return { level: Number(level), number: first, words: { ...element, children: withoutSign(element.children) } };
}

/** @param {Markup | string} part */
const isSign = (part) => typeof part !== "string" && /mso-list:\s*ignore/i.test(part.attributes.get("style") ?? "");

/** @param {Markup} element @returns {string} */
const signOf = (element) => element.children.map((child) =>
  (typeof child === "string" ? "" : isSign(child) ? wordsOf(child) : signOf(child))).join("");

/** @param {Markup} element @returns {string} */
const wordsOf = ({ children }) =>
  children.map((child) => (typeof child === "string" ? child : wordsOf(child))).join("");

/** @param {Markup["children"]} children @returns {Markup["children"]} */
const withoutSign = (children) => children.filter((child) => !isSign(child)).map((child) =>
  (typeof child === "string" ? child : { ...child, children: withoutSign(child.children) }));

/**
 * Puts a line in the list that it goes on with, or begins one.
 * @param {Block[]} blocks what stands before it
 * @param {Line} line
 * @param {Block[]} words
 */
export function addLine(blocks, line, words) {
  /** @type {Block[]} */
  const item = words[0]?.kind === "paragraph" ? words : [{ kind: "paragraph", runs: [] }, ...words];
  const last = blocks.at(-1);
  const isList = last?.kind === "bullets" || last?.kind === "numbers";
  const inner = isList && line.level > 1 ? last.items.at(-1) : undefined;
  if (inner !== undefined) {
    addLine(inner, { ...line, level: line.level - 1 }, words);
  } else if (isList && (last.kind === "numbers") === (line.number !== null)) {
    last.items.push(item);
  } else {
    blocks.push(line.number === null ? { kind: "bullets", items: [item] }
      : { kind: "numbers", start: line.number, items: [item] });
  }
}
