import { el, icon } from "./dom.js";
import { labelChip } from "./label-chip.js";

/**
 * How colleagues handle a conversation, on its row: whose it is, its labels, until when it is snoozed.
 * @param {import("../spaces/mailbox.js").Row} row
 */
export function handledMarks({ holder = null, tags = [], snoozedUntil, wokeAt, at }) {
  const person = holder === null ? null : el("span", { class: "mark" }, icon("person"),
    el("span", { class: "visually-hidden", text: "handled.by" }), el("bdi", { content: holder }));
  const values = { at: { moment: snoozedUntil ?? "" } };
  const until = snoozedUntil === null ? null
    : el("span", { class: "mark" }, icon("clock"), el("span", { text: "handled.until", values }));
  const isBack = wokeAt !== null && wokeAt === at;
  const back = isBack ? el("span", { class: "mark" }, icon("clock"), el("span", { text: "handled.back" })) : null;
  return [person, ...tags.map(labelChip), until, back];
}
