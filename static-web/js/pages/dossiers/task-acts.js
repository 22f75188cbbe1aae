import { now } from "../../browser/clock.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, say } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { act } from "../../components/part.js";
import { dayAt, daysAfter } from "../../text/days.js";
import { language } from "../../text/text.js";
import { isToDo } from "./task-state.js";

/**
 * @typedef {import("../../spaces/asked-tasks.js").AskedTasks} AskedTasks
 * @typedef {import("../../spaces/asked-tasks.js").AskedTask} AskedTask
 * @typedef {Pick<import("../../components/part.js").Part, "tell" | "clear">} Place
 */

/** How far ahead a day can be. */
const mostDays = 365;
const usualDays = 14;

/** The last day on which something has to be done. */
export function dueField() {
  const today = dayAt(now());
  const [min, max] = [daysAfter(today, 1), daysAfter(today, mostDays)];
  const made = field({
    label: "tasks.due-on", set: { type: "date", min, max, value: daysAfter(today, usualDays) },
  });
  return {
    ...made,
    /** Whether the day will do; else the focus is there. */
    check() {
      const isRight = made.control.value >= min && made.control.value <= max;
      made.refuse(isRight ? null : "tasks.due-on.wrong");
      return isRight;
    },
    get day() {
      return made.control.value;
    },
  };
}

/**
 * What the office can do with what it asked, while the client has something to do.
 * @param {AskedTasks} asked
 * @param {AskedTask} task
 * @param {Place} place where it is told
 * @param {(task: AskedTask) => unknown} changed
 */
export function taskActs(asked, task, place, changed) {
  if (!isToDo(task)) {
    return [];
  }

  const values = { title: task.header?.title[language()] || task.header?.title.nl || "" };
  const press = (/** @type {"tasks.remind" | "tasks.other-day" | "tasks.withdraw"} */ key,
    /** @type {() => Promise<unknown>} */ work) => {
    const made = button(key, { class: "quiet" });
    say(made, { label: `${key}.of`, values });
    made.addEventListener("click", () => void act(made, place, work));
    return made;
  };
  const done = (/** @type {AskedTask} */ after, /** @type {TextKey} */ key) => {
    changed(after);
    place.tell("success", key, { ...values, day: { day: after.dueOn } });
  };
  return [
    press("tasks.remind", async () => done(await asked.remind(task.taskId), "tasks.remind.done")),
    press("tasks.other-day", () => otherDay(asked, task, values, (after) => done(after, "tasks.other-day.done"))),
    press("tasks.withdraw", () => withdraw(asked, task, values, (after) => done(after, "tasks.withdraw.done"))),
  ];
}

/**
 * @param {AskedTasks} asked
 * @param {AskedTask} task
 * @param {{ title: string }} values
 * @param {(task: AskedTask) => unknown} done
 */
async function otherDay(asked, { taskId, dueOn }, values, done) {
  const due = dueField();
  due.control.value = dueOn;
  let after = null;
  await confirmDialog({
    title: "tasks.other-day.title",
    values,
    body: [due.element],
    confirm: "office.save",
    check: () => due.check() || (due.control.focus(), false),
    act: async () => (after = await asked.setDate(taskId, due.day)),
  });
  after !== null && done(after);
}

/**
 * @param {AskedTasks} asked
 * @param {AskedTask} task
 * @param {{ title: string }} values
 * @param {(task: AskedTask) => unknown} done
 */
async function withdraw(asked, { taskId, startedAt }, values, done) {
  let after = null;
  await confirmDialog({
    title: "tasks.withdraw.title",
    values,
    body: [el("p", { text: startedAt === null ? "tasks.withdraw.body" : "tasks.withdraw.body-begun" })],
    confirm: "tasks.withdraw",
    isDanger: true,
    act: async () => (after = await asked.withdraw(taskId)),
  });
  after !== null && done(after);
}
