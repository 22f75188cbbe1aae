import { call } from "./call.js";

/** What the office asks of the clients of dossiers; `participantId` is the mailbox in the part. */

/**
 * The same again makes no second.
 * @param {string} participantId
 * @param {import("./contract.d.ts").AskTaskRequest} task
 */
export const askTask = (participantId, task) =>
  call("POST participants/{participantId}/part/tasks", { at: { participantId }, body: task });

/**
 * Of a document that was sent: it will do, or why not.
 * @param {string} participantId
 * @param {string} taskId
 * @param {import("./contract.d.ts").JudgeTaskRequest} judgement
 */
export const judgeTask = (participantId, taskId, judgement) =>
  call("POST participants/{participantId}/part/tasks/{taskId}/judge",
    { at: { participantId, taskId }, body: judgement });

/** @param {string} participantId @param {string} taskId @param {string} dueOn a day */
export const setTaskDate = (participantId, taskId, dueOn) =>
  call("POST participants/{participantId}/part/tasks/{taskId}/date",
    { at: { participantId, taskId }, body: { dueOn } });

/**
 * Once a day; the same again is answered alike.
 * @param {string} participantId
 * @param {string} taskId
 * @param {string} reminderId
 */
export const remindOfTask = (participantId, taskId, reminderId) =>
  call("POST participants/{participantId}/part/tasks/{taskId}/remind",
    { at: { participantId, taskId }, body: { reminderId } });

/** @param {string} participantId @param {string} taskId */
export const withdrawTask = (participantId, taskId) =>
  call("POST participants/{participantId}/part/tasks/{taskId}/withdraw", { at: { participantId, taskId } });
