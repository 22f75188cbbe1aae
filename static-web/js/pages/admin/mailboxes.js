import { getDeskMailbox, listMailboxes, listStarters, makeMailbox, renameMailbox } from "../../api/organising.js";
import { addressField } from "../../components/address-field.js";
import { choice, choices } from "../../components/choices.js";
import { button, el, icon } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { act, part } from "../../components/part.js";
import { randomId } from "../../crypto/base64.js";
import { longestMailboxName } from "../../limits.js";
import { MembersPart } from "../shared/members-part.js";
import { refuseFields } from "../shared/refuse-fields.js";

/**
 * @typedef {import("../../api/contract.d.ts").ListedMailbox} ListedMailbox
 * @typedef {import("../../api/contract.d.ts").Starter} Starter
 */

/** @param {ListedMailbox["kind"]} kind @returns {TextKey} */
const kindText = (kind) => (kind === "personal" ? "desk.boxes.kind.personal" : "desk.boxes.kind.group");

const nameField = () =>
  field({ label: "desk.boxes.name", set: { autocomplete: "off", maxlength: longestMailboxName } });

/** A link that makes something. @param {string} address @param {TextKey} text */
export const makeLink = (address, text) =>
  el("p", {}, el("a", { class: "button primary", set: { href: `#${address}` } }, icon("plus"), el("span", { text })));

/** All mailboxes of the organisation. */
export class MailboxesPane {
  #part = part("desk.boxes.title", "desk.boxes.explain");
  isDirty = false;

  get element() {
    return this.#part.element;
  }

  focus() {
    this.#part.focus();
  }

  async load() {
    const { mailboxes } = await listMailboxes();
    const rows = mailboxes.map(({ mailboxId, name, kind }) =>
      el("li", {}, el("a", { class: "desk-row", set: { href: `#mailbox-${mailboxId}` } },
        el("span", { class: "desk-row-name", content: name }),
        el("span", { class: "desk-row-marks muted", text: kindText(kind) }))));
    this.#part.body.replaceChildren(makeLink("mailboxes-new", "desk.boxes.new"), el("ul", { class: "list" }, ...rows));
  }
}

/** The form with which a mailbox is made. */
export class NewMailboxPane {
  #part = part("desk.boxes.new", "desk.boxes.new.explain");
  #name = nameField();
  #address = addressField({
    label: "desk.boxes.owner", advice: "desk.boxes.owner.advice", set: { autocomplete: "off" },
  });
  #kinds = choices("desk.boxes.kind", [
    choice({ kind: "radio", group: "box-kind", value: "group", on: true, name: { text: "desk.boxes.kind.group" },
      advice: "desk.boxes.kind.group.advice" }),
    choice({ kind: "radio", group: "box-kind", value: "personal", name: { text: "desk.boxes.kind.personal" },
      advice: "desk.boxes.kind.personal.advice" }),
  ]);
  #press = button("desk.boxes.make", { class: "primary", set: { type: "submit" } });
  /** The same for a repeated try, so that a lost answer makes no second one. */
  #mailboxId = randomId();
  #made;

  /** @param {(mailboxId: string) => unknown} made */
  constructor(made) {
    this.#made = made;
    const parts = [this.#name.element, this.#kinds.element, this.#address.field.element, this.#press];
    const form = el("form", { set: { novalidate: true } }, ...parts);
    form.addEventListener("input", () => (this.#mailboxId = randomId()));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(this.#press, this.#part, () => this.#save());
    });
    this.#part.body.append(form);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    return this.#name.value !== "" || this.#address.field.value !== "";
  }

  focus() {
    this.#part.focus();
  }

  async #save() {
    const ownerEmail = this.#address.read();
    const name = this.#name.value.trim();
    this.#name.refuse(name === "" ? "desk.boxes.name.empty" : null);
    const wrong = [this.#name, this.#address.field].find(({ error }) => !error.hidden);
    if (wrong !== undefined || ownerEmail === null) {
      wrong?.control.focus();
      return;
    }

    /** @type {ListedMailbox["kind"]} */
    const kind = this.#kinds.values[0] === "personal" ? "personal" : "group";
    const fields = { name: this.#name, ownerEmail: this.#address.field };
    const request = { mailboxId: this.#mailboxId, name, ownerEmail, kind };
    const made = await refuseFields(fields, () => makeMailbox(request));
    if (made !== null) {
      this.#made(made.mailboxId);
    }
  }
}

/** A mailbox: what it is called, who uses it, and which starters lead to it. */
export class MailboxPane {
  #part = part("desk.boxes.of");
  #name = nameField();
  #press = button("desk.boxes.rename", { class: "secondary", set: { type: "submit" } });
  #known = "";
  #mailboxId;
  #own;
  #element = el("div", {}, this.#part.element);

  /** @param {string} mailboxId @param {string} own id of the reader's account */
  constructor(mailboxId, own) {
    this.#mailboxId = mailboxId;
    this.#own = own;
  }

  get element() {
    return this.#element;
  }

  get isDirty() {
    return this.#name.value.trim() !== this.#known;
  }

  focus() {
    this.#part.focus();
  }

  async load() {
    const [mailbox, { starters }] = await Promise.all([getDeskMailbox(this.#mailboxId), listStarters()]);
    this.#known = this.#name.control.value = mailbox.name;
    this.#part.name({ name: mailbox.name });
    const form = el("form", { set: { novalidate: true } }, this.#name.element, this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(this.#press, this.#part, () => this.#rename());
    });
    const own = starters.filter(({ mailboxId }) => mailboxId === this.#mailboxId);
    this.#part.body.replaceChildren(el("p", { class: "muted", text: kindText(mailbox.kind) }), form, startersOf(own));
    const { mailboxId, name, kind, people } = mailbox;
    const titled = /** @type {const} */ (["desk.boxes.people", "desk.boxes.people.explain"]);
    const members = new MembersPart(
      { mailboxId, name, person: kind === "personal" }, { own: this.#own, people, titled });
    this.#element.replaceChildren(this.#part.element, members.element);
  }

  /** That it was just made, and for whom. */
  tellMade() {
    this.#part.tell("success", "desk.boxes.made");
  }

  async #rename() {
    const name = this.#name.value.trim();
    this.#name.refuse(name === "" ? "desk.boxes.name.empty" : null);
    if (name === "" || name === this.#known) {
      this.#name.control.focus();
      return;
    }

    const renamed = await refuseFields({ name: this.#name }, () => renameMailbox(this.#mailboxId, name));
    if (renamed !== null) {
      this.#known = this.#name.control.value = renamed.name;
      this.#part.name({ name: renamed.name });
      this.#part.tell("success", "desk.boxes.renamed");
      this.#part.focus();
    }
  }
}

/** @param {Starter[]} starters */
function startersOf(starters) {
  const rows = starters.map(({ starterId, isPaused }) =>
    el("li", {}, el("a", { class: "desk-row", set: { href: `#starter-${starterId}` } },
      el("span", { class: "desk-row-name", content: starterId }),
      isPaused ? el("span", { class: "desk-row-marks muted", text: "desk.starters.paused" }) : null)));
  return el("section", {}, el("h3", { text: "desk.starters.title" }),
    starters.length === 0 ? el("p", { class: "muted", text: "desk.boxes.no-starters" }) : null,
    el("ul", { class: "list" }, ...rows));
}
