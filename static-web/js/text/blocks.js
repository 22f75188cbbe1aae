/**
 * A text in the little form in which documents are written: paragraphs with an empty line between them, `## ` before a
 * heading, `- ` before each line of a list.
 * @typedef {{ kind: "heading" | "paragraph" | "list", lines: string[] }} Block
 */

/** @param {string} line @returns {Block["kind"]} */
const kindOf = (line) => (line.startsWith("## ") ? "heading" : line.startsWith("- ") ? "list" : "paragraph");

/** @param {string} text @returns {Block[]} */
export function blocksOf(text) {
  /** @type {Block[]} */
  const blocks = [];
  let isOpen = false;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    const kind = kindOf(line);
    const words = kind === "paragraph" ? line : line.slice(line.indexOf(" ") + 1);
    const last = blocks.at(-1);
    if (line === "") {
      isOpen = false;
    } else if (isOpen && last?.kind === "list" && kind === "paragraph") {
      // A point that goes on in the next line.
      last.lines.push(`${last.lines.pop()} ${words}`);
    } else if (isOpen && last?.kind === kind && kind !== "heading") {
      last.lines.push(words);
    } else {
      blocks.push({ kind, lines: [words] });
      isOpen = true;
    }
  }

  return blocks;
}
