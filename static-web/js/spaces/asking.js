import { askTask } from "../api/asking.js";
import { codeOf } from "../components/problem-text.js";
import { randomId } from "../crypto/base64.js";
import { sealNote } from "../crypto/notes.js";
import { packForm } from "../forms/packed.js";

/**
 * @typedef {import("../crypto/note-shapes.js").Words} Words
 * @typedef {object} Asked
 * @property {import("../api/contract.d.ts").TaskKind} kind
 * @property {Words} title
 * @property {string} why
 * @property {string | null} purpose of a copy of an identity document
 * @property {{ text: string, formId: string, version: number } | null} form of a questionnaire, as JSON
 * @property {string | null} entryId of what is to be read, which is another one for each client
 * @property {string} dueOn a day
 * @typedef {"waiting" | "sending" | "done" | "failed"} State
 */

/**
 * Something that is asked of one client: sealed under the key of their part and no other. To try again asks nothing
 * twice.
 * Says `change` when it went on.
 */
export class Asking extends EventTarget {
  #space;
  #taskId = randomId();
  /** Sealed once: a try that got through is known again by the service. @type {Promise<Request> | null} */
  #sealed = null;
  /** @type {State} */
  state = "waiting";
  /** Why it failed. @type {unknown} */
  error = null;

  /** @typedef {import("../api/contract.d.ts").AskTaskRequest} Request */

  /** @param {{ spaceId: string, participantId: string, sealKey: Uint8Array }} space the part, as the office has it */
  constructor(space) {
    super();
    this.#space = space;
  }

  /** Never throws: what went wrong is in `error`. @param {Asked} asked the same every time */
  async ask(asked) {
    if (this.state === "done" || this.state === "sending") {
      return;
    }

    this.#become("sending", null);
    try {
      this.#sealed ??= this.#seal(asked);
      await askTask(this.#space.participantId, await this.#sealed);
      this.#become("done", null);
    } catch (error) {
      // The id was made here for this alone: an earlier try of it got through, and its answer was lost.
      codeOf(error) === "id-taken" ? this.#become("done", null) : this.#become("failed", error);
    }
  }

  /** @param {Asked} asked @returns {Promise<Request>} */
  async #seal({ kind, title, why, purpose, form, entryId, dueOn }) {
    const { spaceId: space, participantId: author, sealKey } = this.#space;
    const taskId = this.#taskId;
    const identity = { space, id: taskId, author };
    const header = await sealNote(sealKey, { kind: "task", ...identity, title, why, purpose });
    const definition = form === null ? null : await sealNote(sealKey, {
      kind: "questionnaire", ...identity,
      definition: await packForm(form.text), formId: form.formId, version: form.version,
    });
    return { taskId, kind, header, definition, entryId, dueOn };
  }

  /** @param {State} state @param {unknown} error */
  #become(state, error) {
    this.state = state;
    this.error = error;
    this.dispatchEvent(new Event("change"));
  }
}
