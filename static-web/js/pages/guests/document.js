import { publishGuestDocument } from "../../api/guests.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { field, focusFirstError } from "../../components/field.js";
import { part } from "../../components/part.js";
import { isVisible } from "../../text/unseen.js";
import { refuseFields } from "../shared/refuse-fields.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownDocument} ShownDocument
 * @typedef {import("../../components/field.js").Field} Field
 */

/** A text that guests accept, in both languages: a new version of it is asked of all at their next log-in. */
export class DocumentPane {
  #part;
  #document;
  #fields;
  #published;

  /** @param {ShownDocument} document as it stands @param {() => unknown} published */
  constructor(document, published) {
    this.#document = document;
    this.#published = published;
    this.#part = part(`guest.${document.document}.title`, "guests.text.explain");
    this.#fields = {
      dutch: area("guests.text.dutch", "nl", 12),
      english: area("guests.text.english", "en", 12),
      changedDutch: area("guests.text.changed-dutch", "nl", 3),
      changedEnglish: area("guests.text.changed-english", "en", 3),
    };
    this.#fields.dutch.control.value = this.#textIn("nl");
    this.#fields.english.control.value = this.#textIn("en");
    const press = button("guests.text.publish", { class: "primary", set: { type: "submit" } });
    const shown = Object.values(this.#fields).map(({ element }) => element);
    const form = el("form", { set: { novalidate: true } }, ...shown, press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#publish();
    });
    this.#part.body.append(form);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    const { dutch, english, changedDutch, changedEnglish } = this.#fields;
    const isChanged = dutch.value !== this.#textIn("nl") || english.value !== this.#textIn("en");
    return isChanged || changedDutch.value !== "" || changedEnglish.value !== "";
  }

  focus() {
    this.#part.focus();
  }

  /** @param {string} language */
  #textIn(language) {
    return this.#document.texts.find((one) => one.language === language)?.text ?? "";
  }

  async #publish() {
    this.#part.clear();
    const fields = this.#fields;
    for (const one of Object.values(fields)) {
      one.refuse(isVisible(one.value) ? null : "guests.text.empty");
    }

    if (focusFirstError(Object.values(fields))) {
      return;
    }

    const { document, version } = this.#document;
    const isDone = await confirmDialog({
      title: "guests.text.publish.title",
      body: [el("p", { text: "guests.text.publish.body" })],
      confirm: "guests.text.publish",
      act: async () => {
        const typed = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.value]));
        const { dutch = "", english = "", changedDutch = "", changedEnglish = "" } = typed;
        const request = { document, version, dutch, english, changedDutch, changedEnglish };
        const published = await refuseFields(fields, () => publishGuestDocument(request));
        this.#document = published ?? this.#document;
      },
    });
    // What the service refused is said at its field, below the question.
    if (isDone && !focusFirstError(Object.values(fields))) {
      fields.changedDutch.control.value = "";
      fields.changedEnglish.control.value = "";
      this.#published();
      this.#part.tell("success", "guests.text.published", { n: this.#document.version });
      this.#part.focus();
    }
  }
}

/** @param {TextKey} label @param {string} lang @param {number} rows */
const area = (label, lang, rows) => field({ label, kind: "area", set: { lang, rows, spellcheck: "true" } });
