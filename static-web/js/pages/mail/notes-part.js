import { randomId } from "../../crypto/base64.js";
import { askDiscard } from "../../components/ask-writer.js";
import { button } from "../../components/dom.js";
import { internalNote, internalNoteForm } from "../../components/internal-note.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { undoFor } from "../../components/undo-offer.js";
import { goingOn, InternalNotes } from "../../spaces/internal-notes.js";
import { KeptNote } from "../shared/kept-note.js";

/**
 * @typedef {import("../../spaces/internal-notes.js").InternalNote} InternalNote
 * @typedef {import("../../spaces/internal-notes.js").Typed} Typed
 * @typedef {object} Acts
 * @property {() => void} changed others stand among the messages
 * @property {(told: HTMLElement | null) => void} tell
 * @property {() => string} me the account that writes
 * @property {() => void} left nothing is being written any more
 */

/** The internal notes of a conversation, among its messages (X6). What is typed is kept in this browser, sealed. */
export class NotesPart {
  #acts;
  #notes;
  #keptOf;
  /** Of the account that is logged in. @type {KeptNote<"typed"> | null} */
  #kept = null;
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
    this.#keptOf = (/** @type {string} */ me) => new KeptNote(
      `zegel-internal-${mailboxId}-${participantId}-${me}`,
      { kind: "typed", space: mailboxId, id: mailboxId, author: `internal-${participantId}-${me}` },
      () => mailbox.sealKey);
  }

  /**
   * As the service has them; with what was being written before a reload.
   * @param {Parameters<InternalNotes["take"]>[0]} items
   */
  async take(items) {
    await this.#notes.take(items);
    if (this.#kept === null) {
      this.#kept = this.#keptOf(this.#acts.me());
      const words = (await this.#kept.read())?.words;
      words !== undefined && this.#goOn(JSON.parse(words));
    }

    this.#acts.changed();
  }

  /** Goes on with what was being written before a reload. @param {Typed} before */
  #goOn(before) {
    const typed = goingOn(before, this.#notes.all);
    typed === null ? this.#kept?.forget() : this.#begin(typed);
  }

  get asides() {
    const { noteId = null, isOther = false } = this.#writing?.typed ?? {};
    const cards = this.#notes.all.filter((one) => isOther || one.noteId !== noteId)
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
    const before = this.#notes.all.find(({ noteId }) => noteId === typed.noteId)?.text ?? "";
    const form = internalNoteForm(typed.text, {
      typed: (text) => {
        typed.text = text;
        this.#kept?.keepSoon(() => (text.trim() === "" ? null : { words: JSON.stringify(typed) }));
      },
      save: (text) => this.#save(typed, text),
      cancel: () => void this.#cancel(typed, before),
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

  /** Asks first when words would be lost. @param {Typed} typed @param {string} before as the note is */
  async #cancel({ text }, before) {
    const isLost = text.trim() !== "" && text !== before;
    if (!isLost || (await askDiscard("internal.discard.title", "internal.discard.body"))) {
      this.#end();
      this.#acts.left();
    }
  }

  #end() {
    this.#writing = null;
    this.#kept?.forget();
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
