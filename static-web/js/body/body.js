import { isLink } from "./links.js";

/**
 * A formatted text, as a tree that says what it says and no more: nothing in it is markup, and who shows it builds the
 * elements. Every line is a paragraph of its own, as in a plain text.
 * @typedef {{ text: string, bold?: true, italic?: true, link?: string }} Run words that look alike; a line break in
 *   them goes on in the same paragraph
 * @typedef {{ kind: "paragraph", runs: Run[] }} Paragraph
 * @typedef {Block[]} Item of a list: a paragraph, and what stands below it
 * @typedef {Paragraph | { kind: "quote", blocks: Block[] } | { kind: "bullets", items: Item[] }
 *   | { kind: "numbers", start: number, items: Item[] }} Block
 * @typedef {Block[]} Body
 */

/** Lists and quotes within one another; a screen shows no more. */
export const deepest = 8;

/** Blocks, items and runs together. */
const mostPieces = 5_000;

/** The number of a list's first item. */
const highestStart = 99_999;

/** What somebody may have written with a program of their own is no body. */
class NoBody extends Error {}

/**
 * A body, without members that we do not know.
 * @param {unknown} value
 * @returns {Body | null} null when it is none
 */
export function readBody(value) {
  try {
    return new Reader().blocks(value, 0);
  } catch (error) {
    if (error instanceof NoBody) {
      return null;
    }

    throw error;
  }
}

/** @param {unknown} value @returns {value is Body} */
export const isBody = (value) => readBody(value) !== null;

class Reader {
  #pieces = 0;

  /** @param {unknown} value @param {number} depth @returns {Block[]} */
  blocks(value, depth) {
    must(depth <= deepest);
    return this.#all(value).map((block) => this.#block(block, depth));
  }

  /** @param {Record<string, unknown>} block @param {number} depth @returns {Block} */
  #block(block, depth) {
    const { kind } = block;
    switch (kind) {
      case "paragraph":
        return { kind, runs: this.#all(block["runs"], 0).map(runOf) };
      case "quote":
        return { kind, blocks: this.blocks(block["blocks"], depth + 1) };
      case "bullets":
        return { kind, items: this.#items(block["items"], depth + 1) };
      case "numbers":
        return { kind, start: startOf(block["start"]), items: this.#items(block["items"], depth + 1) };
      default:
        throw new NoBody();
    }
  }

  /** @param {unknown} value @param {number} depth @returns {Item[]} */
  #items(value, depth) {
    must(Array.isArray(value) && value.length > 0);
    return value.map((/** @type {unknown} */ one) => {
      const blocks = this.blocks(one, depth);
      must(blocks[0]?.kind === "paragraph");
      return blocks;
    });
  }

  /** @param {unknown} value @param {number} [fewest] @returns {Record<string, unknown>[]} */
  #all(value, fewest = 1) {
    must(Array.isArray(value) && value.length >= fewest);
    this.#pieces += value.length;
    must(this.#pieces <= mostPieces && value.every(isMembers));
    return value;
  }
}

/** @param {Record<string, unknown>} run @returns {Run} */
function runOf(run) {
  const { text, bold, italic, link } = run;
  must(typeof text === "string" && text !== "");
  must([bold, italic].every((mark) => mark === undefined || mark === true));
  must(link === undefined || isLink(link));
  return {
    text,
    ...(bold === true && { bold }),
    ...(italic === true && { italic }),
    ...(link === undefined ? {} : { link }),
  };
}

/** @param {unknown} start */
function startOf(start) {
  must(typeof start === "number" && Number.isInteger(start) && start >= 0 && start <= highestStart);
  return start;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isMembers = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {boolean} isRight @returns {asserts isRight} */
function must(isRight) {
  if (!isRight) {
    throw new NoBody();
  }
}
