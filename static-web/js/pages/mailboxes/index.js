import { giveMailbox, listOwnMailboxes, takeMailbox } from "../../api/access.js";
import { ProblemError } from "../../api/call.js";
import { addressField } from "../../components/address-field.js";
import { choice } from "../../components/choices.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el, focusOn, say } from "../../components/dom.js";
import { list } from "../../components/list.js";
import { act, part } from "../../components/part.js";
import { homeOf } from "../shared/home.js";
import { stage } from "../shared/page.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { RequestsPart } from "../shared/requests-part.js";
import { startWorkingPage } from "../shared/working-page.js";
import { warnBeforeLeaving } from "../shared/leaving.js";

/**
 * @typedef {import("../../api/contract.d.ts").ListOwnMailboxesItem} OwnMailbox
 * @typedef {OwnMailbox["people"][number]} Person
 */

void startWorkingPage(async (session) => {
  const title = el("h1", { text: "owner.title" });
  const { mailboxes } = await listOwnMailboxes();
  if (mailboxes.length === 0 && !session.roles.includes("staff")) {
    stage.replaceChildren(deadEnd("staff-only", {}, { key: "choose.go-on", href: homeOf(session) }));
    return;
  }

  if (mailboxes.length === 0) {
    stage.replaceChildren(title, el("p", { text: "owner.none" }));
    focusOn(title);
    return;
  }

  const parts = mailboxes.map((mailbox) => new MailboxPart(mailbox, session.accountId));
  const requests = new RequestsPart(() => void refresh(parts));
  await requests.load();
  stage.replaceChildren(title, requests.element, ...parts.map(({ element }) => element));
  focusOn(title);
});

/** After a yes somebody new may use a mailbox. @param {MailboxPart[]} parts */
async function refresh(parts) {
  const { mailboxes } = await listOwnMailboxes();
  for (const one of parts) {
    one.show(mailboxes.find(({ mailboxId }) => mailboxId === one.mailboxId));
  }
}

/** One mailbox: who may use it, and the form to let a colleague use it. */
class MailboxPart {
  #part = part("owner.mailbox", "owner.mailbox.explain");
  #people = el("ul", { class: "access-list", label: "owner.people" });
  #showPeople = list(this.#people, (/** @type {Person} */ { accountId }) => accountId, (person) => this.#row(person));
  #address = addressField({ label: "owner.email", advice: "owner.email.advice", set: { autocomplete: "off" } });
  #email = this.#address.field;
  #asOwner = choice({ kind: "checkbox", name: { text: "owner.as-owner" }, advice: "owner.as-owner.advice" });
  #press = button("owner.give", { class: "primary", set: { type: "submit" } });
  #name;
  #own;

  /** @param {OwnMailbox} mailbox @param {string} own id of the reader's account */
  constructor(mailbox, own) {
    this.mailboxId = mailbox.mailboxId;
    this.#name = mailbox.name;
    this.#own = own;
    this.#part.name({ name: mailbox.name });
    const form = el("form", { set: { novalidate: true } }, this.#email.element, this.#asOwner.element, this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const email = this.#address.read();
      if (email === null) {
        this.#email.control.focus();
      } else {
        void act(this.#press, this.#part, () => this.#give(email));
      }
    });
    warnBeforeLeaving(() => this.element.isConnected && this.#email.value !== "");
    this.#part.body.append(this.#people, form);
    this.show(mailbox);
  }

  get element() {
    return this.#part.element;
  }

  /** @param {OwnMailbox | undefined} mailbox nothing when the reader owns it no more */
  show(mailbox) {
    this.#showPeople(mailbox?.people ?? []);
  }

  /** @param {Person} person */
  #row(person) {
    const { accountId, name, email, state, isOwner } = person;
    const take = button("owner.take", { class: "secondary", on: { click: () => void this.#take(person) } });
    say(take, { label: "owner.take.of", values: { name: nameOf(person) } });
    const address = name === "" ? "" : email;
    return el(
      "li",
      { class: "access-row" },
      el("p", {}, el("strong", { content: nameOf(person) }), " ", el("span", { class: "muted", content: address })),
      el("p", { class: "muted" }, ...marksOf(isOwner, state).map((text) => el("span", { text }))),
      isOwner && accountId === this.#own ? null : el("div", { class: "row" }, take),
    );
  }

  /** @param {string} email */
  async #give(email) {
    const give = () => giveMailbox(this.mailboxId, email, this.#asOwner.control.checked);
    const given = await refuseFields({ email: this.#email }, give).catch((error) => this.#refuseAddress(error));
    if (given !== null) {
      this.#email.control.value = "";
      this.#asOwner.control.checked = false;
      await this.#refresh();
      this.#part.tell("success", "owner.given", { email, name: this.#name });
    }
  }

  /** @param {unknown} error @returns {null} */
  #refuseAddress(error) {
    if (!(error instanceof ProblemError) || error.code !== "no-such-colleague") {
      throw error;
    }

    this.#email.refuse("problem.no-such-colleague");
    this.#email.control.focus();
    return null;
  }

  /** @param {Person} person */
  async #take(person) {
    const isDone = await confirmDialog({
      title: "owner.take.title",
      values: { name: nameOf(person), mailbox: this.#name },
      body: [el("p", { text: "owner.take.body" })],
      confirm: "owner.take",
      isDanger: true,
      act: () => takeMailbox(this.mailboxId, person.accountId),
    });
    if (isDone) {
      await this.#refresh();
      this.#part.tell("success", "owner.taken", { name: nameOf(person) });
      this.#part.focus();
    }
  }

  async #refresh() {
    const { mailboxes } = await listOwnMailboxes();
    this.show(mailboxes.find(({ mailboxId }) => mailboxId === this.mailboxId));
  }
}

/** @param {Person} person */
const nameOf = ({ name, email }) => (name === "" ? email : name);

/** @param {boolean} isOwner @param {string} state @returns {TextKey[]} */
function marksOf(isOwner, state) {
  /** @type {Partial<Record<string, TextKey[]>>} */
  const states = { invited: ["owner.invited"], suspended: ["owner.suspended"] };
  const own = states[state] ?? [];
  return isOwner ? ["owner.is-owner", ...own] : own;
}
