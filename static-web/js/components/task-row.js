import { wordsIn } from "../forms/definition.js";
import { language } from "../text/text.js";
import { el, icon } from "./dom.js";

/** @typedef {import("../spaces/part-tasks.js").OpenedTask} OpenedTask */

const icons = { questionnaire: "pen", document: "upload", reading: "file" };

/** What a client presses, by what is asked and how far it is. @param {OpenedTask} task @returns {TextKey} */
function actOf({ kind, startedAt }) {
  return kind === "questionnaire" ? (startedAt === null ? "todo.fill-in" : "todo.go-on")
    : kind === "document" ? "todo.deliver" : "todo.read";
}

/**
 * Something that is asked of a client: what, why, until when, how far it is.
 * @param {OpenedTask} task
 * @param {string} href where it is done
 * @param {boolean} mayWrite whether its dossier still takes answers
 */
export function taskRow(task, href, mayWrite) {
  const { kind, state, title, why, dueOn, isLate, answered, total, sentAt, sentBy, reason } = task;
  const isToDo = mayWrite && (state === "open" || state === "returned");
  const day = { day: { day: dueOn } };
  /** @type {import("./dom.js").Parts} */
  const named = title === null ? { text: "todo.damaged" } : { content: wordsIn(title, language()) };
  const words = title === null ? "" : wordsIn(title, language());
  const link = el("a", { class: `button ${isToDo ? "primary" : "secondary"}`, set: { href } },
    el("span", { text: isToDo ? actOf(task) : "todo.look" }), el("span", { class: "visually-hidden", content: words }));
  return el("li", { class: "task-row" }, icon(icons[kind]),
    el("div", { class: "task-words" },
      el("strong", named),
      isToDo && why !== "" ? el("p", { written: why }) : null,
      reason === null ? null : el("p", { class: "field-error", text: "todo.returned", values: { reason } }),
      el("p", { class: "muted task-facts" },
        isToDo ? el("span", { class: isLate ? "is-late" : "", text: isLate ? "todo.late" : "todo.due", values: day })
          : sentAt === null ? null
            : el("span", { text: "todo.sent", values: { name: sentBy ?? "", at: { moment: sentAt } } }),
        isToDo && total > 0 ? el("span", { text: "todo.progress", values: { answered, total } }) : null)),
    link);
}
