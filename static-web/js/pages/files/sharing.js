import * as api from "../../api/folders.js";
import { addressField } from "../../components/address-field.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { choice, choices } from "../../components/choices.js";
import { button, el, icon, say } from "../../components/dom.js";
import { list } from "../../components/list.js";
import { act, part } from "../../components/part.js";
import { codeOf } from "../../components/problem-text.js";
import { refuseFields } from "../shared/refuse-fields.js";

/**
 * @typedef {import("../../spaces/folder.js").Folder} Folder
 * @typedef {import("../../spaces/folder.js").FolderPerson} Person
 * @typedef {import("../../api/contract.d.ts").FolderRight} Right
 */

const rights = /** @type {const} */ (["read", "upload"]);

/** With whom a folder is shared, for the mailbox that made it: sharing, another right, and taking it away. */
export class Sharing {
  #folder;
  #part = part("folders.share.title", "folders.share.explain");
  #people = el("ul", { class: "access-list", label: "folders.share.people" });
  #showPeople = list(
    this.#people,
    (/** @type {Person} */ { participantId }) => participantId,
    (person) => this.#row(person),
  );
  #nobody = el("p", { class: "muted", text: "folders.share.nobody" });
  #address = addressField({
    label: "folders.share.email",
    advice: "folders.share.email.advice",
    set: { autocomplete: "off" },
  });
  #right = choices("folders.share.right", rights.map((value) => choice({
    kind: "radio", group: "folder-right", value, name: { text: `folders.right.${value}` }, on: value === "read",
  })));
  #press = button("folders.share", { class: "primary", set: { type: "submit" } });
  #changed;

  /** @param {Folder} folder @param {() => unknown} changed */
  constructor(folder, changed) {
    this.#folder = folder;
    this.#changed = changed;
    const form = el("form", { class: "share-form", set: { novalidate: true } },
      this.#address.field.element, this.#right.element, this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const email = this.#address.read();
      if (email === null) {
        this.#address.field.control.focus();
      } else {
        void act(this.#press, this.#part, () => this.#share(email));
      }
    });
    this.#part.body.append(form, this.#nobody, this.#people);
    this.show();
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    return this.#address.field.value !== "";
  }

  focus() {
    this.#address.field.control.focus();
  }

  show() {
    const people = this.#folder.viewers.filter(({ kind }) => kind !== "mailbox");
    this.#nobody.hidden = people.length > 0;
    this.#showPeople(people);
  }

  /** @param {string} email */
  async #share(email) {
    const right = this.#right.values.includes("upload") ? "upload" : "read";
    const share = () => api.shareFolder(this.#folder.participantId, email, right);
    const shared = await refuseFields({ email: this.#address.field }, share).catch((error) => this.#refuse(error));
    if (shared !== null) {
      this.#address.field.control.value = "";
      await this.#refresh();
      this.#part.tell("success", "folders.share.done", { name: shared.name });
    }
  }

  /** @param {unknown} error @returns {null} */
  #refuse(error) {
    const code = codeOf(error);
    if (code !== "no-such-account" && code !== "already-shared") {
      throw error;
    }

    this.#address.field.refuse(`problem.${code}`);
    this.#address.field.control.focus();
    return null;
  }

  async #refresh() {
    await this.#folder.open();
    this.show();
    this.#changed();
  }

  /** @param {Person} person */
  #row(person) {
    const { name, kind, right, noticeFailed } = person;
    const other = right === "read" ? "upload" : "read";
    const change = button(`folders.share.to-${other}`, { class: "secondary" });
    change.addEventListener("click", () => void act(change, this.#part, () => this.#change(person, other)));
    say(change, { label: `folders.share.to-${other}.of`, values: { name } });
    const take = button("folders.share.take", { class: "secondary", on: { click: () => void this.#take(person) } });
    say(take, { label: "folders.share.take.of", values: { name } });
    const warning = noticeFailed
      ? el("p", { class: "mark is-warning" }, icon("warning"), el("span", { text: "folders.share.notice-failed" }))
      : null;
    return el("li", { class: "access-row" },
      el("p", {}, el("strong", { content: name }), " ",
        el("span", { class: "muted", text: `folders.kind.${kind === "guest" ? "guest" : "colleague"}` })),
      el("p", { class: "muted" }, el("span", { text: `folders.right.${right ?? "read"}` })),
      warning,
      el("div", { class: "row" }, change, take));
  }

  /** @param {Person} person @param {Right} right */
  async #change({ participantId, name }, right) {
    await api.changeRight(this.#folder.participantId, participantId, right);
    await this.#refresh();
    this.#part.tell("success", "folders.share.changed", { name, right: { text: `folders.right.${right}` } });
  }

  /** @param {Person} person */
  async #take({ participantId, name }) {
    const isDone = await confirmDialog({
      title: "folders.share.take.title",
      values: { name, folder: this.#folder.name ?? "" },
      body: [el("p", { text: "folders.share.take.body" })],
      confirm: "folders.share.take",
      isDanger: true,
      act: () => api.withdrawRight(this.#folder.participantId, participantId),
    });
    if (isDone) {
      await this.#refresh();
      this.#part.tell("success", "folders.share.taken", { name });
      this.#part.focus();
    }
  }
}
