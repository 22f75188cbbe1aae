import { sendTask } from "../api/tasks.js";
import { randomId } from "../crypto/base64.js";
import { sealNote } from "../crypto/notes.js";
import { answersOf, filesIn } from "../forms/answers.js";
import { askedAnswers } from "../forms/relevance.js";
import { DraftFiles } from "./draft-files.js";
import { withRepairs } from "./repairs.js";
import { SpaceFiles } from "./space-files.js";

/**
 * @typedef {import("../api/call.js").ProblemError} ProblemError
 * @typedef {import("../api/contract.d.ts").SendTaskRequest} Request
 * @typedef {import("../forms/answers.js").Answers} Answers
 */

/** Sealed pages that go along with the sending, in characters; what is larger is saved before. */
const roomForPages = 120_000;

/** Somebody else changed answers while they were being sent: they are to be checked again. */
export class AnswersMovedError extends Error {
  code = "answers-moved";
}

/**
 * Sends the answers of a questionnaire, once: what is asked of them, their files, and the document that was made of
 * them. Sending again after a failure repeats the same.
 */
export class SendingAnswers {
  #filling;
  #files;
  #attached;
  /** @type {{ print: string, request: Request } | null} */
  #sealed = null;

  /** @param {import("./filling.js").Filling} filling */
  constructor(filling) {
    this.#filling = filling;
    this.#files = new SpaceFiles(filling.part, undefined, filling.taskId);
    this.#attached = new DraftFiles(this.#files, false);
  }

  /** How far the document is. */
  get attached() {
    return this.#attached;
  }

  /**
   * @param {{ name: string, title: string }} said name: of who sends
   * @param {(answers: Answers) => Promise<File>} makeDocument of the answers that are sent
   * @throws {AnswersMovedError}
   */
  async send(said, makeDocument) {
    const filling = this.#filling;
    await filling.save();
    if (filling.isUnsaved) {
      throw filling.asks.size > 0 ? new AnswersMovedError() : filling.error;
    }

    await withRepairs(this.#files, async () => {
      const request = await this.#seal(said, makeDocument);
      await sendTask(filling.part.participantId, filling.taskId, request);
    }, (error) => this.#hear(error));
    this.#attached.forgetAll();
    filling.wasSent();
  }

  /** Somebody else changed answers meanwhile. @param {ProblemError} error @returns {Promise<boolean>} */
  async #hear({ code, problem }) {
    if (code !== "answers-changed") {
      return false;
    }

    this.#giveUp();
    problem.page !== undefined && (await this.#filling.hear(problem.page));
    throw new AnswersMovedError();
  }

  /** The document is of other answers. */
  #giveUp() {
    this.#sealed = null;
    [...this.#attached.files].forEach((entry) => this.#attached.remove(entry));
  }

  /**
   * The same answers are sealed once, so that a retry sends the same body and the service knows it again.
   * @param {{ name: string, title: string }} said
   * @param {(answers: Answers) => Promise<File>} makeDocument
   */
  async #seal(said, makeDocument) {
    const asked = askedAnswers(this.#filling.form, this.#filling.answers);
    const print = JSON.stringify([said, asked]);
    if (this.#sealed?.print !== print) {
      this.#giveUp();
      const file = await makeDocument(asked);
      await this.#attached.add({ file, name: file.name, words: null });
      await this.#attached.whenReady();
      this.#sealed = { print, request: await this.#sealNow(said, asked) };
    }

    return this.#sealed.request;
  }

  /** @param {{ name: string, title: string }} said @param {Answers} asked @returns {Promise<Request>} */
  async #sealNow({ name, title }, asked) {
    const { spaceId: space, participantId: author } = this.#filling.part;
    const files = [...this.#attached.references, ...Object.values(asked).flatMap(filesIn)];
    const entryId = randomId();
    const entry = { kind: "header", space, id: entryId, author, subject: title, name, files };
    const header = await sealNote(this.#files.sealKey, entry);
    return { entryId, header, files: files.map(({ id }) => id), pages: await this.#pages(asked) };
  }

  /** Every page that is kept, and those of which something goes that is not asked any more. @param {Answers} asked */
  async #pages(asked) {
    const { form, joined } = this.#filling;
    const pages = [];
    let size = 0;
    for (const [at, { id }] of form.pages.entries()) {
      const [saved, last] = [joined.savedOf(id), answersOf(asked, id)];
      const isSame = Object.keys(saved).length === Object.keys(last).length && joined.revisionOf(id) > 0;
      const note = isSame ? null : await this.#filling.seal(id, last);
      const length = note === null ? 0 : note.body.length + note.encryptionData.length;
      if (length > 0 && size + length > roomForPages) {
        await this.#filling.savePage(id, last);
        pages.push({ pageId: id, note: null, revision: joined.revisionOf(id) });
      } else if (!isSame && joined.revisionOf(id) === 0 && Object.keys(last).length === 0 && at > 0) {
        // Nothing was ever answered there.
        continue;
      } else {
        size += length;
        pages.push({ pageId: id, note, revision: joined.revisionOf(id) });
      }
    }

    // A page that no form has was kept by another program: it is named, or nothing could ever be sent.
    const known = new Set(form.pages.map(({ id }) => id));
    const others = joined.pageIds.filter((id) => !known.has(id));
    return [...pages, ...others.map((pageId) => ({ pageId, note: null, revision: joined.revisionOf(pageId) }))];
  }
}
