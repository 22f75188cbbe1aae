import { hasText, showTime } from "../text/text.js";
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

/** What happened, as a table. @param {Entry[]} entries newest first */
export function auditTable(entries) {
  const head = el("tr", {}, ...columns.map((text) => el("th", { text, set: { scope: "col" } })));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...entries.map(row)));
}

/** @param {Entry} entry */
function row(entry) {
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
    el("td", {}, el("time", { content: showTime(entry.at ?? ""), set: { datetime: entry.at } })),
    el("td", {}, isWarning ? icon("warning") : null, what),
    el("td", {}, who(entry.actor), entry.onBehalfOf === null ? null : who(entry.onBehalfOf)),
    el("td", {}, ...(entry.about ?? "").split(" ").filter(Boolean).map((id) => who(id))),
    el("td", { content: entry.method ?? "" }),
  );
}

/** @param {string | null} id */
const who = (id) => (id === "system" ? el("span", { text: "audit.system" }) : el("code", { content: id ?? "" }));
