import { shownLine } from "../text/shown.js";
import { addedWith, sees } from "./added-people.js";
import { otherPassword } from "./agreed-password.js";
import { listAmong } from "./asides.js";
import { button, el, find, focusOn, say } from "./dom.js";
import { list } from "./list.js";
import { messageCard } from "./message-card.js";
import { notice } from "./notice.js";
import { phoneForm } from "./phone-form.js";
import { waitingMessage } from "./waiting-message.js";

/**
 * @typedef {import("../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../api/contract.d.ts").OpenConversationParticipantItem} Participant
 * @typedef {import("./message-card.js").Context} Context
 * @typedef {{ message: import("../spaces/conversation.js").OpenedMessage, conversation: Conversation }} Card
 * @typedef {import("../spaces/conversation.js").Waiting} Waiting
 */

/**
 * @typedef {object} Acts
 * @property {() => unknown} answer
 * @property {() => unknown} earlier
 * @property {(personId: string) => unknown} renewLink
 * @property {(personId: string, phone: string, field: import("./field.js").Field) => Promise<unknown>} givePhone
 * @property {Acts["givePhone"]} [givePassword] another one, to who opens with a password
 * @property {(waiting: Waiting) => Promise<unknown>} [undo] of a message that waits to go
 * @property {(waiting: Waiting) => Promise<unknown>} [sendNow]
 * @property {() => unknown} [gone] the moment of one has come
 * @property {(message: import("../spaces/conversation.js").OpenedMessage) => unknown} [changeExpiry]
 * @property {Context["menuOf"]} menuOf what can be done with a message
 * @property {(message: import("../spaces/conversation.js").OpenedMessage) => HTMLElement} copyOf how far the copy of a
 *   message is that is being saved
 * @property {() => unknown} print
 * @property {(personId: string) => unknown} [remind]
 * @property {(participant: Participant) => HTMLElement | null} [task] what to do about somebody whom a notice did not
 *   reach
 * @property {(message: Card["message"], nameOf: Context["nameOf"]) => HTMLElement} [receipts] what staff know of it
 * @property {import("./asides.js").Tools<Conversation>} [tools] what is done with all of it
 */

/** A conversation: oldest first, the newest open and in view, earlier ones folded to a line. */
export class ConversationView {
  #title = el("h1", { class: "conversation-title", set: { dir: "auto" } });
  #people = el("p", { class: "conversation-people muted" });
  #copies = el("p", { class: "conversation-people muted" });
  #out = el("p", { class: "conversation-people muted" });
  #warnings = el("div");
  #showWarnings = list(
    this.#warnings,
    (/** @type {Participant} */ { participantId }) => participantId,
    (one) => el("div", {}, ...this.#warningsOf(one)),
  );
  #unread = el("ul", { class: "unread-people" });
  #showUnread = list(
    this.#unread, (/** @type {Participant} */ { participantId }) => participantId, (one) => this.#unreadOf(one),
  );
  #passwords = el("div");
  #showPasswords = list(
    this.#passwords,
    (/** @type {Participant} */ { participantId }) => participantId,
    ({ participantId, name, email }) =>
      otherPassword(name ?? email ?? "", async (...typed) => this.#acts.givePassword?.(participantId, ...typed)),
  );
  #told = el("div");
  #list = el("ol", { class: "messages" });
  #waiting = el("div", { class: "waiting" });
  #showWaiting = list(
    this.#waiting,
    (/** @type {Waiting} */ { messageId }) => messageId,
    (one) => waitingMessage(one, this.#acts),
    // The service says the same of it as the browser that sent it, in other words.
    ({ goesAt, damaged }) => JSON.stringify([goesAt, damaged]),
  );
  #earlier = button("conversation.earlier", { class: "quiet" });
  #answer = button("conversation.answer", { class: "primary", icon: "reply" });
  #print = button("copies.print", { class: "quiet print", icon: "print", label: "copies.print" });
  #fresh = el("p", { text: "conversation.fresh" });
  #writing = el("div", { class: "writing" });
  #files;
  #acts;
  #showCards;

  /** @param {Context["files"]} files @param {Acts} acts */
  constructor(files, acts) {
    this.#files = files;
    this.#acts = acts;
    const cardOf = (/** @type {[Card, HTMLElement?]} */ ...row) => this.#cardOf(...row);
    this.#showCards = listAmong(this.#list, acts.tools, ({ message }) => message, cardOf, printOf);
    this.#earlier.addEventListener("click", () => acts.earlier());
    this.#answer.addEventListener("click", () => acts.answer());
    this.#print.addEventListener("click", () => acts.print());
    this.element = el(
      "div",
      { class: "conversation" },
      el("header", {}, this.#title, this.#people, this.#copies, this.#out,
        el("div", { class: "conversation-tools" }, acts.tools?.element ?? null, this.#print),
        acts.tools?.below ?? null),
      this.#warnings,
      this.#told,
      this.#earlier,
      this.#list,
      this.#waiting,
      this.#unread,
      this.#passwords,
      this.#fresh,
      this.#writing,
      el("div", { class: "answer-bar" }, this.#answer),
    );
  }

  /** Shows how the conversation is now. @param {Conversation} conversation */
  show(conversation) {
    const { entries, waiting, participants, participantId, earlier } = conversation;
    const everybody = participants.filter((one) => one.participantId !== participantId);
    const others = everybody.filter(({ revokedAt }) => revokedAt === null);
    const out = everybody.filter(({ revokedAt }) => revokedAt !== null);
    const namesOf = (/** @type {Participant[]} */ some) => some.map((one) => conversation.nameOf(one.participantId));
    const [names, copies] = [namesOf(others.filter(({ isCc }) => !isCc)), namesOf(others.filter(({ isCc }) => isCc))];
    // Also of who has no access any more, when nobody else is left.
    say(this.#title, { text: "conversation.with", values: { names: names.length > 0 ? names : namesOf(everybody) } });
    if (conversation.subject !== "") {
      delete this.#title.dataset["text"];
      this.#title.textContent = shownLine(conversation.subject);
    }

    this.#people.hidden = conversation.subject === "" || names.length === 0;
    say(this.#people, { text: "conversation.people", values: { names } });
    this.#copies.hidden = copies.length === 0;
    say(this.#copies, { text: "conversation.copies", values: { names: copies } });
    this.#out.hidden = out.length === 0;
    say(this.#out, { text: "revoking.out", values: { names: namesOf(out) } });
    this.#showWarnings(others.filter(needsNotice));
    this.#acts.tools?.show(conversation);
    this.#showUnread(this.#acts.remind === undefined ? [] : others.filter(({ canBeReminded }) => canBeReminded));
    const withPassword = others.filter(({ method }) => method === "password");
    this.#showPasswords(this.#acts.givePassword === undefined ? [] : withPassword);
    this.#told.replaceChildren();
    this.#earlier.hidden = earlier === null;
    this.#fresh.hidden = entries.length > 0 || waiting.length > 0;
    this.#print.hidden = entries.length === 0;
    // What begins a conversation goes before anything is added to it.
    this.#answer.disabled = !conversation.started && waiting.length > 0;
    this.#showWaiting(waiting);
    this.#showCards(entries.map((message) => ({ message, conversation })));
  }

  /** Where the answer is written. @param {HTMLElement | null} part */
  write(part) {
    this.#writing.replaceChildren(...(part === null ? [] : [part]));
    this.#answer.hidden = part !== null;
  }

  /**
   * Says something below the messages, such as that the answer was sent; above them while an answer is being written.
   * @param {HTMLElement} part
   */
  tell(part) {
    if (this.#answer.hidden) {
      this.inform(part);
      return;
    }

    this.#writing.replaceChildren(part);
    focusOn(part);
  }

  /**
   * Says something above the messages; what was told below them is over, and an answer that is being written stays.
   * @param {HTMLElement} part
   */
  inform(part) {
    this.#answer.hidden || this.#writing.replaceChildren();
    this.#told.append(part);
    focusOn(part);
  }

  /** Where what was just sent can be taken back. */
  focusWaiting() {
    const last = [...this.#waiting.querySelectorAll(".undo-bar")].at(-1);
    last instanceof HTMLElement && focusOn(last);
  }

  /** Whether somebody is where what was sent can be taken back. */
  get isAtWaiting() {
    return this.#waiting.contains(document.activeElement);
  }

  /** Where the first number that is missing can be given. */
  focusHeld() {
    find(this.#warnings, "input", HTMLElement)?.focus();
  }

  showNewest() {
    this.#list.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  focusTitle() {
    focusOn(this.#title);
  }

  focusAnswer() {
    this.#answer.focus();
  }

  /**
   * A card that is made anew stays open, or folded.
   * @param {Card} card
   * @param {HTMLElement} [before]
   */
  #cardOf({ message, conversation }, before) {
    const isNewest = message === conversation.entries.at(-1);
    const isOpen =
      before?.querySelector("details")?.open ??
      (isNewest || (message.isNew && message.author !== conversation.participantId));
    const context = {
      own: conversation.participantId,
      nameOf: (/** @type {string} */ id) => conversation.nameOf(id),
      awaited: conversation.participants
        .filter((one) => !one.isCc && one.revokedAt === null && sees(one, message))
        .map(({ participantId }) => participantId),
      files: this.#files,
      menuOf: this.#acts.menuOf,
      ...(this.#acts.changeExpiry === undefined ? {} : { changeExpiry: this.#acts.changeExpiry }),
    };
    const more = this.#acts.receipts?.(message, context.nameOf);
    const card = messageCard(message, more === undefined ? context : { ...context, receipts: more }, isOpen, before);
    card.append(...addedWith(message, conversation), this.#acts.copyOf(message));
    return card;
  }

  /** Somebody who did not read what waits. @param {Participant} participant */
  #unreadOf({ participantId, name, email, remindedAt }) {
    const values = { name: name ?? email ?? "" };
    const words = remindedAt === null ? el("span", { text: "keeping.unread", values })
      : el("span", { text: "keeping.unread.reminded", values: { ...values, at: { date: remindedAt } } });
    const press = button("keeping.remind", {
      class: "quiet", icon: "envelope", label: "keeping.remind.of", values,
      on: { click: () => this.#acts.remind?.(participantId) },
    });
    return el("li", { class: "row" }, words, press);
  }

  /**
   * What staff must know of a participant before answering.
   * @param {Participant} participant
   */
  #warningsOf(participant) {
    const { participantId, name, email, notMyNumber, held, disabled, lockedUntil } = participant;
    const values = { name: name ?? email ?? "" };
    const failed = this.#acts.task?.(participant) ?? null;
    const said = notMyNumber && el("blockquote", { written: notMyNumber.explanation });
    /** @type {Parameters<typeof phoneForm>[1]} */
    const give = (...typed) => this.#acts.givePhone(participantId, ...typed);
    const wrong = said
      && notice("warning", "conversation.not-my-number", values, said, phoneForm("phone.correct", give));
    const lacks = held ? notice("warning", "conversation.held", values, phoneForm("phone.give", give)) : null;
    const renew = { class: "secondary", values, on: { click: () => this.#acts.renewLink(participantId) } };
    const shut = disabled
      ? notice("warning", "conversation.disabled", values, button("conversation.new-link", renew))
      : lockedUntil === null
        ? null
        : notice(
            "warning",
            "conversation.locked",
            { ...values, until: { date: lockedUntil } },
            button("conversation.new-link", renew),
          );
    return [lacks, failed, wrong, shut].filter((bar) => bar !== null);
  }
}

/** @param {Participant} participant */
const needsNotice = ({ notReached, notMyNumber, held, disabled, lockedUntil }) =>
  held || notReached !== null || notMyNumber !== null || disabled || lockedUntil !== null;

/** What of a message can become another. @param {Card} card */
const printOf = ({ message, conversation }) =>
  JSON.stringify([
    message.receipts, message.damaged, message.expired, message.expiresAt, message.revokedAt,
    conversation.participants.filter(({ revokedAt }) => revokedAt === null).length,
  ]);
