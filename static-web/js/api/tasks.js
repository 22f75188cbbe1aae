import { call } from "./call.js";

/**
 * What the office asks of a client, newest first.
 * @param {string} participantId
 * @param {string | null} [as] for staff: whose view it shall be
 * @param {boolean} [isUnattended] the page does so by itself
 */
export const listTasks = (participantId, as = null, isUnattended = false) =>
  call("GET participants/{participantId}/part/tasks", {
    at: { participantId },
    query: as === null ? {} : { as },
    isUnattended,
  });

/** With its form and its answers. @param {string} participantId @param {string} taskId @param {string | null} [as] */
export const openTask = (participantId, taskId, as = null) =>
  call("POST participants/{participantId}/part/tasks/{taskId}/open", { at: { participantId, taskId }, body: { as } });

/**
 * Keeps a page of answers.
 * @param {string} participantId
 * @param {string} taskId
 * @param {import("./contract.d.ts").SaveAnswersRequest} page
 */
export const saveAnswers = (participantId, taskId, page) =>
  call("POST participants/{participantId}/part/tasks/{taskId}/answers", { at: { participantId, taskId }, body: page });

/**
 * @param {string} participantId
 * @param {string} taskId
 * @param {import("./contract.d.ts").SendTaskRequest} answers
 */
export const sendTask = (participantId, taskId, answers) =>
  call("POST participants/{participantId}/part/tasks/{taskId}/send", { at: { participantId, taskId }, body: answers });

/** What was to be read was read. @param {string} participantId @param {string} taskId */
export const confirmTask = (participantId, taskId) =>
  call("POST participants/{participantId}/part/tasks/{taskId}/confirm", { at: { participantId, taskId } });
