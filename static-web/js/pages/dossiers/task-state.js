import { el, icon } from "../../components/dom.js";

/** @typedef {import("../../spaces/asked-tasks.js").AskedTask} AskedTask */

/** Whether the client still has something to do. @param {AskedTask} task */
export const isToDo = ({ state }) => state === "open" || state === "returned";

const kindIcons = { questionnaire: "form", document: "file", reading: "envelope-open" };

/** @param {AskedTask} task */
export const kindIcon = ({ kind }) => icon(kindIcons[kind]);

/** How far it is, in words and with an icon. @param {AskedTask} task */
export function stateMarks(task) {
  const { text, values, picture } = stateOf(task);
  const state = el("span", { class: "mark" }, icon(picture), el("span", { text, values }));
  const late = task.isLate
    ? el("span", { class: "mark is-warning" }, icon("warning"), el("span", { text: "tasks.late" })) : null;
  return [state, ...(late === null ? [] : [late])];
}

/**
 * @param {AskedTask} task
 * @returns {{ text: TextKey, values: import("../../text/text.js").Values, picture: string }}
 */
function stateOf({ kind, state, answered, total, startedAt, sentAt, sentBy }) {
  const values = { n: answered, all: total, at: { date: sentAt ?? "" }, name: sentBy ?? "" };
  switch (state) {
    case "withdrawn":
      return { text: "tasks.state.withdrawn", values, picture: "cross" };
    case "done":
      return { text: `tasks.state.done.${kind}`, values, picture: "check" };
    case "sent":
      return { text: "tasks.state.sent", values, picture: "sent" };
    case "returned":
      return { text: "tasks.state.returned", values, picture: "reply" };
    default:
      return startedAt === null || kind !== "questionnaire"
        ? { text: "tasks.state.open", values, picture: "clock" }
        : { text: "tasks.state.begun", values, picture: "pen" };
  }
}

/**
 * What it is called.
 * @param {AskedTask} task
 * @param {"nl" | "en"} language
 * @returns {import("../../components/dom.js").Parts}
 */
export function titleParts({ header }, language) {
  const words = header === null ? "" : header.title[language] || header.title.nl || header.title.en;
  return words === "" ? { text: "tasks.damaged" } : { content: words };
}
