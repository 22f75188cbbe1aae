import { button, el, focusOn, icon, say } from "../../components/dom.js";
import { list } from "../../components/list.js";
import { notice } from "../../components/notice.js";
import { act } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";
import { selectField } from "../../components/select-field.js";
import { language } from "../../text/text.js";

/**
 * @typedef {import("../../spaces/form-library.js").FormLibrary} FormLibrary
 * @typedef {import("../../spaces/form-library.js").FormRow} FormRow
 * @typedef {{ begin: (library: FormLibrary) => Promise<string>,
 *   copy: (library: FormLibrary, formId: string) => Promise<unknown> }} Acts what comes after the list
 */

/** The forms of the mailboxes that somebody may use, one mailbox at a time. */
export class FormsList {
  #all;
  #shown;
  #acts;
  #title = el("h1", { text: "forms.title" });
  #problem = el("div", { class: "office-notices" });
  #mailbox = selectField("office.mailbox");
  #which = selectField("forms.which");
  #rows = el("ul", { class: "office-list", label: "forms.title" });
  #show;
  #empty = el("p", { class: "empty" });
  #isRead = false;
  #place = { tell: this.#tellOf.bind(this), clear: () => this.#problem.replaceChildren() };

  /**
   * @param {FormLibrary[]} all one at least, or nothing is shown
   * @param {() => Promise<Acts>} acts
   */
  constructor(all, acts) {
    this.#all = all;
    this.#shown = all[0] ?? null;
    this.#acts = acts;
    this.#show = list(this.#rows, (/** @type {FormRow} */ { formId }) => formId, (row) => this.#rowOf(row),
      (row) => JSON.stringify([row, language()]));
    const make = button("forms.new", { class: "primary", icon: "plus" });
    make.addEventListener("click", () => void act(make, this.#place, () => this.#make()));
    this.#mailbox.offer(all.map(({ mailbox: { mailboxId, name } }) => [mailboxId, { content: name }]));
    this.#which.offer([["now", { text: "forms.which.now" }], ["archived", { text: "forms.which.archived" }]]);
    this.#mailbox.control.addEventListener("change", () => void this.#choose(this.#mailbox.value));
    this.#which.control.addEventListener("change", () => this.#draw());
    const choose = el("a", { class: "button secondary", set: { href: "#import" } },
      el("span", { text: "forms.import" }));
    const filters = el("div", { class: "office-filters form-filters" },
      ...(all.length > 1 ? [this.#mailbox.element] : []), this.#which.element);
    this.element = el("div", { class: "office" },
      el("div", { class: "office-head" }, this.#title, el("div", { class: "row" }, make, choose)),
      this.#problem, filters, this.#rows, this.#empty);
    document.addEventListener("zegel-language", () => this.#draw());
  }

  focus() {
    focusOn(this.#title);
  }

  /** @param {boolean} isUnattended the page does so by itself */
  async refresh(isUnattended) {
    try {
      await this.#shown?.refresh(isUnattended);
      this.#isRead = true;
    } catch (error) {
      this.tell(error);
    }

    this.#draw();
  }

  /** @param {unknown} error */
  tell(error) {
    const { key, values } = problemText(error);
    this.#tellOf("error", key, values);
  }

  /**
   * @param {"error" | "warning" | "info" | "success"} kind
   * @param {TextKey} key
   * @param {import("../../text/text.js").Values} [values]
   * @param {...Node} actions
   */
  #tellOf(kind, key, values = {}, ...actions) {
    this.#problem.replaceChildren(notice(kind, key, values, ...actions));
  }

  /** The mailbox in which a form is. @param {string} formId @returns {Promise<FormLibrary | null>} */
  async find(formId) {
    const known = this.#all.find((library) => library.find(formId) !== null);
    if (known !== undefined) {
      return known;
    }

    for (const library of this.#all) {
      await library.refresh(false);
      if (library.find(formId) !== null) {
        return library;
      }
    }

    return null;
  }

  /** Of the mailbox that is shown. */
  get chosen() {
    const [first] = this.#all;
    const library = this.#shown ?? first;
    if (library === undefined) {
      throw new Error("There is no mailbox.");
    }

    return library;
  }

  async #make() {
    location.hash = await (await this.#acts()).begin(this.chosen);
  }

  /** @param {string} mailboxId */
  async #choose(mailboxId) {
    this.#shown = this.#all.find(({ mailbox }) => mailbox.mailboxId === mailboxId) ?? this.#shown;
    this.#isRead = false;
    this.#draw();
    await this.refresh(false);
  }

  #draw() {
    const isArchived = this.#which.value === "archived";
    const rows = (this.#shown?.rows ?? []).filter((row) => row.isArchived === isArchived);
    this.#show(rows);
    this.#rows.hidden = rows.length === 0;
    this.#empty.hidden = !this.#isRead || rows.length > 0;
    say(this.#empty, { text: isArchived ? "forms.none-archived" : "forms.none" });
  }

  /** @param {FormRow} row */
  #rowOf(row) {
    const { formId, header, version, at, by, isArchived } = row;
    const title = nameOf(row);
    const state = version === 0
      ? el("span", { class: "mark" }, icon("pen"), el("span", { text: "forms.row.draft" }))
      : el("span", { class: "mark" }, icon("check"), el("span", { text: "forms.row.version", values: { n: version } }));
    const newer = version > 0 && row.revision > row.publishedRevision
      ? el("span", { class: "mark" }, icon("pen"), el("span", { text: "forms.row.newer" })) : null;
    const link = el("a", { class: "office-row form-row", set: { href: `#${formId}` } },
      el("span", { class: "office-number" }, icon("form"), title),
      el("span", { class: "office-marks" }, state, newer),
      el("span", { class: "office-facts muted" },
        el("span", { text: "forms.row.questions", values: { n: header?.questions ?? 0 } }),
        el("span", { text: "forms.row.changed", values: { at: { moment: at }, name: by } })));
    return el("li", { class: "form-list-row" }, link, el("div", { class: "row-acts" },
      this.#press("forms.copy", row, () => this.#copy(row)),
      this.#press(isArchived ? "forms.restore" : "forms.archive", row, () => this.#archive(row, !isArchived))));
  }

  /**
   * @param {"forms.copy" | "forms.restore" | "forms.archive"} key
   * @param {FormRow} row
   * @param {() => Promise<unknown>} work
   */
  #press(key, row, work) {
    const press = button(key, { class: "quiet" });
    say(press, { label: `${key}.of`, values: { name: row.header?.title[language()] || row.header?.title.nl || "" } });
    press.addEventListener("click", () => void act(press, this.#place, work));
    return press;
  }

  /** @param {FormRow} row */
  async #copy({ formId }) {
    await (await this.#acts()).copy(this.chosen, formId);
    this.#draw();
    this.#tellOf("success", "forms.copied");
  }

  /** @param {FormRow} row @param {boolean} isArchived */
  async #archive(row, isArchived) {
    await this.chosen.archive(row.formId, isArchived);
    this.#draw();
    const undo = button("office.undo", { class: "secondary" });
    undo.addEventListener("click", () => void act(undo, this.#place, () => this.#archive(row, !isArchived)));
    this.#tellOf("success", isArchived ? "forms.archived" : "forms.restored", {}, undo);
    undo.focus();
  }
}

/** @param {FormRow} row */
function nameOf({ header }) {
  const words = header === null ? "" : header.title[language()] || header.title.nl || header.title.en;
  return header === null ? el("strong", { text: "forms.damaged" })
    : words === "" ? el("strong", { text: "forms.unnamed" }) : el("strong", { content: words });
}
