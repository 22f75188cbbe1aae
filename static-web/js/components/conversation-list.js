import { el, icon } from "./dom.js";
import { smallEnvelope } from "./envelope.js";
import { handledMarks } from "./handled-marks.js";
import { list, markCurrent } from "./list.js";

/** @typedef {import("../spaces/mailbox.js").Row} Row */

/**
 * @typedef {object} Picked
 * @property {(participantId: string) => boolean} has
 * @property {(participantId: string) => unknown} toggle
 */

/**
 * The conversations of a mailbox, as rows that lead to `#<participantId>`: the mailbox's participant.
 * @param {HTMLElement} element
 * @param {Picked} picked those with which something is done together
 * @returns {(rows: Row[], chosen: string | null) => void} chosen: participant id of the one that is open
 */
export function conversationList(element, picked) {
  const show = list(element, (/** @type {Row} */ { participantId }) => participantId, (row) => rowOf(row, picked));
  return (rows, chosen) => show(rows).forEach((row, at) => {
    const { participantId = "" } = rows[at] ?? {};
    markCurrent(row, participantId === chosen);
    const tick = row.querySelector("input");
    tick !== null && (tick.checked = picked.has(participantId));
    row.classList.toggle("is-picked", picked.has(participantId));
  });
}

/** @param {Row} row @param {Picked} picked */
function rowOf(row, { toggle }) {
  const names = row.people.flatMap((content, at) => [at === 0 ? null : ", ", el("bdi", { content })]);
  const people = el("span", { class: "list-people" }, ...names);
  const subject = row.subject === null
    ? el("span", {
      class: "list-subject",
      text: row.revoked ? "revoking.revoked.subject" : row.isExpired ? "keeping.expired.subject" : "list.damaged",
    })
    : el("span", { class: "list-subject", content: row.subject });
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
    { class: `list-row${row.unread ? " is-unread" : ""}`, set: { href: `#${row.participantId}` } },
    unread,
    people,
    time,
    subject,
    marksOf(row),
  );
  const values = { names: row.people, subject: row.subject ?? "" };
  const tick = row.kind === "dossier" ? null
    // One stop a row is enough: whoever steps through the list ticks with a key.
    : el("input", { class: "list-tick", label: "picked.pick", values, set: { type: "checkbox", tabindex: -1 } });
  tick?.addEventListener("change", () => toggle(row.participantId));
  return el("li", {}, tick, link);
}

/** What deserves attention, as icon and words. @param {Row} row */
function marksOf(row) {
  const { kind, noticeFailed, notMyNumber, held, files, readers, awaited } = row;
  const flags = /** @type {const} */ ([
    [noticeFailed, "warning", "list.notice-failed"],
    [notMyNumber, "phone-off", "list.not-my-number"],
    [held, "phone-off", "list.held"],
  ]);
  const warnings = flags
    .filter(([isSet]) => isSet)
    .map(([, name, key]) => el("span", { class: "mark is-warning" }, icon(name), el("span", { text: key })));
  const count = el("span", { class: "visually-hidden", text: "list.files", values: { n: files } });
  const paperclip = files === 0 ? null : el("span", { class: "mark" }, icon("paperclip"), count);
  const dossier = kind === "dossier"
    ? el("span", { class: "mark is-kind" }, icon("dossier"), el("span", { text: "list.dossier" })) : null;
  const receipt = awaited === 0 ? null : smallEnvelope(readers, awaited);
  return el("span", { class: "list-marks" }, dossier, ...warnings, ...handledMarks(row), paperclip, receipt);
}
