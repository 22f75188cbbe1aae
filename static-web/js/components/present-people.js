import { el, icon } from "./dom.js";

/** @typedef {{ name: string, isWriting: boolean }} Present somebody who has a conversation open */

/**
 * Who has a conversation open, in words: first who writes in it.
 * @param {Present[]} people
 * @returns {HTMLElement[]}
 */
export function presentWords(people) {
  const lines = /** @type {const} */ ([
    ["pen", "present.writes", "present.write", people.filter(({ isWriting }) => isWriting)],
    ["eye", "present.reads", "present.read", people.filter(({ isWriting }) => !isWriting)],
  ]);
  return lines.flatMap(([picture, one, several, some]) => {
    const names = [...new Set(some.map(({ name }) => name))];
    const key = names.length === 1 ? one : several;
    return names.length === 0 ? [] : [
      el("span", { class: "mark is-present" }, icon(picture), el("span", { text: key, values: { names } })),
    ];
  });
}

/**
 * Marks the rows of a list whose conversations others have open.
 * @param {HTMLElement} list
 * @param {(participantId: string) => Present[]} peopleAt
 */
export function markRows(list, peopleAt) {
  for (const marks of list.querySelectorAll(".list-row > .list-marks")) {
    const row = marks.parentElement;
    const people = row instanceof HTMLAnchorElement ? peopleAt(row.hash.slice(1)) : [];
    const print = JSON.stringify(people);
    if (marks instanceof HTMLElement && marks.dataset["present"] !== print) {
      marks.dataset["present"] = print;
      marks.querySelectorAll(".is-present").forEach((mark) => mark.remove());
      marks.prepend(...presentWords(people));
    }
  }
}
