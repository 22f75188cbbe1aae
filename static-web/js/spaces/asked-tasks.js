import * as api from "../api/asking.js";
import { listTasks, openTask } from "../api/tasks.js";
import { randomId } from "../crypto/base64.js";
import { sealNote } from "../crypto/notes.js";
import { openAnswers, openReason, openTaskForm, openTaskHeader } from "./task-notes.js";

/**
 * @typedef {import("../api/contract.d.ts").ListedTask} ListedTask
 * @typedef {import("../crypto/note-shapes.js").Notes["task"]} TaskHeader
 * @typedef {Omit<ListedTask, "header" | "returned"> & { header: TaskHeader | null, reason: string | null }} AskedTask a
 *   header of null could not be opened; a reason: why it was returned
 * @typedef {{ task: AskedTask, form: import("./task-notes.js").SentForm | null,
 *   pages: import("./task-notes.js").OpenedAnswers[], isSent: boolean }} OpenedTask
 * @typedef {{ taskId: string, entryId: string | null }} Judged
 */

/** What the office asked of one client of a dossier. */
export class AskedTasks {
  #space;
  /** Those that were not answered, by their task. @type {Map<string, string>} */
  #reminders = new Map();
  /** Newest first. @type {AskedTask[]} */
  tasks = [];

  /** @param {{ spaceId: string, participantId: string, sealKey: Uint8Array }} space the part, as the office has it */
  constructor(space) {
    this.#space = space;
  }

  async refresh() {
    const { tasks } = await listTasks(this.#space.participantId);
    this.tasks = await Promise.all(tasks.map((one) => this.#open(one)));
  }

  /** With the form and the answers, once they were sent. @param {string} taskId @returns {Promise<OpenedTask>} */
  async open(taskId) {
    const { spaceId, participantId, sealKey } = this.#space;
    const { task, definition, pages } = await openTask(participantId, taskId);
    const form = definition === null ? null : await openTaskForm(sealKey, spaceId, taskId, definition);
    const opened = form === null ? []
      : await Promise.all(pages.map((page) => openAnswers(sealKey, spaceId, taskId, form.form, page)));
    return { task: await this.#open(task), form, pages: opened, isSent: task.sentAt !== null };
  }

  /** What was delivered, as it was shown: what came later nobody looked at. @param {Judged} task */
  accept({ taskId, entryId }) {
    const judgement = { entryId: entryId ?? "", isAccepted: true, reason: null };
    return this.#take(api.judgeTask(this.#space.participantId, taskId, judgement));
  }

  /** @param {Judged} task @param {string} text why */
  async giveBack({ taskId, entryId }, text) {
    const { spaceId: space, participantId: author, sealKey } = this.#space;
    const reason = await sealNote(sealKey, { kind: "reason", space, id: taskId, author, text });
    return this.#take(api.judgeTask(author, taskId, { entryId: entryId ?? "", isAccepted: false, reason }));
  }

  /** @param {string} taskId @param {string} dueOn a day */
  setDate(taskId, dueOn) {
    return this.#take(api.setTaskDate(this.#space.participantId, taskId, dueOn));
  }

  /** Again after a failure it is the same, so that one whose answer was lost is known. @param {string} taskId */
  async remind(taskId) {
    const reminderId = this.#reminders.get(taskId) ?? randomId();
    this.#reminders.set(taskId, reminderId);
    const task = await this.#take(api.remindOfTask(this.#space.participantId, taskId, reminderId));
    this.#reminders.delete(taskId);
    return task;
  }

  /** @param {string} taskId */
  withdraw(taskId) {
    return this.#take(api.withdrawTask(this.#space.participantId, taskId));
  }

  /** As it is from now on. @param {Promise<ListedTask>} changed */
  async #take(changed) {
    const task = await this.#open(await changed);
    this.tasks = this.tasks.map((one) => (one.taskId === task.taskId ? task : one));
    return task;
  }

  /** @param {ListedTask} listed @returns {Promise<AskedTask>} */
  async #open({ header, returned, ...task }) {
    const { spaceId, sealKey } = this.#space;
    const whole = { ...task, header, returned };
    return {
      ...task,
      header: await openTaskHeader(sealKey, spaceId, whole),
      reason: await openReason(sealKey, spaceId, whole),
    };
  }
}
