import { language } from "../text/text.js";
import { el, icon } from "./dom.js";
import { list } from "./list.js";

/**
 * @typedef {import("../spaces/dossiers.js").DossierRow} DossierRow
 * @typedef {import("../api/contract.d.ts").DossierStatus} DossierStatus
 * @typedef {import("../api/contract.d.ts").TabNumbers} TabNumbers
 * @typedef {import("../api/contract.d.ts").ListedPart} ListedPart
 */

/** Together; what a client delivered stands with its message too. @param {TabNumbers} numbers */
export const newOf = ({ correspondence, documents, messages }) => correspondence + documents + messages;

/** The name of a status in the language of the page. @param {readonly DossierStatus[]} statuses @param {string} id */
export const statusName = (statuses, id) => statuses.find(({ statusId }) => statusId === id)?.[language()] ?? "";

/** Dossiers of the office, as rows that lead to `#<participantId>`. */
export function dossierList() {
  const element = el("ul", { class: "office-list", label: "office.title" });
  /** @type {readonly DossierStatus[]} */
  let known = [];
  const show = list(
    element,
    (/** @type {DossierRow} */ { participantId }) => participantId,
    (row) => rowOf(row, statusName(known, row.facts.status)),
    (row) => JSON.stringify([row, statusName(known, row.facts.status)]),
  );
  return {
    element,
    /** @param {DossierRow[]} rows @param {readonly DossierStatus[]} statuses */
    show(rows, statuses) {
      known = statuses;
      show(rows);
      element.hidden = rows.length === 0;
    },
  };
}

/** @param {DossierRow} row @param {string} status */
function rowOf({ participantId, header, at, facts, parts }, status) {
  const unread = parts.reduce((sum, part) => sum + (part.isRevoked ? 0 : newOf(part.unread)), 0);
  const badge = unread === 0 ? null : el("span", { class: "badge", text: "office.unread", values: { n: unread } });
  const closed = facts.closedAt === null ? null
    : el("span", { class: "mark" }, icon("lock"), el("span", { text: "office.closed" }));
  const title = header === null
    ? el("strong", { text: "office.damaged" })
    : el("strong", { content: header.number });
  const { handler, standIn } = facts;
  const who = standIn === null
    ? el("span", { text: "office.handled-by", values: { name: handler.name } })
    : el("span", { text: "office.handled-by-two", values: { name: handler.name, other: standIn.name } });
  const time = at === "" ? null
    : el("time", { text: "office.changed", values: { at: { moment: at } }, set: { datetime: at } });
  return el("li", {}, el(
    "a",
    { class: `office-row${unread > 0 ? " is-unread" : ""}`, set: { href: `#${participantId}` } },
    el("span", { class: "office-number" }, icon("folder"), title),
    el("span", { class: "office-about", content: header?.description ?? "" }),
    el("span", { class: "office-marks" }, badge, closed, status === "" ? null : el("span", { content: status })),
    el("span", { class: "office-clients" }, ...clientsOf(parts)),
    el("span", { class: "office-facts muted" }, who, time),
  ));
}

/** Of each client the name, and when they last read something. @param {ListedPart[]} parts */
function clientsOf(parts) {
  const now = parts.filter(({ isRevoked }) => !isRevoked);
  return now.length === 0
    ? [el("span", { class: "muted", text: "office.no-clients" })]
    : now.map(({ name, readAt }) => el("span", { class: "office-client" }, icon("person"),
      el("bdi", { content: name }), " ", el("span", { class: "muted", ...readParts(readAt) })));
}

/** "gelezen op …", or that nothing was read yet. @param {string | null} readAt @returns {import("./dom.js").Parts} */
export const readParts = (readAt) =>
  readAt === null ? { text: "office.not-read" } : { text: "office.read", values: { at: { date: readAt } } };
