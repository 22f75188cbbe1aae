import { firstText } from "../text/text.js";
import { el, icon } from "./dom.js";
import { list } from "./list.js";

/**
 * @typedef {object} Entry
 * @property {number} seq
 * @property {string | null} at
 * @property {string | null} event
 * @property {number | null} outcome
 * @property {string | null} actor
 * @property {string | null} about
 * @property {string | null} method
 * @property {string | null} onBehalfOf
 * @property {boolean} holds
 * @typedef {{ entry: Entry, names: Record<string, string> }} NamedEntry
 */

/** @type {TextKey[]} */
const columns = ["audit.seq", "audit.at", "audit.event", "audit.actor", "audit.about", "audit.method"];

/**
 * What happened, as a table.
 * @returns {{ element: HTMLElement, show: (entries: Entry[], names: Record<string, string>) => void }} entries: newest
 *   first; names: of accounts and mailboxes, by id
 */
export function auditTable() {
  const head = el("tr", {}, ...columns.map((text) => el("th", { text, set: { scope: "col" } })));
  const body = el("tbody");
  const show = list(
    body,
    (/** @type {NamedEntry} */ { entry }) => entry.seq,
    ({ entry, names }) => row(entry, names),
    ({ entry, names }) => JSON.stringify([entry, idsOf(entry).map((id) => names[id])]),
  );
  return {
    element: el("table", {}, el("thead", {}, head), body),
    show: (entries, names) => void show(entries.map((entry) => ({ entry, names }))),
  };
}

/** Whom an entry names. @param {Entry} entry */
const idsOf = ({ actor, onBehalfOf, about }) => [actor, onBehalfOf, ...(about ?? "").split(" ")].map(String);

/** @param {Entry} entry @param {Record<string, string>} names */
function row(entry, names) {
  const number = el("td", { content: String(entry.seq) });
  if (!entry.holds) {
    const words = el("strong", { text: "audit.changed" });
    const rest = el("td", { set: { colspan: columns.length - 1 } }, icon("warning"), words);
    return el("tr", { class: "is-changed" }, number, rest);
  }

  const what = el("span", { text: firstText(`audit.event.${entry.event}`, "audit.unknown") });
  const isWarning = entry.outcome !== 0;
  return el(
    "tr",
    {},
    number,
    el("td", {}, momentOf(entry.at ?? "")),
    el("td", {}, isWarning ? icon("warning") : null, what),
    el("td", {}, who(entry.actor, names), entry.onBehalfOf === null ? null : who(entry.onBehalfOf, names)),
    el("td", {}, ...(entry.about ?? "").split(" ").filter(Boolean).map((id) => who(id, names))),
    el("td", { content: entry.method ?? "" }),
  );
}

/** In the language of the reader, also when that changes. @param {string} at */
const momentOf = (at) => el("time", { text: "moment", values: { at: { date: at } }, set: { datetime: at } });

/**
 * A name where there is one, and the id by which the trail knows it.
 * @param {string | null} id
 * @param {Record<string, string>} names
 */
function who(id, names) {
  if (id === "system") {
    return el("span", { text: "audit.system" });
  }

  const name = id !== null && Object.hasOwn(names, id) ? names[id] : null;
  const code = el("code", { class: name ? "muted" : "", content: id ?? "" });
  return el("div", { class: "audit-who" }, name ? el("span", { content: name }) : null, code);
}
