import { shownLine } from "../text/shown.js";
import { button, el, focusOn, say } from "./dom.js";
import { list } from "./list.js";
import { messageCard } from "./message-card.js";
import { notice } from "./notice.js";

/**
 * @typedef {import("../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../api/contract.d.ts").OpenConversationParticipantItem} Participant
 * @typedef {import("./message-card.js").Context} Context
 * @typedef {{ message: import("../spaces/conversation.js").OpenedMessage, conversation: Conversation }} Card
 */

/**
 * @typedef {object} Acts
 * @property {() => unknown} answer
 * @property {() => unknown} earlier
 * @property {(personId: string) => unknown} renewLink
 */

/** A conversation: oldest first, the newest open and in view, earlier ones folded to a line. */
export class ConversationView {
  #title = el("h1", { class: "conversation-title", set: { dir: "auto" } });
  #people = el("p", { class: "conversation-people muted" });
  #warnings = el("div");
  #showWarnings = list(
    this.#warnings,
    (/** @type {Participant} */ { participantId }) => participantId,
    (one) => el("div", {}, ...this.#warningsOf(one)),
  );
  #told = el("div");
  #list = el("ol", { class: "messages" });
  #earlier = button("conversation.earlier", { class: "quiet" });
  #answer = button("conversation.answer", { class: "primary", icon: "reply" });
  #fresh = el("p", { text: "conversation.fresh" });
  #writing = el("div", { class: "writing" });
  #files;
  #acts;
  #showCards;

  /** @param {Context["files"]} files @param {Acts} acts */
  constructor(files, acts) {
    this.#files = files;
    this.#acts = acts;
    /** @type {ReturnType<typeof list<Card>>} */
    this.#showCards = list(this.#list, ({ message }) => message.messageId, (...row) => this.#cardOf(...row), printOf);
    this.#earlier.addEventListener("click", () => acts.earlier());
    this.#answer.addEventListener("click", () => acts.answer());
    this.element = el(
      "div",
      { class: "conversation" },
      el("header", {}, this.#title, this.#people),
      this.#warnings,
      this.#told,
      this.#earlier,
      this.#list,
      this.#fresh,
      this.#writing,
      el("div", { class: "answer-bar" }, this.#answer),
    );
  }

  /** Shows how the conversation is now. @param {Conversation} conversation */
  show(conversation) {
    const { entries, participants, participantId, earlier } = conversation;
    const others = participants.filter((one) => one.participantId !== participantId);
    const names = others.map((one) => conversation.nameOf(one.participantId));
    say(this.#title, { text: "conversation.with", values: { names } });
    if (conversation.subject !== "") {
      delete this.#title.dataset["text"];
      this.#title.textContent = shownLine(conversation.subject);
    }

    this.#people.hidden = conversation.subject === "";
    say(this.#people, { text: "conversation.people", values: { names } });
    this.#showWarnings(others.filter(needsNotice));
    this.#told.replaceChildren();
    this.#earlier.hidden = earlier === null;
    this.#fresh.hidden = entries.length > 0;
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

  /** Says something above the messages; an answer that is being written stays. @param {HTMLElement} part */
  inform(part) {
    this.#told.append(part);
    focusOn(part);
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
      people: conversation.participants.length,
      files: this.#files,
    };
    return messageCard(message, context, isOpen, before);
  }

  /**
   * What staff must know of a participant before answering.
   * @param {Participant} participant
   */
  #warningsOf({ participantId, name, email, notMyNumber, noticeFailed, disabled, lockedUntil }) {
    const values = { name: name ?? email ?? "" };
    const failed = noticeFailed ? notice("warning", "conversation.notice-failed", values) : null;
    const said = notMyNumber && el("blockquote", { written: notMyNumber.explanation });
    const wrong = said && notice("warning", "conversation.not-my-number", values, said);
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
    return [failed, wrong, shut].filter((bar) => bar !== null);
  }
}

/** @param {Participant} participant */
const needsNotice = ({ noticeFailed, notMyNumber, disabled, lockedUntil }) =>
  noticeFailed || notMyNumber !== null || disabled || lockedUntil !== null;

/** What of a message can become another. @param {Card} card */
const printOf = ({ message, conversation }) =>
  JSON.stringify([message.readBy, message.damaged, conversation.participants.length]);
