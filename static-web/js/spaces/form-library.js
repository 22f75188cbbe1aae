import * as api from "../api/forms.js";
import { codeOf } from "../components/problem-text.js";
import { randomId } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { openNote, sealNote } from "../crypto/notes.js";
import { packForm, unpackForm } from "../forms/packed.js";

/**
 * @typedef {import("../api/contract.d.ts").FormItem} ListedForm
 * @typedef {import("../crypto/note-shapes.js").Notes["form-header"]} FormHeader
 * @typedef {Omit<ListedForm, "header"> & { header: FormHeader | null }} FormRow a header of null could not be opened
 * @typedef {import("../api/contract.d.ts").FormVersion} FormVersion
 * @typedef {{ row: FormRow, text: string, versions: FormVersion[] }} OpenedForm text: the draft's definition, as JSON
 */

/** The draft of a form is another one by now. */
export class FormChangedError extends Error {
  code = "form-changed";
}

/**
 * The forms of a mailbox, sealed under its key: who made them and when the service knows, what they ask it does not.
 * A form is JSON here; `forms/definition.js` says what may stand in it.
 */
export class FormLibrary {
  /** Last changed first. @type {FormRow[]} */
  rows = [];
  /** What stands in a header, by its body. @type {Map<string, FormHeader | null>} */
  #opened = new Map();

  /** @param {import("./mailbox.js").Mailbox} mailbox */
  constructor(mailbox) {
    this.mailbox = mailbox;
  }

  /** @param {boolean} isUnattended the page does so by itself */
  async refresh(isUnattended) {
    const { mailboxId } = this.mailbox;
    const [{ forms }] = await Promise.all([api.listForms(mailboxId, isUnattended), this.mailbox.open()]);
    const rows = await Promise.all(forms.map((one) => this.#open(one)));
    this.rows = rows.sort((one, other) => other.at.localeCompare(one.at));
  }

  /** @param {string} formId */
  find(formId) {
    return this.rows.find((row) => row.formId === formId) ?? null;
  }

  /**
   * Makes a form, as a draft.
   * @param {string} text its definition
   * @param {FormHeader} header
   * @param {string} [formId] the same again makes no second
   */
  async make(text, header, formId = randomId()) {
    const { mailboxId } = this.mailbox;
    await api.makeForm(mailboxId, { formId, ...(await this.#seal(formId, text, header)) });
    await this.refresh(false);
    return formId;
  }

  /** @param {string} formId @returns {Promise<OpenedForm>} */
  async open(formId) {
    const [{ form, definition, versions }] =
      await Promise.all([api.openForm(this.mailbox.mailboxId, formId), this.mailbox.open()]);
    return { row: await this.#open(form), text: await this.#openDefinition(formId, definition), versions };
  }

  /** @param {string} formId @param {number} version */
  async openVersion(formId, version) {
    const { definition } = await api.openFormVersion(this.mailbox.mailboxId, formId, version);
    return this.#openDefinition(formId, definition);
  }

  /**
   * @param {string} formId
   * @param {number} revision of the draft that was changed
   * @param {string} text
   * @param {FormHeader} header
   * @returns {Promise<number>} the draft's revision now
   * @throws {FormChangedError}
   */
  async save(formId, revision, text, header) {
    const sealed = await this.#seal(formId, text, header);
    try {
      return (await api.changeForm(this.mailbox.mailboxId, formId, { revision, ...sealed })).revision;
    } catch (error) {
      throw codeOf(error) === "form-changed" ? new FormChangedError() : error;
    }
  }

  /** @param {string} formId @param {number} revision @returns {Promise<number>} which version it is */
  async publish(formId, revision) {
    const { version } = await api.publishForm(this.mailbox.mailboxId, formId, revision);
    return version;
  }

  /** @param {string} formId @param {boolean} isArchived */
  async archive(formId, isArchived) {
    await api.archiveForm(this.mailbox.mailboxId, formId, isArchived);
    await this.refresh(false);
  }

  /** What a form's note says that it is. @param {string} id */
  #identityOf(id) {
    const { mailboxId } = this.mailbox;
    return { space: mailboxId, id, author: mailboxId };
  }

  /** @param {string} formId @param {string} text @param {FormHeader} header */
  async #seal(formId, text, header) {
    const identity = this.#identityOf(formId);
    const definition = await packForm(text);
    const { sealKey } = this.mailbox;
    const [sealedHeader, sealed] = await Promise.all([
      sealNote(sealKey, { kind: "form-header", ...identity, ...header }),
      sealNote(sealKey, { kind: "questionnaire", ...identity, definition, formId, version: 0 }),
    ]);
    return { header: sealedHeader, definition: sealed };
  }

  /** @param {string} formId @param {import("../crypto/notes.js").Sealed} note */
  async #openDefinition(formId, note) {
    const opened = await openNote(this.mailbox.sealKey, note, { kind: "questionnaire", ...this.#identityOf(formId) });
    return unpackForm(opened.definition);
  }

  /** One damaged header keeps no other closed. @param {ListedForm} listed @returns {Promise<FormRow>} */
  async #open({ header, ...row }) {
    if (!this.#opened.has(header.body)) {
      this.#opened.set(header.body, await this.#openHeader(row.formId, header));
    }

    return { ...row, header: this.#opened.get(header.body) ?? null };
  }

  /** @param {string} formId @param {import("../crypto/notes.js").Sealed} note */
  async #openHeader(formId, note) {
    try {
      return await openNote(this.mailbox.sealKey, note, { kind: "form-header", ...this.#identityOf(formId) });
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return null;
    }
  }
}
