import { saysTarget, shownTarget } from "../body/links.js";
import { shownText } from "../text/shown.js";
import { el } from "./dom.js";

/**
 * @typedef {import("../body/body.js").Body} Body
 * @typedef {import("../body/body.js").Block} Block
 * @typedef {import("../body/body.js").Run} Run
 */

/** A formatted text as it is read. @param {Body} body checked before @param {string} name class of what holds it */
export const writtenBody = (body, name) => el("div", { class: `${name} formatted` }, ...body.map(elementOf));

/** The words of a message, formatted if they are. @param {import("./words.js").Written} words @param {string} name */
export const writtenWords = ({ text, body }, name) =>
  (body === null ? el("div", { class: name, written: text }) : writtenBody(body, name));

/** @param {Block} block @returns {HTMLElement} */
function elementOf(block) {
  switch (block.kind) {
    case "paragraph":
      return el("p", { set: { dir: "auto" } }, ...partsOf(block.runs));
    case "quote":
      return el("blockquote", {}, ...block.blocks.map(elementOf));
    case "bullets":
      return el("ul", {}, ...block.items.map(itemOf));
    default:
      return el("ol", { set: { start: block.start } }, ...block.items.map(itemOf));
  }
}

/** @param {Block[]} blocks */
const itemOf = (blocks) => el("li", {}, ...blocks.map(elementOf));

/** Runs beside each other that lead to one place are one link. @param {Run[]} runs */
function partsOf(runs) {
  /** @type {{ link: string | undefined, runs: Run[] }[]} */
  const parts = [];
  for (const run of runs) {
    const last = parts.at(-1);
    if (last !== undefined && last.link === run.link) {
      last.runs.push(run);
    } else {
      parts.push({ link: run.link, runs: [run] });
    }
  }

  return parts.flatMap(({ link, runs: inside }) =>
    (link === undefined ? inside.map(marked) : [linkOf(link, inside)]));
}

/** A link that says where it leads: behind other words stands the host. @param {string} link @param {Run[]} runs */
function linkOf(link, runs) {
  const says = saysTarget(runs.map(({ text }) => text).join(""), link);
  const set = { href: link, target: "_blank", rel: "noopener noreferrer", title: link };
  return el("a", { set: { ...set, "data-target": says ? null : shownTarget(link) } }, ...runs.map(marked));
}

/** @param {Run} run @returns {Node} */
function marked({ text, bold, italic }) {
  const words = document.createTextNode(shownText(text));
  const slanted = italic ? el("em", {}, words) : words;
  return bold ? el("strong", {}, slanted) : slanted;
}
