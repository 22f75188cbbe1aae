import { listTasks, openTask } from "../api/tasks.js";
import { openReason, openTaskHeader } from "./task-notes.js";

/**
 * @typedef {import("../api/contract.d.ts").ListedTask} ListedTask
 * @typedef {ListedTask & { title: import("../crypto/note-shapes.js").Words | null, why: string, purpose: string | null,
 *   reason: string | null }} OpenedTask a title of null: it cannot be read
 */

/**
 * What is asked of a client in a part of a dossier, opened.
 * @param {{ participantId: string, spaceId: string, sealKey: Uint8Array }} part
 * @param {boolean} [isUnattended] the page asks by itself
 * @returns {Promise<OpenedTask[]>} what is to be done first, by its date
 */
export async function readTasks({ participantId, spaceId, sealKey }, isUnattended = false) {
  const { tasks } = await listTasks(participantId, null, isUnattended);
  const opened = await Promise.all(tasks.map(async (task) => {
    const [header, reason] = await Promise.all([
      openTaskHeader(sealKey, spaceId, task), openReason(sealKey, spaceId, task),
    ]);
    return { ...task, title: null, why: "", purpose: null, ...header, reason };
  }));
  return opened.sort((one, other) =>
    Number(isToDo(other)) - Number(isToDo(one)) || (isToDo(one) ? one.dueOn.localeCompare(other.dueOn) : 0));
}

/** Whether it waits for the client. @param {ListedTask} task */
export const isToDo = ({ state }) => state === "open" || state === "returned";

/**
 * One thing that is asked, with what is said of it.
 * @param {import("./dossier-part.js").DossierPart} part it was opened before
 * @param {string} taskId
 */
export async function openAsked({ participantId, spaceId, sealKey }, taskId) {
  const { task } = await openTask(participantId, taskId);
  const [header, reason] = sealKey === null ? [null, null] : await Promise.all([
    openTaskHeader(sealKey, spaceId, task), openReason(sealKey, spaceId, task),
  ]);
  return { task, header, reason };
}
