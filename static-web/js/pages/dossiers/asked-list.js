import { el } from "../../components/dom.js";
import { list } from "../../components/list.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { language } from "../../text/text.js";
import { taskActs } from "./task-acts.js";
import { isToDo, kindIcon, stateMarks, titleParts } from "./task-state.js";

/**
 * @typedef {import("../../spaces/asked-tasks.js").AskedTasks} AskedTasks
 * @typedef {import("../../spaces/asked-tasks.js").AskedTask} AskedTask
 */

/**
 * What was asked of one client: what it is, how far they are, by when, and what can be done about it.
 * @param {AskedTasks} asked
 * @param {string} participantId the mailbox in the part
 * @param {string} name the client's
 */
export function askedList(asked, participantId, name) {
  const rows = el("ul", { class: "asked-rows", label: "tasks.of", values: { name } });
  const told = el("div");
  const place = {
    tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, values = {}) =>
      told.replaceChildren(notice(kind, key, values)),
    clear: () => told.replaceChildren(),
  };
  const element = el("div", { class: "asked" }, el("h4", { text: "tasks.asked" }), told, rows);
  const show = list(rows, (/** @type {AskedTask} */ { taskId }) => taskId, (task) => rowOf(task),
    (task) => JSON.stringify([task, language()]));
  const draw = () => {
    show(asked.tasks);
    element.hidden = asked.tasks.length === 0;
  };
  const rowOf = (/** @type {AskedTask} */ task) => el("li", { class: "asked-row" },
    el("a", { class: "asked-title", set: { href: `#${participantId}-task-${task.taskId}` } },
      kindIcon(task), el("span", titleParts(task, language()))),
    el("span", { class: "asked-state" }, ...stateMarks(task)),
    el("span", { class: "muted asked-due",
      ...(isToDo(task) ? { text: /** @type {const} */ ("tasks.due"), values: { day: { day: task.dueOn } } } : {}) }),
    el("div", { class: "row-acts" }, ...taskActs(asked, task, place, draw)));
  draw();
  return {
    element,
    async refresh() {
      try {
        await asked.refresh();
      } catch (error) {
        const { key, values } = problemText(error);
        element.hidden = false;
        place.tell("error", key, values);
        return;
      }

      draw();
    },
    draw,
  };
}
