import { find } from "../../components/dom.js";

/**
 * A part of the page that its document has, by the name it has there (`data-part`).
 * @template {HTMLElement} Kind
 * @param {string} name
 * @param {new () => Kind} kind what it is
 */
export function namedPartAs(name, kind) {
  const found = find(document, `[data-part="${name}"]`, kind);
  if (found === null) {
    throw new Error(`The page has no part ${name}.`);
  }

  return found;
}

/** A part of the page that its document has. @param {string} name */
export const namedPart = (name) => namedPartAs(name, HTMLElement);
