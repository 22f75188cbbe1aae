import { keepInternalNote, removeInternalNote } from "../api/together.js";
import { randomId } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { openNote, sealNote } from "../crypto/notes.js";
import { spaceOf } from "./participant-id.js";

/**
 * @typedef {Omit<import("../api/contract.d.ts").InternalNoteItem, "note"> & { text: string | null }} InternalNote
 *   a text of null cannot be opened
 * @typedef {Pick<import("./mailbox.js").Mailbox, "mailboxId" | "sealKey">} Keyed a mailbox that is open
 * @typedef {{ noteId: string, revision: number, text: string, isOther?: boolean }} Typed what is being written;
 *   isOther: of a note that is another by now, which is shown beside it
 */

/**
 * What was being written before a reload, as the notes are by now.
 * @param {Typed} before
 * @param {InternalNote[]} notes
 * @returns {Typed | null} null: it was kept, and the answer was lost on its way
 */
export function goingOn({ noteId, revision, text, isOther = false }, notes) {
  const note = notes.find((one) => one.noteId === noteId);
  if (note === undefined) {
    // It was never kept, or is gone meanwhile.
    return { noteId: randomId(), revision: 0, text };
  }

  return note.text === text.trim() ? null
    : { noteId, revision: note.revision, text, isOther: isOther || note.revision !== revision };
}

/**
 * What the people of a mailbox write in a conversation for each other alone: sealed under the mailbox's key, which
 * nobody outside ever gets, and for this conversation, so that it opens in no other.
 */
export class InternalNotes {
  #mailbox;
  #participantId;
  /** What was sealed last, and of what. @type {{ print: string, note: import("../crypto/notes.js").Sealed } | null} */
  #sealed = null;
  /** The oldest first. @type {InternalNote[]} */
  all = [];

  /** @param {Keyed} mailbox @param {string} participantId the mailbox's */
  constructor(mailbox, participantId) {
    this.#mailbox = mailbox;
    this.#participantId = participantId;
  }

  /** As the service has them. @param {import("../api/contract.d.ts").InternalNoteItem[]} items */
  async take(items) {
    this.all = await Promise.all(items.map((one) => this.#open(one)));
  }

  /**
   * Writes one, or writes one anew.
   * @param {string} noteId
   * @param {number} revision 0: it is new
   * @param {string} author the account that writes
   * @param {string} text
   */
  async keep(noteId, revision, author, text) {
    const said = { conversation: spaceOf(this.#participantId), text };
    const print = JSON.stringify([noteId, revision, text]);
    // Asked again after an answer that was lost on its way it is the same note.
    const note = this.#sealed?.print === print ? this.#sealed.note
      : await sealNote(this.#mailbox.sealKey, { ...this.#identityOf(noteId, author), ...said });
    this.#sealed = { print, note };
    this.#put(await keepInternalNote(this.#participantId, { noteId, revision, note }), text);
  }

  /**
   * Throws one away.
   * @param {InternalNote} note
   * @returns {Promise<() => Promise<void>>} puts it back
   */
  async remove({ noteId, revision, accountId, text }) {
    await removeInternalNote(this.#participantId, noteId);
    this.all = this.all.filter((one) => one.noteId !== noteId);
    return () => this.keep(noteId, revision, accountId, text ?? "");
  }

  /** @param {import("../api/contract.d.ts").InternalNoteItem} item @param {string} text */
  #put({ noteId, accountId, by, at, changedAt, revision }, text) {
    const note = { noteId, accountId, by, at, changedAt, revision, text };
    this.all = [...this.all.filter((one) => one.noteId !== noteId), note]
      .sort((one, other) => one.at.localeCompare(other.at));
  }

  /** @param {import("../api/contract.d.ts").InternalNoteItem} item @returns {Promise<InternalNote>} */
  async #open({ note, ...item }) {
    try {
      const { conversation, text } = await openNote(
        this.#mailbox.sealKey, note, this.#identityOf(item.noteId, item.accountId));
      return { ...item, text: conversation === spaceOf(this.#participantId) ? text : null };
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return { ...item, text: null };
    }
  }

  /** @param {string} id @param {string} author */
  #identityOf(id, author) {
    return { kind: /** @type {const} */ ("internal"), space: this.#mailbox.mailboxId, id, author };
  }
}
