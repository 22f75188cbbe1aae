import { ProblemError } from "../../api/call.js";
import { now } from "../../browser/clock.js";
import { codeOf } from "../../components/problem-text.js";
import { readDraft } from "../../forms/definition.js";
import { packForm, unpackForm } from "../../forms/packed.js";
import { writeForm } from "../../forms/write-form.js";
import { KeptNote } from "../shared/kept-note.js";

/**
 * @typedef {import("../../forms/definition.js").Form} Form
 * @typedef {import("../../spaces/form-library.js").FormLibrary} FormLibrary
 * @typedef {import("../../spaces/form-library.js").OpenedForm} OpenedForm
 * @typedef {"saved" | "waiting" | "saving" | "failed" | "conflict"} State
 */

/** So long after the last change a draft is saved; and so long after it could not be. */
const pause = 1500;
const pauseAfterFailure = 10_000;

/** The title of the form that stays of what was not chosen, with who wrote it. @param {Form} form @param {string} by */
const copyOf = ({ title, pages }, by) => ({
  title: { nl: title.nl && `${title.nl} (${by})`, en: title.en && `${title.en} (${by})` },
  pages,
});

/** What a mailbox's list says of a form. @param {Form} form */
export const headerOf = ({ title, pages }) => ({
  title,
  questions: pages.flatMap(({ questions }) => questions).filter(({ kind }) => kind !== "explanation").length,
});

/**
 * Saves a form as a draft while it is being changed, one change after the other, and keeps what is not saved in this
 * browser. When a colleague saved meanwhile it stops until somebody chose. Says `change` when its state is another.
 */
export class DraftSaving extends EventTarget {
  #library;
  #formId;
  #revision;
  #kept;
  /** @type {string} */
  #saved;
  /** @type {Form} */
  form;
  /** @type {State} */
  state = "saved";
  /** When it was saved last here, in milliseconds since 1970. @type {number | null} */
  savedAt = null;
  /** @type {unknown} */
  error = null;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  /** @type {Promise<unknown> | null} */
  #saving = null;

  /**
   * @param {FormLibrary} library
   * @param {OpenedForm} opened
   * @param {Form} form its draft
   */
  constructor(library, { row, text }, form) {
    super();
    this.#library = library;
    this.#formId = row.formId;
    this.#revision = row.revision;
    this.#saved = text;
    this.form = form;
    const { mailboxId: space } = library.mailbox;
    this.#kept = keptForm(library, row.formId, space);
  }

  get isDirty() {
    return this.state !== "saved";
  }

  get revision() {
    return this.#revision;
  }

  /** What was changed in an earlier visit and could not be saved; null: nothing. @returns {Promise<Form | null>} */
  async left() {
    const note = await this.#kept.read();
    const text = note === null ? "" : await unpackForm(note.definition);
    const form = readDraft(text);
    if (note === null || form === null || text === this.#saved) {
      this.#kept.forget();
      return null;
    }

    this.#revision = note.revision;
    return form;
  }

  /** @param {Form} form as it is now */
  changed(form) {
    this.form = form;
    const text = writeForm(form);
    if (text === this.#saved && this.state !== "conflict" && this.#saving === null) {
      this.#settle();
      return;
    }

    this.#kept.keepSoon(async () =>
      ({ definition: await packForm(writeForm(this.form)), revision: this.#revision }));
    if (this.state !== "conflict") {
      this.#become("waiting");
      this.#saveIn(pause);
    }
  }

  /** Saves what is not saved yet. @returns {Promise<boolean>} whether all of it is */
  async flush() {
    while (this.state === "waiting" || this.state === "saving" || this.state === "failed") {
      await this.#save();
      if (this.state === "failed") {
        break;
      }
    }

    return this.state === "saved";
  }

  /** Of two drafts one goes on; the other one stays as a form of its own. @param {string} by who wrote theirs */
  async keepMine(by) {
    const theirs = await this.#library.open(this.#formId);
    const form = readDraft(theirs.text);
    if (form !== null) {
      const copy = copyOf(form, by);
      await this.#library.make(writeForm(copy), headerOf(copy));
    }

    this.#revision = theirs.row.revision;
    this.#become("waiting");
    await this.flush();
  }

  /** @param {string} by who wrote mine @returns {Promise<OpenedForm>} theirs */
  async takeTheirs(by) {
    const copy = copyOf(this.form, by);
    await this.#library.make(writeForm(copy), headerOf(copy));
    this.#kept.forget();
    return this.#library.open(this.#formId);
  }

  /** Nothing more is saved: it is shown no longer. */
  stop() {
    this.#timer !== null && clearTimeout(this.#timer);
  }

  /** @param {number} time */
  #saveIn(time) {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), time);
  }

  #save() {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#saving ??= this.#saveNow().finally(() => (this.#saving = null));
    return this.#saving;
  }

  async #saveNow() {
    const { form } = this;
    const text = writeForm(form);
    this.#become("saving");
    try {
      this.#revision = await this.#library.save(this.#formId, this.#revision, text, headerOf(form));
      this.#saved = text;
      this.savedAt = now();
    } catch (error) {
      this.error = error;
      this.#become(codeOf(error) === "form-changed" ? "conflict" : "failed");
      // What was refused is refused again; what did not get through may next time.
      const isRefused = error instanceof ProblemError && error.problem.status < 500;
      this.state === "failed" && !isRefused && this.#saveIn(pauseAfterFailure);
      return;
    }

    if (writeForm(this.form) === text) {
      this.#settle();
    } else {
      this.#become("waiting");
      this.#saveIn(pause);
    }
  }

  #settle() {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#kept.forget();
    this.#become("saved");
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {FormLibrary} library @param {string} id @param {string} space */
function keptForm({ mailbox }, id, space) {
  /** @type {KeptNote<"form-begun">} */
  const note = new KeptNote(`zegel-form-${id}`, { kind: "form-begun", space, id, author: space },
    () => mailbox.sealKey);
  return note;
}
