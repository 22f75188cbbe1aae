import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { taskRow } from "../../components/task-row.js";
import { isToDo, readTasks } from "../../spaces/part-tasks.js";

/**
 * What is asked of the reader in a dossier, in view whichever tab is (N39).
 * @param {import("../../spaces/dossier-part.js").DossierPart} part it was opened before
 * @param {(taskId: string) => string} addressOf where a task is done
 */
export function taskPanel(part, addressOf) {
  const element = el("div", { class: "task-panel" });
  /** @type {import("../../spaces/part-tasks.js").OpenedTask[]} */
  let tasks = [];
  const rowOf = (/** @type {typeof tasks[0]} */ task) => taskRow(task, addressOf(task.taskId), part.mayWrite);
  const draw = () => {
    const [open, over] = [tasks.filter(isToDo), tasks.filter((task) => !isToDo(task))];
    const isOpen = element.querySelector("details")?.open ?? false;
    element.replaceChildren(
      ...(open.length === 0 ? [] : [el("section", { class: "part task-open" },
        el("h2", { text: "todo.to-do" }), el("ul", { class: "task-list" }, ...open.map(rowOf)))]),
      ...(over.length === 0 ? [] : [el("details", { class: "task-over", set: { open: isOpen } },
        el("summary", { text: "todo.over", values: { n: over.length } }),
        el("ul", { class: "task-list" }, ...over.map(rowOf)))]),
    );
  };
  return {
    element,
    draw,
    /** Of what is asked; null: there is no such thing. @param {string} taskId */
    kindOf: (taskId) => tasks.find((one) => one.taskId === taskId)?.kind ?? null,
    /** Reads them again; the numbers of the list follow. @param {boolean} [isUnattended] */
    async read(isUnattended = false) {
      const { sealKey, participantId, spaceId } = part;
      if (sealKey === null) {
        return null;
      }

      try {
        tasks = await readTasks({ sealKey, participantId, spaceId }, isUnattended);
        draw();
        return tasks.filter(isToDo).length;
      } catch (error) {
        const { key, values } = problemText(error);
        element.replaceChildren(notice("error", key, values));
        return null;
      }
    },
  };
}
