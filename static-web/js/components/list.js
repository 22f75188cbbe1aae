import { focusOn } from "./dom.js";

/**
 * The rows of a list, known again by their keys: a row that did not change stays the same element, so that a refresh
 * moves nothing, and the focus stays in the row that has it.
 * @template Row
 * @param {HTMLElement} parent has these rows and nothing else
 * @param {(row: Row) => unknown} keyOf by what a row is known again; two rows never have the same
 * @param {(row: Row, before?: HTMLElement) => HTMLElement} rowOf makes its element; before: the one it had until now
 * @param {(row: Row) => unknown} [printOf] what the element was made of: another print is another element
 * @returns {(rows: Row[]) => HTMLElement[]} shows them in their order, and answers with their elements
 */
export function list(parent, keyOf, rowOf, printOf = (row) => JSON.stringify(row)) {
  /** @type {Map<unknown, { print: unknown, element: HTMLElement }>} */
  let known = new Map();
  return (rows) => {
    const before = known;
    // First: what makes a row anew may take over parts of the one before.
    const goBack = focusIn(before);
    known = new Map(rows.map((row) => {
      const [key, print] = [keyOf(row), printOf(row)];
      const old = before.get(key);
      return [key, old !== undefined && old.print === print ? old : { print, element: rowOf(row, old?.element) }];
    }));
    const elements = [...known.values()].map(({ element }) => element);
    place(parent, elements);
    goBack((key) => known.get(key)?.element);
    return elements;
  };
}

/** Says of a row's link whether what it leads to is open. @param {HTMLElement} row @param {boolean} isCurrent */
export function markCurrent(row, isCurrent) {
  const link = row.querySelector("a");
  isCurrent ? link?.setAttribute("aria-current", "true") : link?.removeAttribute("aria-current");
}

const controls = "a[href], button, input, select, textarea, summary";

/**
 * Remembers which control has the focus: an element that is moved or made anew loses it.
 * @param {Map<unknown, { element: HTMLElement }>} rows
 * @returns {(rowOf: (key: unknown) => HTMLElement | undefined) => void} puts it back
 */
function focusIn(rows) {
  const focused = document.activeElement;
  const [key, row] = [...rows].find(([, { element }]) => element.contains(focused)) ?? [];
  if (row === undefined || focused === null) {
    return () => undefined;
  }

  const at = [...row.element.querySelectorAll(controls)].indexOf(focused);
  return (rowOf) => {
    const now = rowOf(key);
    if (document.activeElement !== focused && now !== undefined) {
      const control = now.contains(focused) ? focused : now.querySelectorAll(controls)[at];
      control instanceof HTMLElement && isShown(control) ? control.focus() : focusOn(now);
    }
  };
}

/** @param {HTMLElement} control */
const isShown = ({ hidden }) => !hidden;

/** What already stands in its place is not touched. @param {HTMLElement} parent @param {HTMLElement[]} elements */
function place(parent, elements) {
  /** @type {Set<Element>} */
  const staying = new Set(elements);
  for (const child of [...parent.children]) {
    if (!staying.has(child)) {
      child.remove();
    }
  }

  elements.forEach((element, at) => {
    const there = parent.children[at] ?? null;
    if (there !== element) {
      parent.insertBefore(element, there);
    }
  });
}
