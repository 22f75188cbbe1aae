import { DamagedError } from "../crypto/errors.js";
import { openNote } from "../crypto/notes.js";
import { readAnswers } from "../forms/answers.js";
import { readForm } from "../forms/definition.js";
import { PackedError, unpackForm } from "../forms/packed.js";
import { beginnerOf } from "./participant-id.js";

/**
 * @typedef {import("../api/contract.d.ts").ListedTask} ListedTask
 * @typedef {import("../api/contract.d.ts").AnswerPage} AnswerPage
 * @typedef {import("../crypto/note-shapes.js").Notes} Notes
 * @typedef {import("../crypto/notes.js").Sealed} Sealed
 * @typedef {import("../forms/definition.js").Form} Form
 * @typedef {{ form: Form, formId: string, version: number }} SentForm
 * @typedef {{ pageId: string, answers: import("../forms/answers.js").PageAnswers, isDamaged: boolean, revision: number,
 *   by: string, at: string }} OpenedAnswers damaged: not all that was kept could be read
 */

/** What the office wrote for a task says that it is. @param {string} space @param {string} id */
const ofOffice = (space, id) => ({ space, id, author: beginnerOf(space) });

/**
 * Title and reason of what is asked.
 * @param {Uint8Array} sealKey
 * @param {string} space
 * @param {ListedTask} task
 * @returns {Promise<Notes["task"] | null>} null when it is damaged
 */
export const openTaskHeader = (sealKey, space, { taskId, header }) =>
  unlessDamaged(openNote(sealKey, header, { kind: "task", ...ofOffice(space, taskId) }));

/**
 * Why what was sent was returned.
 * @param {Uint8Array} sealKey
 * @param {string} space
 * @param {ListedTask} task
 * @returns {Promise<string | null>} null when it was not, or when that is damaged
 */
export async function openReason(sealKey, space, { taskId, returned }) {
  const note = returned === null ? null
    : await unlessDamaged(openNote(sealKey, returned, { kind: "reason", ...ofOffice(space, taskId) }));
  return note?.text ?? null;
}

/**
 * The form that was sent, looked through as if anybody had written it.
 * @param {Uint8Array} sealKey
 * @param {string} space
 * @param {string} taskId
 * @param {Sealed} definition
 * @returns {Promise<SentForm | null>} null when it is damaged
 */
export async function openTaskForm(sealKey, space, taskId, definition) {
  const expected = { kind: /** @type {const} */ ("questionnaire"), ...ofOffice(space, taskId) };
  const note = await unlessDamaged(openNote(sealKey, definition, expected));
  const words = note === null ? null : await unpacked(note.definition);
  const { form } = words === null ? { form: null } : readForm(words);
  return note === null || form === null ? null : { form, formId: note.formId, version: note.version };
}

/**
 * The answers of a page, as far as they are answers to what it asks.
 * @param {Uint8Array} sealKey
 * @param {string} space
 * @param {string} taskId
 * @param {Form} form
 * @param {AnswerPage} saved
 * @returns {Promise<OpenedAnswers>}
 */
export async function openAnswers(sealKey, space, taskId, form, { pageId, note, author, revision, by, at }) {
  const page = form.pages.find(({ id }) => id === pageId);
  const opened = await unlessDamaged(openNote(sealKey, note, { kind: "answers", space, id: taskId, author }));
  const isRight = page !== undefined && opened !== null && opened.page === pageId;
  const read = isRight ? readAnswers(page, opened.answers) : { answers: {}, isDamaged: true };
  return { pageId, ...read, revision, by, at };
}

/** @param {string} packed @returns {Promise<string | null>} */
async function unpacked(packed) {
  try {
    return await unpackForm(packed);
  } catch (error) {
    if (!(error instanceof PackedError)) {
      throw error;
    }

    return null;
  }
}

/**
 * One damaged note does not keep the others closed.
 * @template T
 * @param {Promise<T>} opened
 * @returns {Promise<T | null>}
 */
const unlessDamaged = (opened) =>
  opened.catch((error) => {
    if (!(error instanceof DamagedError)) {
      throw error;
    }

    return null;
  });
