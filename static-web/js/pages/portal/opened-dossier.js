import { askedView } from "./asked.js";
import { taskPanel } from "./task-panel.js";

/**
 * @typedef {import("../shared/dossier-room.js").DossierRoom} DossierRoom
 * @typedef {import("../../spaces/dossier-part.js").DossierPart} DossierPart
 * @typedef {object} Parts
 * @property {string} name of the reader
 * @property {string} at its last activity when it was read
 * @property {(toDo: number) => unknown} counted so many things are to be done in it
 */

/** Something that is asked, and a step of it. */
const task = /^task-([0-9a-f]{32})(?:-([0-9a-z]{1,5}))?$/;

/** A dossier that a client opened: its room, what is asked in it, and what they are doing of that. */
export class OpenedDossier {
  #part;
  #parts;
  #panel;
  /** @type {DossierRoom | null} */
  #room = null;
  /** @type {{ taskId: string, view: import("./asked.js").AskedView } | null} */
  #asked = null;

  /** @param {DossierPart} part it was opened before @param {Parts} parts */
  constructor(part, parts) {
    this.#part = part;
    this.#parts = parts;
    this.at = parts.at;
    this.#panel = taskPanel(part, (taskId) => `${this.#address}-task-${taskId}`);
  }

  /** What is asked in it, in view whichever tab is (N39). */
  get panel() {
    return this.#panel.element;
  }

  /** Whether leaving would lose something. */
  get isDirty() {
    return (this.#room?.isDirty ?? false) || (this.#asked?.view.isDirty ?? false);
  }

  /** Whether signing out would lose what this browser keeps of it. */
  get isKeptHere() {
    return this.#asked?.view.isKeptHere ?? false;
  }

  /** @param {DossierRoom} room */
  start(room) {
    this.#room = room;
    void this.readTasks();
  }

  /**
   * Shows what stands at a place of it.
   * @param {string} where
   * @param {(shown: HTMLElement, isRoom: boolean) => unknown} put where it is seen
   */
  async show(where, put) {
    const [, taskId, step = ""] = task.exec(where) ?? [];
    const asked = taskId === undefined ? null : await this.#askedAt(taskId);
    if (asked === null) {
      this.#leaveTask();
      this.#room !== null && put(this.#room.element, true);
      await this.#room?.show(taskId === undefined ? where : "");
    } else {
      put(asked.element, false);
      await asked.show(step);
    }
  }

  focus() {
    this.#room?.focus();
  }

  /** Something happened in it. */
  async refresh() {
    await Promise.all([this.#room?.refresh(), this.readTasks(true)]);
  }

  /** @param {boolean} [isUnattended] the page does so by itself */
  async readTasks(isUnattended = false) {
    const toDo = await this.#panel.read(isUnattended);
    toDo !== null && this.#parts.counted(toDo);
  }

  leave() {
    this.#leaveTask();
    this.#room?.leave();
  }

  /** @param {string} taskId */
  async #askedAt(taskId) {
    if (this.#asked?.taskId !== taskId) {
      this.#leaveTask();
      this.#panel.kindOf(taskId) === null && (await this.readTasks());
      const kind = this.#panel.kindOf(taskId);
      const view = kind === null ? null : await askedView(kind, this.#part, taskId, {
        name: this.#parts.name,
        addressOf: (at) => `${this.#address}-task-${taskId}${at === "" ? "" : `-${at}`}`,
        tabAddress: (tab) => (tab === "" ? this.#address : `${this.#address}-${tab}`),
        changed: () => void this.readTasks(),
      });
      this.#asked = view === null ? null : { taskId, view };
    }

    return this.#asked?.view ?? null;
  }

  #leaveTask() {
    this.#asked?.view.leave();
    this.#asked = null;
  }

  get #address() {
    return `#${this.#part.participantId}`;
  }
}
