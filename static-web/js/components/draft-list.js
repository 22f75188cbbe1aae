import { button, el } from "./dom.js";
import { list, markCurrent } from "./list.js";
import { undoBar } from "./undo-bar.js";

/**
 * @typedef {object} DraftRow a draft in a list
 * @property {string} draftId
 * @property {string} address behind the #
 * @property {string} subject
 * @property {boolean} isDamaged it cannot be read
 * @property {string[]} people whom it is for, as far as is known
 * @property {string} at
 * @property {string | null} goesAt when it goes, if it was sent
 * @typedef {object} Acts
 * @property {(draftId: string) => Promise<unknown>} undo
 * @property {(draftId: string) => Promise<unknown>} sendNow
 * @property {() => unknown} gone the moment of one has come
 * @property {(draftId: string) => unknown} throwAway asks whether one that cannot be read is to go
 */

/**
 * What is being written in a mailbox, and what was sent and waits to go.
 * @param {HTMLElement} element
 * @param {Acts} acts
 * @returns {(rows: DraftRow[], chosen: string | null) => void} chosen: the address that is open
 */
export function draftList(element, acts) {
  const show = list(element, (/** @type {DraftRow} */ { draftId }) => draftId, (row) => rowOf(row, acts));
  return (rows, chosen) => show(rows).forEach((row, at) => markCurrent(row, rows[at]?.address === chosen));
}

/** @param {DraftRow} row @param {Acts} acts */
function rowOf(row, acts) {
  const { draftId, address, subject, people, at, goesAt, isDamaged } = row;
  if (isDamaged && goesAt === null) {
    return damagedRow(row, acts);
  }

  const names = people.flatMap((content, place) => [place === 0 ? null : ", ", el("bdi", { content })]);
  const words = isDamaged
    ? { text: /** @type {const} */ ("draft.damaged") }
    : subject === "" ? { text: /** @type {const} */ ("draft.no-subject") } : { content: subject };
  const mark = el("span", { class: "mark", text: goesAt === null ? "draft.mark" : "undo.mark" });
  const link = el(
    "a",
    { class: "list-row", set: { href: `#${address}` } },
    el("span", { class: "list-people" }, ...(names.length === 0 ? [el("span", { text: "draft.nobody" })] : names)),
    el("time", { class: "list-time", text: "moment", values: { at: { moment: at } }, set: { datetime: at } }),
    el("span", { class: "list-subject", ...words }),
    el("span", { class: "list-marks" }, mark),
  );
  const bar = goesAt === null ? null : undoBar(goesAt, {
    undo: () => acts.undo(draftId), sendNow: () => acts.sendNow(draftId), gone: acts.gone,
  });
  return el("li", {}, link, bar);
}

/** Nothing can be written in it; it can only go. @param {DraftRow} row @param {Acts} acts */
function damagedRow({ draftId, at }, { throwAway }) {
  const values = { at: { date: at } };
  const press = button("draft.throw-away", {
    class: "secondary", icon: "bin", label: "draft.throw-away.of", values, on: { click: () => throwAway(draftId) },
  });
  return el("li", { class: "draft-damaged" },
    el("p", { text: "draft.damaged" }),
    el("p", { class: "list-time", text: "draft.damaged.at", values }),
    press);
}
