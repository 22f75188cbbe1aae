import { el, icon } from "./dom.js";

/** @typedef {import("../spaces/mailbox.js").Row} Row */

/**
 * The conversations of a mailbox. Rows that did not change stay the same elements, so that a refresh moves nothing.
 * @param {Row[]} rows
 * @param {string | null} chosen conversation id
 * @param {HTMLElement} list
 */
export function showRows(rows, chosen, list) {
  const before = new Map([...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset["print"], row]));
  const shown = rows.map((row) => {
    const print = JSON.stringify([
      row.conversationId,
      row.at,
      row.unread,
      row.subject,
      row.people,
      row.noticeFailed,
      row.notMyNumber,
      row.files,
    ]);
    const element = before.get(print) ?? rowOf(row);
    /** @type {HTMLElement} */ (element).dataset["print"] = print;
    const link = element.querySelector("a");
    row.conversationId === chosen ? link?.setAttribute("aria-current", "true") : link?.removeAttribute("aria-current");
    return element;
  });
  const isSame = shown.length === list.children.length && shown.every((element, at) => element === list.children[at]);
  if (!isSame) {
    const focused = /** @type {HTMLAnchorElement | null} */ (document.activeElement?.closest(".list-row") ?? null)
      ?.hash;
    list.replaceChildren(...shown);
    if (focused !== undefined) {
      /** @type {HTMLElement | null} */ (list.querySelector(`a[href="${focused}"]`))?.focus();
    }
  }
}

/** @param {Row} row */
function rowOf(row) {
  const names = row.people.flatMap((content, at) => [at === 0 ? null : ", ", el("bdi", { content })]);
  const people = el("span", { class: "list-people" }, ...names);
  const subject = el("span", {
    class: "list-subject",
    ...(row.subject === null ? { text: "list.damaged" } : { content: row.subject }),
  });
  const time = el("time", {
    class: "list-time",
    text: "moment",
    values: { at: { moment: row.at } },
    set: { datetime: row.at },
  });
  const unread = row.unread
    ? el("span", { class: "list-dot" }, el("span", { class: "visually-hidden", text: "list.unread" }))
    : null;
  const link = el(
    "a",
    { class: `list-row${row.unread ? " is-unread" : ""}`, set: { href: `#${row.conversationId}` } },
    unread,
    people,
    time,
    subject,
    marksOf(row),
  );
  return el("li", {}, link);
}

/** What deserves attention, as icon and words. @param {Row} row */
function marksOf({ noticeFailed, notMyNumber, files }) {
  const flags = /** @type {const} */ ([
    [noticeFailed, "warning", "list.notice-failed"],
    [notMyNumber, "phone-off", "list.not-my-number"],
  ]);
  const warnings = flags
    .filter(([isSet]) => isSet)
    .map(([, name, key]) => el("span", { class: "mark is-warning" }, icon(name), el("span", { text: key })));
  const count = el("span", { class: "visually-hidden", text: "list.files", values: { n: files } });
  const paperclip = files === 0 ? null : el("span", { class: "mark" }, icon("paperclip"), count);
  return el("span", { class: "list-marks" }, ...warnings, paperclip);
}
