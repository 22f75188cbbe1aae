import { newForm } from "../../forms/blank.js";
import { readDraft, readForm } from "../../forms/definition.js";
import { writeForm } from "../../forms/write-form.js";
import { text } from "../../text/text.js";
import { DraftSaving, headerOf } from "./draft-saving.js";
import { EditorPane } from "./editor.js";
import { ImportPane } from "./import.js";
import { tryPane } from "./try.js";
import { versionsPane } from "./versions.js";

/**
 * @typedef {import("../../forms/definition.js").Form} Form
 * @typedef {import("../../spaces/form-library.js").FormLibrary} FormLibrary
 * @typedef {import("../shared/pane-host.js").Pane} Pane
 */

/** The draft, or a version, cannot be read: somebody changed it without this page. */
class FormDamagedError extends Error {
  code = "form-damaged";
}

/** A form; and its draft tried, its versions, or one of them. */
const place = /^([0-9a-f]{32})(?:-(try|versions|v([0-9]{1,6})))?$/;

/** What stands in the place of the list of forms, by its address. */
export class FormPanes {
  #list;
  #session;
  #anew;
  /** Drafts as they are being changed on this page. @type {Map<string, DraftSaving>} */
  #savings = new Map();

  /**
   * @param {import("./list.js").FormsList} list
   * @param {import("../../api/contract.d.ts").SessionView} session
   * @param {(address: string) => unknown} anew what is at an address is made anew
   */
  constructor(list, session, anew) {
    this.#list = list;
    this.#session = session;
    this.#anew = anew;
  }

  /** Makes a form, of one empty page. @param {FormLibrary} library */
  async begin(library) {
    await library.mailbox.open();
    return add(library, newForm());
  }

  /** @param {FormLibrary} library @param {string} formId */
  async copy(library, formId) {
    const { form } = await this.#open(library, formId);
    const { nl, en } = form.title;
    const title = { nl: nl && `${nl} (${text("forms.copy-mark")})`, en: en && `${en} (${text("forms.copy-mark")})` };
    await add(library, { ...form, title });
  }

  /** @param {string} address @returns {Promise<Pane | null>} null: there is nothing at it */
  async make(address) {
    if (address === "import") {
      return this.#importInto(this.#list.chosen);
    }

    const [, formId, what, version] = place.exec(address) ?? [];
    const library = formId === undefined ? null : await this.#list.find(formId);
    if (library === null || formId === undefined) {
      return null;
    }

    switch (what) {
      case undefined:
        return this.#edit(library, formId);
      case "try":
        return this.#try(library, formId);
      case "versions":
        return this.#versions(library, formId);
      default:
        return this.#version(library, formId, Number(version));
    }
  }

  /** @param {FormLibrary} library */
  async #importInto(library) {
    await library.mailbox.open();
    return new ImportPane(async (form) => {
      const formId = await add(library, form);
      this.#anew("import");
      location.hash = formId;
    });
  }

  /** @param {FormLibrary} library @param {string} formId */
  async #open(library, formId) {
    const opened = await library.open(formId);
    const form = readDraft(opened.text);
    if (form === null) {
      throw new FormDamagedError();
    }

    return { opened, form };
  }

  /** @param {FormLibrary} library @param {string} formId */
  async #edit(library, formId) {
    // What is being saved of it comes first.
    await this.#savings.get(formId)?.flush();
    this.#savings.get(formId)?.stop();
    const { opened, form } = await this.#open(library, formId);
    const saving = new DraftSaving(library, opened, form);
    this.#savings.set(formId, saving);
    const left = await saving.left();
    const pane = new EditorPane(library, opened, left ?? form, saving, {
      name: this.#session.name,
      again: () => this.#anew(formId),
    });
    if (left !== null) {
      saving.changed(left);
    }

    return pane;
  }

  /** @param {FormLibrary} library @param {string} formId */
  async #try(library, formId) {
    const saving = this.#savings.get(formId);
    await saving?.flush();
    const form = saving?.isDirty ? saving.form : (await this.#open(library, formId)).form;
    return tryPane(form, { back: formId, version: null });
  }

  /** @param {FormLibrary} library @param {string} formId */
  async #versions(library, formId) {
    await this.#savings.get(formId)?.flush();
    const { opened } = await this.#open(library, formId);
    return versionsPane(opened, async (version) => {
      const words = await library.openVersion(formId, version);
      const { form } = readForm(words);
      if (form === null) {
        throw new FormDamagedError();
      }

      await library.save(formId, opened.row.revision, words, headerOf(form));
      this.#savings.delete(formId);
      location.hash = formId;
    });
  }

  /** @param {FormLibrary} library @param {string} formId @param {number} version */
  async #version(library, formId, version) {
    const { form } = readForm(await library.openVersion(formId, version));
    if (form === null) {
      throw new FormDamagedError();
    }

    return tryPane(form, { back: `${formId}-versions`, version });
  }
}

/** @param {FormLibrary} library @param {Form} form */
const add = (library, form) => library.make(writeForm(form), headerOf(form));
