import { choice } from "../../components/choices.js";
import { el } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { problemText } from "../../components/problem-text.js";
import { option, selectField } from "../../components/select-field.js";
import { FormLibrary } from "../../spaces/form-library.js";
import { DossierPart } from "../../spaces/dossier-part.js";
import { readForm } from "../../forms/definition.js";
import { language } from "../../text/text.js";
import { checkFilled } from "./ask.js";

/**
 * @typedef {import("./ask.js").What} What
 * @typedef {import("../../spaces/office-dossier.js").OfficePart} OfficePart
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../crypto/note-shapes.js").Words} Words
 */

/** Characters of what a document is, and of what a copy is for. */
const longestTitle = 200;

/** The form that was chosen cannot be read, or was never published. */
class FormMissingError extends Error {
  code = "form-damaged";
}

/** What was typed once stands for both languages. @param {string} typed @returns {Words} */
const inBoth = (typed) => ({ nl: typed, en: "" });

/** @param {Words} words */
const shown = (words) => words[language()] || words.nl || words.en;

/**
 * A questionnaire: one of the mailbox's forms, in its last version.
 * @param {Mailbox} mailbox
 * @returns {Promise<What>}
 */
export async function askForm(mailbox) {
  const library = new FormLibrary(mailbox);
  await library.refresh(false);
  const offered = library.rows.filter(({ version, isArchived, header }) =>
    version > 0 && !isArchived && header !== null);
  return formToAsk(library, offered);
}

/**
 * @param {FormLibrary} library
 * @param {import("../../spaces/form-library.js").FormRow[]} offered
 * @returns {What}
 */
function formToAsk(library, offered) {
  const form = selectField("tasks.form", "tasks.form.advice");
  form.offer([["", { text: "tasks.form.choose" }],
    ...offered.map(({ formId, header, version }) => option(formId, {
      text: "tasks.form.named", values: { title: header === null ? "" : shown(header.title), n: version },
    }))]);
  const none = el("p", { text: "tasks.form.none" });
  const to = el("a", { text: "tasks.form.make", set: { href: "/forms/" } });
  return {
    title: "tasks.send",
    explain: "tasks.send.explain",
    elements: offered.length === 0 ? [none, el("p", {}, to)] : [form.element],
    isImpossible: offered.length === 0,
    isForOne: false,
    check: () => checkChosen(form, "tasks.form.empty"),
    isDirty: () => form.value !== "",
    async read() {
      const row = offered.find(({ formId }) => formId === form.value);
      if (row === undefined) {
        throw new FormMissingError();
      }

      const { formId, version } = row;
      const words = await library.openVersion(formId, version);
      const { form: sent } = readForm(words);
      if (sent === null) {
        throw new FormMissingError();
      }

      return { kind: "questionnaire", title: sent.title, purpose: null, entryId: null,
        form: { text: words, formId, version } };
    },
  };
}

/** A document that the client shall deliver. @returns {What} */
export function askDocument() {
  const title = field({ label: "tasks.document", advice: "tasks.document.advice",
    set: { autocomplete: "off", maxlength: longestTitle } });
  const identity = choice({ kind: "checkbox", name: { text: "tasks.identity" }, advice: "tasks.identity.advice" });
  const purpose = field({ label: "tasks.purpose", advice: "tasks.purpose.advice",
    set: { autocomplete: "off", maxlength: longestTitle } });
  purpose.element.hidden = true;
  identity.control.addEventListener("change", () => (purpose.element.hidden = !identity.control.checked));
  return {
    title: "tasks.request",
    explain: "tasks.request.explain",
    elements: [title.element, identity.element, purpose.element],
    isForOne: false,
    check: () => checkFilled(title, "tasks.document.empty")
      && (!identity.control.checked || checkFilled(purpose, "tasks.purpose.empty")),
    isDirty: () => title.value.trim() !== "",
    read: () => Promise.resolve({
      kind: "document", title: inBoth(title.value.trim()), form: null, entryId: null,
      purpose: identity.control.checked ? purpose.value.trim() : null,
    }),
  };
}

/**
 * Something published that a client shall read and confirm; of each client it is another entry.
 * @param {Mailbox} mailbox
 * @returns {What}
 */
export function askReading(mailbox) {
  const entry = selectField("tasks.reading", "tasks.reading.advice");
  /** @type {Map<string, string>} */
  let titles = new Map();
  let turn = 0;
  const offer = () => entry.offer([["", { text: titles.size === 0 ? "tasks.reading.none" : "tasks.reading.choose" }],
    ...[...titles].map(([entryId, title]) => option(entryId, { content: title }))]);
  offer();
  return {
    title: "tasks.read",
    explain: "tasks.read.explain",
    elements: [entry.element],
    isForOne: true,
    check: () => checkChosen(entry, "tasks.reading.empty"),
    isDirty: () => entry.value !== "",
    chosen(part) {
      const mine = ++turn;
      void publishedIn(part, mailbox).then((found) => {
        if (mine === turn) {
          titles = found;
          offer();
        }
      }).catch((failure) => {
        const { key, values } = problemText(failure);
        entry.refuse(key, values);
      });
    },
    read: () => Promise.resolve({
      kind: "reading", title: inBoth(titles.get(entry.value) ?? ""), purpose: null, form: null, entryId: entry.value,
    }),
  };
}

/** @param {ReturnType<typeof selectField>} one @param {TextKey} empty */
function checkChosen(one, empty) {
  const isChosen = one.value !== "";
  one.refuse(isChosen ? null : empty);
  isChosen || one.control.focus();
  return isChosen;
}

/** What is published for a client: by entry its title. @param {OfficePart | null} part @param {Mailbox} mailbox */
async function publishedIn(part, mailbox) {
  /** @type {Map<string, string>} */
  const titles = new Map();
  if (part === null) {
    return titles;
  }

  const room = new DossierPart(part.participantId, mailbox);
  await room.open("documents");
  await room.load("correspondence");
  for (const tab of /** @type {const} */ (["documents", "correspondence"])) {
    for (const { entryId, subject } of room.entriesOf(tab) ?? []) {
      subject !== null && titles.set(entryId, subject);
    }
  }

  return titles;
}
