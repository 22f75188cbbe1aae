import { randomId } from "../../crypto/base64.js";
import { button } from "../../components/dom.js";
import { internalNote, internalNoteForm } from "../../components/internal-note.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { undoFor } from "../../components/undo-offer.js";
import { InternalNotes } from "../../spaces/internal-notes.js";
import { KeptNote } from "../shared/kept-note.js";

/**
 * @typedef {import("../../spaces/internal-notes.js").InternalNote} InternalNote
 * @typedef {{ noteId: string, revision: number, text: string }} Typed what is being written
 * @typedef {object} Acts
 * @property {() => void} changed others stand among the messages
 * @property {(told: HTMLElement | null) => void} tell
 * @property {() => string} me the account that writes
 */

/** The internal notes of a conversation, among its messages (X6). What is typed is kept in this browser, sealed. */
export class NotesPart {
  #acts;
  #notes;
  #kept;
  #wasRead = false;
  /** @type {{ typed: Typed, form: ReturnType<typeof internalNoteForm> } | null} */
  #writing = null;
  /** By note and revision, so that what is shown stays where it is. @type {Map<string, HTMLElement>} */
  #cards = new Map();

  /**
   * @param {import("../../spaces/mailbox.js").Mailbox} mailbox which is open
   * @param {string} participantId the mailbox's
   * @param {Acts} acts
   */
  constructor(mailbox, participantId, acts) {
    const { mailboxId } = mailbox;
    this.#acts = acts;
    this.#notes = new InternalNotes(mailbox, participantId);
    const identity = {
      kind: /** @type {const} */ ("typed"), space: mailboxId, id: mailboxId, author: `internal-${participantId}`,
    };
    this.#kept = new KeptNote(`zegel-internal-${mailboxId}-${participantId}`, identity, () => mailbox.sealKey);
  }

  /**
   * As the service has them; with what was being written before a reload.
   * @param {Parameters<InternalNotes["take"]>[0]} items
   */
  async take(items) {
    await this.#notes.take(items);
    if (!this.#wasRead) {
      this.#wasRead = true;
      const words = (await this.#kept.read())?.words;
      words !== undefined && this.#begin(JSON.parse(words));
    }

    this.#acts.changed();
  }

  get asides() {
    const { noteId = null } = this.#writing?.typed ?? {};
    const cards = this.#notes.all.filter((one) => one.noteId !== noteId)
      .map((one) => ({ id: `note-${one.noteId}`, at: one.at, element: this.#cardOf(one) }));
    const changed = this.#notes.all.find((one) => one.noteId === noteId);
    return this.#writing === null ? cards
      : [...cards, { id: "note-form", at: changed?.at ?? null, element: this.#writing.form.element }];
  }

  /** Begins one, or goes on with what was begun. */
  write() {
    this.#writing === null && this.#begin({ noteId: randomId(), revision: 0, text: "" });
    this.#acts.changed();
    this.#writing?.form.focus();
  }

  /** @param {InternalNote} note */
  #cardOf(note) {
    const key = `${note.noteId}-${note.revision}-${note.text === null}`;
    const isOwn = note.accountId === this.#acts.me() && note.text !== null;
    const card = this.#cards.get(key) ?? internalNote(note, isOwn ? {
      change: () => this.#change(note),
      remove: () => void this.#remove(note),
    } : null);
    this.#cards.set(key, card);
    return card;
  }

  /** Of what is being written nothing is lost. @param {InternalNote} note */
  #change({ noteId, revision, text }) {
    if (this.#writing === null || this.#writing.typed.text.trim() === "") {
      this.#begin({ noteId, revision, text: text ?? "" });
      this.#acts.changed();
    }

    this.#writing?.form.focus();
  }

  /** @param {Typed} typed */
  #begin(typed) {
    const form = internalNoteForm(typed.text, {
      typed: (text) => {
        typed.text = text;
        this.#kept.keepSoon(() => (text.trim() === "" ? null : { words: JSON.stringify({ ...typed, text }) }));
      },
      save: (text) => this.#save(typed, text),
      cancel: () => this.#end(),
    });
    this.#writing = { typed, form };
  }

  /** @param {Typed} typed @param {string} text */
  async #save({ noteId, revision }, text) {
    try {
      await this.#notes.keep(noteId, revision, this.#acts.me(), text);
      this.#end();
      this.#acts.tell(notice("success", "internal.saved"));
    } catch (error) {
      const { key, values } = problemText(error);
      this.#writing?.form.refuse(key, values);
      this.#writing?.form.focus();
    }
  }

  #end() {
    this.#writing = null;
    this.#kept.forget();
    this.#acts.changed();
  }

  /** @param {InternalNote} note */
  async #remove(note) {
    try {
      const putBack = await this.#notes.remove(note);
      this.#acts.changed();
      const undo = button("handling.undo", { class: "secondary", on: { click: () => void this.#putBack(putBack) } });
      const told = notice("success", "internal.removed", {}, undo);
      this.#acts.tell(told);
      setTimeout(() => told.remove(), undoFor);
    } catch (error) {
      this.#tellError(error);
    }
  }

  /** @param {() => Promise<void>} putBack */
  async #putBack(putBack) {
    try {
      await putBack();
      this.#acts.changed();
      this.#acts.tell(notice("success", "handling.undone"));
    } catch (error) {
      this.#tellError(error);
    }
  }

  /** @param {unknown} error */
  #tellError(error) {
    const { key, values } = problemText(error);
    this.#acts.tell(notice("error", key, values));
  }
}
