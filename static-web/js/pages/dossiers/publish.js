import { choice, choices } from "../../components/choices.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, icon, say } from "../../components/dom.js";
import { droppedFiles } from "../../components/dropped-files.js";
import { field } from "../../components/field.js";
import { fileButtons } from "../../components/file-chooser.js";
import { entryRoom, fewOf, takeIn } from "../../components/file-limits.js";
import { list } from "../../components/list.js";
import { notice } from "../../components/notice.js";
import { act, part } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";
import { hasFiles } from "../../components/refuse-drops.js";
import { showInTitle } from "../../components/title-progress.js";
import { viewersOf } from "../../components/viewers.js";
import { Publication } from "../../spaces/publication.js";
import { isVisible } from "../../text/unseen.js";
import { backTo } from "./change.js";

/**
 * @typedef {import("../../spaces/office-dossier.js").OfficeDossier} OfficeDossier
 * @typedef {import("../../spaces/office-dossier.js").OfficePart} OfficePart
 * @typedef {import("../../components/dropped-files.js").Chosen} Chosen
 * @typedef {import("../../components/dropped-files.js").Found} Found
 * @typedef {{ part: OfficePart, publication: Publication }} Under
 */

/** Characters of a title. */
const longestTitle = 200;

/** @type {import("../../components/file-chooser.js").Words} */
const adding = { files: "files.add", folder: "files.add-folder", class: "secondary", icon: "paperclip" };

/** Letters and documents for clients of a dossier: for each of them sealed and sent apart. */
export class PublishPane {
  #dossier;
  #name;
  #part = part("office.publish", "office.publish.explain", "h1");
  #tabs = [
    choice({ kind: "radio", group: "publish-tab", value: "correspondence", on: true,
      name: { text: "office.publish.letter" }, advice: "office.publish.letter.advice" }),
    choice({ kind: "radio", group: "publish-tab", value: "documents",
      name: { text: "office.publish.document" }, advice: "office.publish.document.advice" }),
  ];
  #tab = choices("office.publish.kind", this.#tabs);
  #title = field({ label: "office.publish.title", set: { autocomplete: "off", maxlength: longestTitle } });
  /** @type {Chosen[]} */
  #files = [];
  #rows = el("ul", { class: "files", label: "files.label" });
  #showFiles = list(this.#rows, (/** @type {Chosen} */ one) => one, (one) => this.#fileRow(one), (one) => one);
  #refused = el("div", { set: { "aria-live": "polite" } });
  #offered;
  #to;
  #kept;
  #viewers = el("div", { class: "details-body", set: { "aria-live": "polite" } });
  #press = button("office.publish", { class: "primary", set: { type: "submit" } });
  #form;
  #progress = el("div", { class: "office" });
  /** Once it was begun. @type {Under[]} */
  #under = [];

  /**
   * @param {OfficeDossier} dossier once it is open
   * @param {string} name of the mailbox: who publishes
   * @param {import("./kept-form.js").KeptForm} kept
   */
  constructor(dossier, name, kept) {
    this.#dossier = dossier;
    this.#name = name;
    this.#kept = kept;
    const offered = dossier.parts.filter(({ isMade, isRevoked }) => isMade && !isRevoked);
    this.#offered = offered.map((one) =>
      choice({ kind: "checkbox", value: one.partId, name: { content: one.name }, on: offered.length === 1 }));
    this.#to = choices("office.publish.to", this.#offered);
    const files = el("fieldset", { class: "methods office-files" }, el("legend", { text: "office.publish.files" }),
      this.#refused, this.#rows, el("div", { class: "row" }, ...fileButtons((found) => void this.#add(found), adding)));
    this.#form = el("form", { class: "office-form", set: { novalidate: true } }, this.#tab.element, this.#title.element,
      files, this.#to.element, this.#viewers, this.#press);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(this.#press, this.#part, () => this.#submit());
    });
    this.#to.element.addEventListener("change", () => this.#showViewers());
    this.#part.body.append(kept.element,
      ...(offered.length === 0 ? [el("p", { text: "office.publish.nobody" })] : [this.#form]), this.#progress);
    this.element = el("div", { class: "office" }, backTo(dossier), this.#part.element);
    this.#acceptDrops();
    this.#showViewers();
  }

  /** Puts back what was typed before a reload, all but the files: a browser does not keep them. */
  begin() {
    return this.#kept.begin(this.element, this, ["office-kept.files"]);
  }

  get typed() {
    const [tab] = this.#tab.values;
    const left = this.#left.map(({ part: { partId } }) => partId);
    const to = this.#under.length > 0 ? left : this.#to.values;
    return this.isDirty ? { tab, title: this.#title.value, to } : null;
  }

  /** @param {import("./kept-form.js").Typed} typed */
  putBack({ tab, title, to }) {
    this.#tabs.forEach(({ control }) => (control.checked = control.value === tab));
    this.#title.control.value = title;
    this.#offered.forEach(({ control }) => (control.checked = to.includes(control.value)));
    this.#showViewers();
  }

  get isDirty() {
    const isBegun = this.#under.length > 0;
    return isBegun ? this.#left.length > 0 : this.#title.value.trim() !== "" || this.#files.length > 0;
  }

  focus() {
    this.#part.focus();
  }

  /** Those that are not published yet. */
  get #left() {
    return this.#under.filter(({ publication }) => publication.state !== "done");
  }

  /** The parts that are ticked, as last heard. */
  get #chosen() {
    const ticked = new Set(this.#to.values);
    return this.#dossier.parts.filter(({ partId, isMade, isRevoked }) => ticked.has(partId) && isMade && !isRevoked);
  }

  /** Files that are dropped on the form. */
  #acceptDrops() {
    this.#form.addEventListener("dragover", (event) => {
      if (hasFiles(event) && event.dataTransfer !== null) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      }
    });
    this.#form.addEventListener("drop", (event) => {
      if (hasFiles(event) && event.dataTransfer !== null) {
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then((found) => this.#add(found));
      }
    });
  }

  /** @param {Found} found */
  async #add(found) {
    const { fitting, refusals } = await takeIn(found, this.#files, entryRoom);
    this.#refused.replaceChildren(...refusals.map(({ key, values }) => notice("error", key, values)));
    this.#files = [...this.#files, ...fitting];
    if (this.#title.value === "" && this.#files.length === 1) {
      this.#title.control.value = (this.#files[0]?.name ?? "").replace(/\.[^.]{1,8}$/, "").slice(0, longestTitle);
    }

    this.#showFiles(this.#files);
  }

  /** @param {Chosen} one */
  #fileRow(one) {
    const { name, file } = one;
    const drop = el("button", { class: "icon-button", label: "files.remove", values: { name },
      set: { type: "button" } }, icon("bin"));
    drop.addEventListener("click", () => {
      this.#files = this.#files.filter((other) => other !== one);
      this.#showFiles(this.#files);
    });
    return el("li", { class: "file" }, icon("file"), el("span", { class: "file-name", content: name }),
      el("span", { class: "muted", text: "size", values: { size: { size: file.size } } }), drop);
  }

  #showViewers() {
    this.#viewers.replaceChildren(...(this.#chosen.length === 0 ? [] : viewersOf(this.#chosen.map(seen))));
  }

  /** What is wrong is said at its field; the focus is at the first. */
  #check() {
    this.#title.refuse(isVisible(this.#title.value) ? null : "office.publish.title.empty");
    this.#to.refuse(this.#to.values.length > 0 ? null : "office.publish.to.empty");
    const isWithout = this.#files.length === 0;
    this.#refused.replaceChildren(...(isWithout ? [notice("error", "office.publish.files.empty")] : []));
    const wrong = [this.#title, this.#to].find(({ error }) => !error.hidden);
    wrong?.control.focus();
    return wrong === undefined && !isWithout;
  }

  async #submit() {
    if (!this.#check()) {
      return;
    }

    // Who is in it now, and not when the page came.
    await this.#dossier.open();
    this.#showViewers();
    const chosen = this.#chosen;
    const values = { title: this.#title.value.trim(), n: this.#files.length,
      names: fewOf(this.#files.map(({ name }) => name)) };
    const isSure = chosen.length > 0 && await confirmDialog({
      title: "office.publish.sure",
      values,
      body: [el("p", { text: "office.publish.what", values }), ...viewersOf(chosen.map(seen))],
      confirm: "office.publish",
      act: async () => {
        const begun = chosen.map(async (one) => ({ part: one, publication: await this.#begin(one) }));
        this.#under = await Promise.all(begun);
      },
    });
    if (isSure) {
      await this.#publish();
    }
  }

  /** @param {OfficePart} one */
  async #begin(one) {
    const { partId: spaceId, participantId } = one;
    const sealKey = await this.#dossier.keyOf(one);
    return new Publication({ spaceId, participantId, mailboxId: null, sealKey, started: true });
  }

  /** One client after the other; one that failed keeps the others from nothing. */
  async #publish() {
    this.#form.hidden = true;
    this.#part.clear();
    this.#showProgress();
    const [tab = "documents"] = this.#tab.values;
    /** @type {import("../../spaces/publication.js").Published} */
    const published = {
      tab: tab === "documents" ? "documents" : "correspondence",
      subject: this.#title.value.trim(),
      name: this.#name,
      files: this.#files,
    };
    for (const { publication } of this.#left) {
      await publication.publish(published);
      // Whoever comes back after a reload publishes to those who are left.
      this.typed === null ? this.#kept.forget() : await this.#kept.put(this.typed);
      showInTitle(null);
    }

    const isWhole = this.#left.length === 0;
    this.#part.tell(isWhole ? "success" : "error", isWhole ? "office.publish.all" : "office.publish.left", {
      n: this.#under.length, left: this.#left.length, title: published.subject,
    });
    this.#part.focus();
    this.#showEnd(isWhole);
  }

  #showProgress() {
    const rows = this.#under.map(({ part: { name }, publication }) => {
      const bar = el("progress", { label: "office.publish.progress", values: { name }, set: { max: 1 } });
      const state = el("span", { set: { role: "status" } });
      const show = () => {
        bar.value = publication.share;
        bar.hidden = publication.state !== "sending";
        const { state: now, error } = publication;
        const { key, values } = problemText(error);
        say(state, now === "failed" ? { text: key, values } : { text: `office.publish.${now}`, values: {} });
        showInTitle(publication.state === "sending" ? publication.share : null);
      };
      publication.addEventListener("change", show);
      show();
      return el("li", { class: "transfer" }, el("strong", { content: name }), " ", state, bar);
    });
    this.#progress.replaceChildren(el("ul", { class: "transfers", label: "office.publish.progress-list" }, ...rows),
      el("div", { class: "row" }));
  }

  /** @param {boolean} isWhole */
  #showEnd(isWhole) {
    const again = button("office.publish.go-on", { class: "primary" });
    again.addEventListener("click", () => void this.#publish());
    const back = el("a", { class: "button secondary", set: { href: `#${this.#dossier.participantId}` } },
      el("span", { text: "office.publish.to-dossier" }));
    this.#progress.lastElementChild?.replaceChildren(...(isWhole ? [back] : [again, back]));
  }
}

/** Who of a part will see what is published in it. @param {OfficePart} part */
function seen({ name, people }) {
  const there = people.filter(({ kind, sees }) => kind !== "office" && sees);
  return {
    name,
    isNew: there.some(({ kind, isNew }) => kind === "client" && isNew),
    people: there.filter(({ kind }) => kind === "extra"),
  };
}
