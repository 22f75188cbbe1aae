import { el } from "../../../components/dom.js";
import { notice } from "../../../components/notice.js";
import { wordsIn } from "../../../forms/definition.js";
import { isToDo } from "../../../spaces/part-tasks.js";
import { language } from "../../../text/text.js";

/**
 * @typedef {object} Options
 * @property {string} name the reader's, as the author of what they send
 * @property {(step: string) => string} addressOf where a step of it is
 * @property {(tab: string) => string} tabAddress where a tab of the dossier is; "" the dossier
 * @property {() => unknown} changed what is asked changed
 */

/**
 * @typedef {object} Asked
 * @property {import("../../../api/contract.d.ts").ListedTask} task
 * @property {import("../../../crypto/note-shapes.js").Notes["task"] | null} header null: it cannot be read
 * @property {string | null} reason why what was sent was returned
 */

/**
 * What is asked, why, until when, and how it stands.
 * @param {Asked} asked
 * @param {Options} options
 * @returns {HTMLElement[]}
 */
export function taskHead({ task, header, reason }, { tabAddress }) {
  const { kind, state, dueOn, isLate, sentAt, sentBy } = task;
  const back = el("p", {}, el("a", { class: "back", text: "fill.to-dossier", set: { href: tabAddress("") } }));
  const title = el("h1", header === null ? { text: "todo.damaged" } : { content: wordsIn(header.title, language()) });
  const why = header === null || header.why === "" ? null : el("p", { written: header.why });
  const values = { name: sentBy ?? "", at: { date: sentAt ?? "" } };
  const parts = [back, title, why];
  if (isToDo(task)) {
    parts.push(
      el("p", { class: isLate ? "is-late" : "muted", text: isLate ? "todo.late" : "todo.due",
        values: { day: { day: dueOn } } }),
      reason === null ? null : notice("warning", "todo.returned", { reason }));
  } else if (kind === "reading") {
    parts.push(notice("success", "asked.confirmed", values));
  } else {
    const delivered = el("p", {}, el("a", { text: "asked.to-delivered", set: { href: tabAddress("delivered") } }));
    const isDone = state === "done";
    parts.push(notice(isDone ? "success" : "info", isDone ? "asked.accepted" : "asked.waits", values, delivered));
  }

  return parts.filter((part) => part !== null);
}
