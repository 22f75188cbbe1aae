/**
 * @typedef {import("./body.js").Body} Body
 * @typedef {import("./body.js").Block} Block
 * @typedef {import("./body.js").Item} Item
 */

/** The plain words of a body: what is counted, and shown where there is no room for more. @param {Body} body */
export const plainOf = (body) => body.map(plainOfBlock).join("\n");

/** @param {Block} block @returns {string} */
function plainOfBlock(block) {
  switch (block.kind) {
    case "paragraph":
      return block.runs.map(({ text }) => text).join("");
    case "quote":
      return indented(block.blocks, "> ", "> ");
    case "bullets":
      return block.items.map((item) => indented(item, "- ", "  ")).join("\n");
    default:
      return block.items.map((item, index) => {
        const mark = `${block.start + index}. `;
        return indented(item, mark, " ".repeat(mark.length));
      }).join("\n");
  }
}

/** @param {Block[]} blocks @param {string} first what stands before the first line @param {string} others */
const indented = (blocks, first, others) =>
  plainOf(blocks).split("\n").map((line, index) => (index === 0 ? first : others) + line).join("\n");

/**
 * A plain text as a body: each line a paragraph. `plainOf` gives the same text back.
 * @param {string} text
 * @returns {Body}
 */
export const bodyOf = (text) =>
  text.split("\n").map((line) => ({ kind: "paragraph", runs: line === "" ? [] : [{ text: line }] }));

/** Whether a body says more than its plain words. @param {Body} body */
export const isFormatted = (body) => body.some((block) =>
  block.kind !== "paragraph" || block.runs.some((run) => run.bold || run.italic || run.link !== undefined));

/**
 * A body for other words, which keeps its form as far as those begin alike.
 * @param {Body} body
 * @param {string} words
 * @returns {Body}
 */
export function reworded(body, words) {
  let [kept, rest] = [0, words];
  for (const block of body) {
    const plain = plainOfBlock(block);
    if (rest === plain) {
      return body.slice(0, kept + 1);
    }

    if (!rest.startsWith(`${plain}\n`)) {
      break;
    }

    kept++;
    rest = rest.slice(plain.length + 1);
  }

  return [...body.slice(0, kept), ...bodyOf(rest)];
}
