import { shownLine, shownText } from "../text/shown.js";
import { localise } from "../text/text.js";

/**
 * @typedef {object} Parts
 * @property {string} [class]
 * @property {TextKey} [text] key of the text it shows
 * @property {TextKey} [label] key of its accessible name
 * @property {TextKey} [hint] key of its placeholder
 * @property {TextKey} [tip] key of what is shown when it is pointed at
 * @property {import("../text/text.js").Values} [values] what is filled in in those texts
 * @property {string} [content] a line that somebody typed: names, subjects; it runs in its own direction
 * @property {string} [written] the same of a text of more lines
 * @property {Record<string, string | number | boolean | null>} [set] attributes; false and null leave one out
 * @property {{ [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => unknown }} [on] listeners
 */

/**
 * Makes an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Parts} [parts]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, parts = {}, ...children) {
  const element = document.createElement(tag);
  if (parts.class !== undefined) {
    element.className = parts.class;
  }

  for (const [name, value] of Object.entries(parts.set ?? {})) {
    if (value !== false && value !== null) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }

  /** Each takes the event of its name, which a list of both does not say. @type {Record<string, any>} */
  const listeners = parts.on ?? {};
  for (const [type, listener] of Object.entries(listeners)) {
    element.addEventListener(type, listener);
  }

  element.append(...children.filter((child) => child !== null));
  const typed = parts.content === undefined ? parts.written && shownText(parts.written) : shownLine(parts.content);
  if (typed !== undefined) {
    element.textContent = typed;
    element.setAttribute("dir", "auto");
  }

  say(element, parts);
  return element;
}

/**
 * Makes an element show a text, now and after a change of language.
 * @param {HTMLElement} element
 * @param {Pick<Parts, "text" | "label" | "hint" | "tip" | "values">} parts
 */
export function say(element, parts) {
  for (const name of /** @type {const} */ (["text", "label", "hint", "tip"])) {
    const key = parts[name];
    if (key !== undefined) {
      element.dataset[name] = key;
    }
  }

  if (parts.values !== undefined) {
    element.dataset.values = JSON.stringify(parts.values);
  }

  if ([parts.text, parts.label, parts.hint, parts.tip].some((key) => key !== undefined)) {
    localise(element);
  }
}

/**
 * What an organisation wrote in both languages: the style sheet shows the one that the page is in, also after another
 * was chosen. When it wrote only one, everybody reads that.
 * @param {"p" | "span"} tag
 * @param {string} nl
 * @param {string} en
 * @returns {HTMLElement | null} null when it wrote nothing
 */
export function byLanguage(tag, nl, en) {
  const written = /** @type {const} */ ([["nl", nl], ["en", en]]).filter(([, words]) => words !== "");
  const parts = written.map(([lang, words]) => el("span", { written: words, set: { lang } }));
  return parts.length === 0 ? null : el(tag, { class: parts.length === 2 ? "by-language" : "one-language" }, ...parts);
}

const svg = "http://www.w3.org/2000/svg";

/**
 * One of our own icons; a picture only, the words stand beside it.
 * @param {string} name
 */
export function icon(name) {
  const element = document.createElementNS(svg, "svg");
  element.setAttribute("class", "icon");
  element.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `/icons.svg#${name}`);
  element.append(use);
  return element;
}

/**
 * A button with words.
 * @param {TextKey} key of its text
 * @param {Omit<Parts, "text"> & { icon?: string }} [parts]
 */
export function button(key, parts = {}) {
  const { icon: name, values, ...rest } = parts;
  const words = el("span", values === undefined ? { text: key } : { text: key, values });
  return el("button", { ...rest, set: { type: "button", ...rest.set } }, name ? icon(name) : null, words);
}

/**
 * The first element below another that fits a selector; null when there is none.
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind what it has to be
 * @throws {TypeError} when it is something else
 */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (found !== null && !(found instanceof kind)) {
    throw new TypeError(`What fits ${selector} is no ${kind.name}.`);
  }

  return found;
}

/**
 * Moves the focus to a heading or a part that is not a control, so that what changed is read.
 * @param {HTMLElement} part
 */
export function focusOn(part) {
  part.tabIndex = -1;
  part.focus();
}

let count = 0;

/** An id for tying a label or an error to its field. */
export const newId = () => `z${++count}`;
