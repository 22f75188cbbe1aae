import { changeMember, giveMailbox, listMembers, takeMailbox } from "../../api/access.js";
import { ProblemError } from "../../api/call.js";
import { now } from "../../browser/clock.js";
import { addressField } from "../../components/address-field.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { endField } from "../../components/end-field.js";
import { list } from "../../components/list.js";
import { memberRow, nameOf } from "../../components/member-row.js";
import { act, part } from "../../components/part.js";
import { undoOffer } from "../../components/undo-offer.js";
import { dayAt } from "../../text/days.js";
import { askSuccessor } from "./ask-successor.js";
import { warnBeforeLeaving } from "./leaving.js";
import { refuseFields } from "./refuse-fields.js";
import { rightChoice } from "./right-choice.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownMember} Member
 * @typedef {import("../../api/access.js").Right} Right
 * @typedef {{ mailboxId: string, name: string, person: boolean }} SharedMailbox person: somebody's own
 */

/**
 * Who may use a mailbox, with which right and until when; for those who decide it. Of somebody's own mailbox those are
 * its delegates, and whose it is is not listed.
 */
export class MembersPart {
  #mailbox;
  #own;
  #part;
  #list;
  #people;
  #show;
  #undo = el("div");
  #address = addressField({ label: "owner.email", advice: "owner.email.advice", set: { autocomplete: "off" } });
  #right = rightChoice("member");
  #end = endField(dayAt(now()));
  #press = button("members.add", { class: "primary", set: { type: "submit" } });

  /**
   * @param {SharedMailbox} mailbox
   * @param {object} facts
   * @param {string} facts.own id of the reader's account
   * @param {readonly Member[]} [facts.people] when they are known already
   * @param {readonly [TextKey, TextKey]} [facts.titled] what the part is called, and what it is for
   */
  constructor(mailbox, { own, people, titled }) {
    this.#mailbox = mailbox;
    this.#own = own;
    this.#part = part(...(titled
      ?? ["owner.mailbox", mailbox.person ? "members.grant.explain" : "owner.mailbox.explain"]));
    this.#part.name({ name: mailbox.name });
    this.#list = el("ul", { class: "access-list", label: mailbox.person ? "members.delegates" : "owner.people" });
    this.#people = el("p", { class: "muted", text: "members.none", set: { hidden: true } });
    this.#show = list(this.#list, (/** @type {Member} */ { accountId }) => accountId, (member) => this.#row(member));
    const fields = [this.#address.field.element, mailbox.person ? null : this.#right.element, this.#end.element];
    const form = el("form", { class: "members-add", set: { novalidate: true } },
      ...fields.filter((one) => one !== null), this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    warnBeforeLeaving(() => this.element.isConnected && this.#address.field.value !== "");
    this.#part.body.append(this.#undo, this.#people, this.#list, form);
    this.show(people ?? []);
  }

  get element() {
    return this.#part.element;
  }

  get mailboxId() {
    return this.#mailbox.mailboxId;
  }

  focus() {
    this.#part.focus();
  }

  /** Adds what is told and asked of the mailbox itself. @param {...Node} more */
  append(...more) {
    this.#part.body.append(...more);
  }

  async load() {
    this.show((await listMembers(this.mailboxId)).people);
  }

  /** @param {readonly Member[]} people */
  show(people) {
    const shown = people.filter(({ right }) => !this.#mailbox.person || right !== "owner");
    this.#people.hidden = shown.length > 0;
    this.#list.hidden = shown.length === 0;
    this.#show(shown);
  }

  /** @param {Member} member */
  #row(member) {
    const isOwn = member.accountId === this.#own;
    return memberRow(member, {
      change: isOwn ? null : () => void this.#change(member),
      withdraw: isOwn && member.right === "owner" ? null : () => void this.#withdraw(member),
      succeed: isOwn && member.right === "owner" ? () => void this.succeed() : null,
    });
  }

  /** Names a successor for the reader, who is an owner. */
  async succeed() {
    const isAsked = await askSuccessor({ ...this.#mailbox, leaver: this.#own });
    isAsked && this.#part.tell("success", "successor.asked");
  }

  #submit() {
    const email = this.#address.read();
    if (email === null) {
      this.#address.field.control.focus();
    } else if (this.#end.check()) {
      void act(this.#press, this.#part, () => this.#give(email));
    }
  }

  /** @param {string} email */
  async #give(email) {
    const right = this.#mailbox.person ? "delegate" : this.#right.value;
    const { until } = this.#end;
    const fields = { email: this.#address.field, until: this.#end.field };
    const given = await refuseFields(fields, () => giveMailbox(this.mailboxId, email, { right, until }))
      .catch((error) => this.#refuseAddress(error));
    if (given !== null) {
      this.#address.field.control.value = "";
      this.#end.clear();
      this.#undo.replaceChildren();
      await this.load();
      const values = { email, name: this.#mailbox.name };
      this.#part.tell("success", given.asked === null ? "owner.given" : "members.asked", values);
    }
  }

  /** @param {unknown} error @returns {null} */
  #refuseAddress(error) {
    const code = error instanceof ProblemError ? error.code : "";
    if (code !== "no-such-colleague" && code !== "already-member") {
      throw error;
    }

    this.#address.field.refuse(`problem.${code}`);
    this.#address.field.control.focus();
    return null;
  }

  /** @param {Member} member */
  async #change(member) {
    const right = rightChoice(member.right);
    const end = endField(dayAt(now()), member.isEnded ? null : member.until);
    let isAsked = false;
    const isDone = await confirmDialog({
      title: "members.change.title",
      values: { name: nameOf(member) },
      body: this.#mailbox.person ? [end.element] : [right.element, end.element],
      confirm: "members.change.save",
      check: () => end.check(),
      act: async () => {
        const kind = this.#mailbox.person ? /** @type {const} */ ("delegate") : right.value;
        const wanted = { right: kind, until: end.until };
        const fields = { until: end.field };
        const done = await refuseFields(fields, () => changeMember(this.mailboxId, member.accountId, wanted));
        isAsked = done !== null && done.asked !== null;
        return done !== null;
      },
    });
    if (isDone) {
      await this.load();
      this.#part.tell("success", isAsked ? "members.change.asked" : "members.changed", { name: nameOf(member) });
      this.#part.focus();
    }
  }

  /** @param {Member} member */
  async #withdraw(member) {
    const { accountId, email, right, until, isEnded } = member;
    const values = { name: nameOf(member), mailbox: this.#mailbox.name };
    const isDone = await confirmDialog({
      title: "members.withdraw.title",
      values,
      body: [el("p", { text: "owner.take.body" })],
      confirm: "members.withdraw",
      isDanger: true,
      act: () => takeMailbox(this.mailboxId, accountId),
    });
    if (!isDone) {
      return;
    }

    if (accountId === this.#own) {
      location.reload();
      return;
    }

    await this.load();
    this.#part.clear();
    const back = async () => {
      // Just what they had: the same right, to the same moment.
      const { asked } = await giveMailbox(this.mailboxId, email, { right, until });
      this.#undo.replaceChildren();
      await this.load();
      this.#part.tell("success", asked === null ? "members.undone" : "members.asked", { ...values, email });
      this.#part.focus();
    };
    const offer = isEnded ? null : undoOffer({ done: "owner.taken", values, place: this.#part, undo: back });
    this.#undo.replaceChildren(...(offer === null ? [] : [offer]));
    offer === null && this.#part.tell("success", "owner.taken", values);
    this.#part.focus();
  }
}
