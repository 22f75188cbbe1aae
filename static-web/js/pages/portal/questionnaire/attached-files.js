import { answersOf, filesOf, valueOf } from "../../../forms/answers.js";
import { DraftFiles } from "../../../spaces/draft-files.js";
import { SpaceFiles } from "../../../spaces/space-files.js";

/**
 * Files that answer questions: each on its way until it arrived, and then part of the answer.
 */
export class AttachedFiles {
  #filling;
  #space;
  #arrived;
  /** @type {Map<string, DraftFiles>} */
  #byQuestion = new Map();

  /**
   * @param {import("../../../spaces/filling.js").Filling} filling
   * @param {() => unknown} arrived a file became part of an answer
   * @param {AbortSignal} signal ends it
   */
  constructor(filling, arrived, signal) {
    this.#filling = filling;
    this.#space = new SpaceFiles(filling.part, undefined, filling.taskId);
    this.#arrived = arrived;
    addEventListener("online", () => this.#byQuestion.forEach((draft) => draft.goOn()), { signal });
  }

  /** Those that were on their way when the page was left, by name: they are chosen again. */
  async cutOff() {
    const left = new DraftFiles(this.#space);
    await new Promise((resolve) => left.addEventListener("change", resolve, { once: true }));
    const { unfinished } = left;
    unfinished.forEach((entry) => left.forget(entry));
    return unfinished.map(({ name }) => name);
  }

  /** Whether leaving would cut one off. */
  get isSending() {
    return [...this.#byQuestion.values()].some((draft) => draft.isSending);
  }

  /**
   * Those of one question.
   * @param {string} pageId
   * @param {string} key
   * @returns {import("../../../components/files-control.js").Attached}
   */
  of(pageId, key) {
    const at = `${pageId} ${key}`;
    const draft = this.#byQuestion.get(at) ?? this.#begin(pageId, key);
    this.#byQuestion.set(at, draft);
    return {
      get files() {
        return draft.files;
      },
      add: (chosen) => void draft.add(chosen),
      remove: (entry) => draft.remove(entry),
      again: (entry) => draft.again(entry),
      listen: (listener) => draft.addEventListener("change", listener),
    };
  }

  /** Once all of them are part of their answers. @throws {import("../../../spaces/draft-files.js").FilesFailedError} */
  async whenReady() {
    await Promise.all([...this.#byQuestion.values()].map((draft) => draft.whenReady()));
  }

  /** What is on its way is given up. */
  leave() {
    this.#byQuestion.forEach((draft) => [...draft.files].forEach((entry) => draft.remove(entry)));
  }

  /** @param {string} pageId @param {string} key */
  #begin(pageId, key) {
    const draft = new DraftFiles(this.#space, false);
    draft.addEventListener("change", () => {
      const ready = draft.files.filter(({ upload }) => upload.state === "ready");
      if (ready.length > 0) {
        const value = valueOf(answersOf(this.#filling.answers, pageId), key);
        this.#filling.write(pageId, key, [...filesOf(value), ...ready.flatMap(({ upload }) => upload.reference ?? [])]);
        draft.went(ready);
        this.#arrived();
      }
    });
    return draft;
  }
}
