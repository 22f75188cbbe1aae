import { hasText } from "../text/text.js";
import { el, icon } from "./dom.js";

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
 */

const columns = ["audit.seq", "audit.at", "audit.event", "audit.actor", "audit.about", "audit.method"];

/**
 * What happened, as a table.
 * @param {Entry[]} entries newest first
 * @param {Record<string, string>} names of accounts and mailboxes, by id
 */
export function auditTable(entries, names) {
  const head = el("tr", {}, ...columns.map((text) => el("th", { text, set: { scope: "col" } })));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...entries.map((entry) => row(entry, names))));
}

/** @param {Entry} entry @param {Record<string, string>} names */
function row(entry, names) {
  const number = el("td", { content: String(entry.seq) });
  if (!entry.holds) {
    const words = el("strong", { text: "audit.changed" });
    const rest = el("td", { set: { colspan: columns.length - 1 } }, icon("warning"), words);
    return el("tr", { class: "is-changed" }, number, rest);
  }

  const key = `audit.event.${entry.event}`;
  const what = el("span", { text: hasText(key) ? key : "audit.unknown" });
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
