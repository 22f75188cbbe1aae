import { Node, Schema } from "../../../vendor/prosemirror-model.js";

/**
 * What can stand in the editor: what a body can say, and nothing else.
 * @typedef {import("../../body/body.js").Body} Body
 * @typedef {import("../../body/body.js").Block} Block
 * @typedef {import("../../body/body.js").Run} Run
 * @typedef {import("../../../vendor/prosemirror-model.js").Mark} Mark
 */

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    // A line break in a paragraph is a line break in its text.
    paragraph: {
      group: "block", content: "text*", whitespace: "pre", toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }],
    },
    quote: {
      group: "block",
      content: "block+",
      defining: true,
      toDOM: () => ["blockquote", 0],
      parseDOM: [{ tag: "blockquote" }],
    },
    bullets: { group: "block", content: "item+", toDOM: () => ["ul", 0], parseDOM: [{ tag: "ul" }] },
    numbers: {
      group: "block",
      content: "item+",
      attrs: { start: { default: 1, validate: "number" } },
      toDOM: ({ attrs }) => ["ol", { start: attrs["start"] }, 0],
      parseDOM: [{ tag: "ol" }],
    },
    item: { content: "paragraph block*", defining: true, toDOM: () => ["li", 0], parseDOM: [{ tag: "li" }] },
    text: {},
  },
  marks: {
    // Words that are typed behind a link are not of it.
    link: {
      attrs: { to: { validate: "string" } },
      inclusive: false,
      toDOM: ({ attrs: { to } }) => ["a", { href: to, title: to }, 0],
    },
    bold: { toDOM: () => ["strong", 0], parseDOM: [{ tag: "strong" }, { tag: "b" }] },
    italic: { toDOM: () => ["em", 0], parseDOM: [{ tag: "em" }, { tag: "i" }] },
  },
});

/** The document of a body. @param {Body} body */
export const documentOf = (body) => Node.fromJSON(schema, { type: "doc", content: body.map(jsonOf) });

/** @param {Block} block @returns {object} */
function jsonOf(block) {
  switch (block.kind) {
    case "paragraph":
      return { type: "paragraph", content: block.runs.map(textOf) };
    case "quote":
      return { type: "quote", content: block.blocks.map(jsonOf) };
    case "bullets":
      return { type: "bullets", content: block.items.map(itemOf) };
    default:
      return { type: "numbers", attrs: { start: block.start }, content: block.items.map(itemOf) };
  }
}

/** @param {Block[]} blocks */
const itemOf = (blocks) => ({ type: "item", content: blocks.map(jsonOf) });

/** @param {Run} run */
const textOf = ({ text, bold, italic, link }) => ({
  type: "text",
  text,
  marks: [
    ...(link === undefined ? [] : [{ type: "link", attrs: { to: link } }]),
    ...(bold ? [{ type: "bold" }] : []),
    ...(italic ? [{ type: "italic" }] : []),
  ],
});

/** What stands in the editor, as a body. @param {Node} node the document, or a quote @returns {Body} */
export const bodyIn = (node) => node.children.map(blockOf);

/** How many lists and quotes stand within one another. @param {Node} node @returns {number} */
export function levelsOf({ type, children }) {
  const { quote, bullets, numbers } = schema.nodes;
  return Math.max(0, ...children.map(levelsOf)) + Number([quote, bullets, numbers].includes(type));
}

/** @param {Node} node @returns {Block} */
function blockOf(node) {
  switch (node.type) {
    case schema.nodes.paragraph:
      return { kind: "paragraph", runs: node.children.map(runOf) };
    case schema.nodes.quote:
      return { kind: "quote", blocks: bodyIn(node) };
    case schema.nodes.bullets:
      return { kind: "bullets", items: node.children.map(bodyIn) };
    default:
      return { kind: "numbers", start: Number(node.attrs["start"]), items: node.children.map(bodyIn) };
  }
}

/** @param {Node} node @returns {Run} */
function runOf({ text = "", marks }) {
  const { link, bold, italic } = schema.marks;
  const to = link.isInSet(marks)?.attrs["to"];
  return {
    text,
    ...(bold.isInSet(marks) && { bold: true }),
    ...(italic.isInSet(marks) && { italic: true }),
    ...(to === undefined ? {} : { link: String(to) }),
  };
}
