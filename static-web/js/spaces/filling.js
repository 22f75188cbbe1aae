import { OfflineError, ProblemError } from "../api/call.js";
import { openTask, saveAnswers } from "../api/tasks.js";
import { sealNote } from "../crypto/notes.js";
import { filesIn } from "../forms/answers.js";
import { excessOf, progressOf } from "../forms/check.js";
import { JoinedAnswers } from "../forms/joined-answers.js";
import { openAnswers, openTaskForm, openTaskHeader } from "./task-notes.js";

/**
 * @typedef {import("../forms/answers.js").PageAnswers} PageAnswers
 * @typedef {import("../forms/joined-answers.js").Unsaved} Unsaved
 * @typedef {object} Keeper what this browser keeps until the service has it, page by page
 * @property {(pageId: string, read: () => Unsaved) => unknown} keepSoon
 * @property {(pageId: string) => Promise<Unsaved | null>} read
 * @property {(pageId: string, isAll?: boolean) => unknown} forget all: also what another version of the program kept
 * @typedef {"none" | "typing" | "saving" | "saved" | "too-large" | "offline" | "failed"} SaveState
 *   too-large: a page is more than can be saved, and waits until it is shorter
 */

/** So long after the last key what was typed goes to the service (X25). */
const pause = 2_000;

/** So long after a failed try the next one. */
const patience = 10_000;

/** It is no questionnaire that can be read. */
export class DamagedTaskError extends Error {
  code = "task-damaged";
}

/**
 * A questionnaire that is being filled in, by one of perhaps several people and on one of perhaps several devices. The
 * service keeps its answers page by page, each save on what it had before. Says `change` when what it shows is another,
 * and `state` when only its saving went on.
 */
export class Filling extends EventTarget {
  #part;
  #writer;
  #keeper;
  /** @type {JoinedAnswers | null} */
  #joined = null;
  /** @type {import("../forms/definition.js").Form | null} */
  #form = null;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  /** One save after the other. @type {Promise<unknown>} */
  #saving = Promise.resolve();
  #isOver = false;

  /** @type {import("../api/contract.d.ts").ListedTask | null} */
  task = null;
  /** What is asked; null: that cannot be read. @type {import("../crypto/note-shapes.js").Notes["task"] | null} */
  header = null;
  /** Whether not all of what was kept could be read. */
  isDamaged = false;
  /** @type {SaveState} */
  state = "none";
  /** Why the last save failed. @type {unknown} */
  error = null;

  /**
   * @param {import("./dossier-part.js").DossierPart} part it was opened before
   * @param {string} taskId
   * @param {{ name: string, now: () => number }} writer name: of who writes; now: the time as the service has it
   * @param {Keeper} keeper
   */
  constructor(part, taskId, writer, keeper) {
    super();
    this.#part = part;
    this.taskId = taskId;
    this.#writer = writer;
    this.#keeper = keeper;
  }

  /** The part that it is asked in. */
  get part() {
    return this.#part;
  }

  get form() {
    return known(this.#form);
  }

  get joined() {
    return known(this.#joined);
  }

  get answers() {
    return this.joined.all;
  }

  get asks() {
    return this.joined.asks;
  }

  get isUnsaved() {
    return this.#joined?.isUnsaved ?? false;
  }

  /** Whether it can be filled in. */
  get isToDo() {
    return this.task !== null && ["open", "returned"].includes(this.task.state);
  }

  /** Reads it as it is kept; what this browser kept meanwhile is joined to it. @throws {DamagedTaskError} */
  async open() {
    const { task, definition, pages } = await openTask(this.#part.participantId, this.taskId);
    const { spaceId: space } = this.#part;
    this.task = task;
    this.header = await openTaskHeader(this.#key, space, task);
    const sent = definition === null ? null : await openTaskForm(this.#key, space, task.taskId, definition);
    if (sent === null) {
      throw new DamagedTaskError("The form cannot be read.");
    }

    const { form } = sent;
    this.#form = form;
    // Of what was sent only that is shown.
    this.#joined = this.isToDo && this.#joined !== null ? this.#joined : new JoinedAnswers(form);
    await Promise.all(pages.map((page) => this.#take(page)));
    if (this.isToDo) {
      await Promise.all(form.pages.map(({ id }) => this.#putBack(id)));
      this.isUnsaved && this.#saveIn(0);
      this.state = pages.length > 0 && !this.isUnsaved ? "saved" : this.state;
    }

    this.#changed();
  }

  /**
   * Something was answered.
   * @param {string} pageId
   * @param {string} key
   * @param {import("../forms/answers.js").Value} value
   */
  write(pageId, key, value) {
    const at = new Date(this.#writer.now()).toISOString();
    this.joined.write(pageId, key, { value, at, by: this.#writer.name });
    this.#keep(pageId);
    this.#become("typing");
    this.#saveIn(pause);
  }

  /** One of two answers is chosen. @param {string} pageId @param {string} key @param {boolean} isMine */
  choose(pageId, key, isMine) {
    const asked = this.joined.settle(pageId, key);
    if (asked !== null) {
      this.write(pageId, key, (isMine ? asked.mine : asked.theirs).value);
      this.#changed();
    }
  }

  /** Saves what is not saved yet, now; pages of which somebody must choose first wait. */
  save() {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#saveAll());
    return this.#saving;
  }

  /** The connection is back, or somebody tries again. */
  goOn() {
    return this.isToDo && this.isUnsaved ? this.save() : Promise.resolve();
  }

  /** It was sent: what this browser kept is of no use. */
  wasSent() {
    this.leave();
    this.form.pages.forEach(({ id }) => this.#keeper.forget(id, true));
  }

  /** It is not looked at any more. What was not saved stays in this browser. */
  leave() {
    this.#isOver = true;
    this.#timer !== null && clearTimeout(this.#timer);
  }

  /** Somebody else saved a page meanwhile. @param {import("../api/contract.d.ts").AnswerPage} page */
  async hear(page) {
    await this.#take(page);
    this.#changed();
  }

  /** @param {string} pageId @param {PageAnswers} answers */
  seal(pageId, answers) {
    const { spaceId: space, participantId: author } = this.#part;
    return sealNote(this.#key, { kind: "answers", space, id: this.taskId, author, page: pageId, answers });
  }

  async #saveAll() {
    for (const { id } of this.form.pages) {
      if (!this.#isOver && this.joined.isChanged(id) && !this.asks.has(id) && excessOf(this.joined.of(id)) === 0) {
        this.#become("saving");
        try {
          await this.savePage(id, this.joined.of(id));
        } catch (error) {
          this.#fail(error);
          return;
        }
      }
    }

    if (this.state !== "none") {
      const isTooLarge = this.form.pages.some(({ id }) => excessOf(this.joined.of(id)) > 0);
      this.#become(isTooLarge ? "too-large" : this.isUnsaved ? "typing" : "saved");
    }
  }

  /** Saves a page as it is given, joined to what somebody else saved. @param {string} pageId
   * @param {PageAnswers} answers @returns {Promise<unknown>} */
  async savePage(pageId, answers) {
    const [now, before] = [answers, this.joined.savedOf(pageId)].map((one) => filesIn(one).map(({ id }) => id));
    const body = {
      pageId,
      note: await this.seal(pageId, answers),
      revision: this.joined.revisionOf(pageId),
      ...progressOf(this.form, this.answers),
      files: (now ?? []).filter((id) => !before?.includes(id)),
      dropped: (before ?? []).filter((id) => !now?.includes(id)),
    };
    try {
      const { revision } = await saveAnswers(this.#part.participantId, this.taskId, body);
      this.joined.wasSaved(pageId, answers, revision);
      this.joined.isChanged(pageId) || this.#keeper.forget(pageId);
      return null;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "answers-changed" || error.problem.page === undefined) {
        throw error;
      }

      await this.hear(error.problem.page);
      return this.asks.has(pageId) ? null : this.savePage(pageId, this.joined.of(pageId));
    }
  }

  /** @param {import("../api/contract.d.ts").AnswerPage} saved */
  async #take(saved) {
    const { spaceId } = this.#part;
    const { pageId, answers, isDamaged } = await openAnswers(this.#key, spaceId, this.taskId, this.form, saved);
    this.isDamaged ||= isDamaged;
    this.joined.take(pageId, answers, saved.revision);
    this.joined.isChanged(pageId) && this.#keep(pageId);
  }

  /** @param {string} pageId */
  async #putBack(pageId) {
    const kept = await this.#keeper.read(pageId);
    if (kept !== null) {
      this.joined.join(pageId, kept);
      this.joined.isChanged(pageId) || this.#keeper.forget(pageId);
    }
  }

  /** @param {string} pageId */
  #keep(pageId) {
    this.#keeper.keepSoon(pageId, () => this.joined.unsavedOf(pageId));
  }

  /** @param {number} wait */
  #saveIn(wait) {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#timer = this.#isOver ? null : setTimeout(() => void this.save(), wait);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.error = error;
    this.#become(error instanceof OfflineError ? "offline" : "failed");
    const isRefused = error instanceof ProblemError && error.problem.status < 500;
    isRefused || this.#saveIn(patience);
  }

  /** @param {SaveState} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  get #key() {
    return known(this.#part.sealKey);
  }
}

/**
 * What is known once it was opened.
 * @template T
 * @param {T | null} value
 * @returns {T}
 */
function known(value) {
  if (value === null) {
    throw new Error("A questionnaire is opened before it is filled in.");
  }

  return value;
}
