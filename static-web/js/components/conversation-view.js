import { shownLine } from "../text/shown.js";
import { button, el, focusOn, say } from "./dom.js";
import { messageCard } from "./message-card.js";
import { notice } from "./notice.js";

/**
 * @typedef {import("../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("./message-card.js").Context} Context
 */

/**
 * A conversation: oldest first, the newest open and in view, earlier ones folded to a line. Asks by events: `earlier`,
 * `answer` and `renew-link` (detail: whose). Give it `files` before `conversation`.
 */
export class ConversationView extends HTMLElement {
  #title = el("h1", { class: "conversation-title", set: { dir: "auto" } });
  #people = el("p", { class: "conversation-people muted" });
  #warnings = el("div");
  #list = el("ol", { class: "messages" });
  #earlier = button("conversation.earlier", { class: "quiet", on: { click: () => this.#ask("earlier") } });
  #answer = button("conversation.answer", {
    class: "primary",
    icon: "reply",
    on: { click: () => this.#ask("answer") },
  });
  #fresh = el("p", { text: "conversation.fresh" });
  #writing = el("div", { class: "writing" });
  /** @type {Map<string, { print: string, element: HTMLElement }>} */
  #cards = new Map();
  /** @type {Context["files"] | null} */
  files = null;

  connectedCallback() {
    if (this.firstChild === null) {
      const bar = el("div", { class: "answer-bar" }, this.#answer);
      this.append(
        el("header", {}, this.#title, this.#people),
        this.#warnings,
        this.#earlier,
        this.#list,
        this.#fresh,
        this.#writing,
        bar,
      );
    }
  }

  /**
   * Shows how the conversation is now; cards that did not change stay as they are.
   * @param {Conversation} conversation
   */
  set conversation(conversation) {
    const { messages, participants, participantId, earlier } = conversation;
    const others = participants.filter((one) => one.participantId !== participantId);
    const names = others.map((one) => conversation.nameOf(one.participantId));
    say(this.#title, { text: "conversation.with", values: { names } });
    if (conversation.subject !== "") {
      delete this.#title.dataset["text"];
      this.#title.textContent = shownLine(conversation.subject);
    }

    this.#people.hidden = conversation.subject === "";
    say(this.#people, { text: "conversation.people", values: { names } });
    this.#warnings.replaceChildren(...others.flatMap((one) => this.#warningsOf(one)));
    this.#earlier.hidden = earlier === null;
    this.#fresh.hidden = messages.length > 0;
    this.#list.replaceChildren(
      ...messages.map((message) => this.#cardOf(message, message === messages.at(-1), conversation)),
    );
  }

  /** Where the answer is written. @param {HTMLElement | null} part */
  set writing(part) {
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
    this.#warnings.append(part);
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
   * @param {import("../spaces/conversation.js").OpenedMessage} message
   * @param {boolean} isNewest
   * @param {Conversation} conversation
   */
  #cardOf(message, isNewest, conversation) {
    const print = JSON.stringify([message.readBy, message.damaged, conversation.participants.length]);
    const known = this.#cards.get(message.messageId);
    if (known?.print === print) {
      return known.element;
    }

    const isOpen =
      known?.element.querySelector("details")?.open ??
      (isNewest || (message.isNew && message.author !== conversation.participantId));
    const context = {
      own: conversation.participantId,
      nameOf: (/** @type {string} */ id) => conversation.nameOf(id),
      people: conversation.participants.length,
      files: /** @type {Context["files"]} */ (this.files),
    };
    const element = messageCard(message, context, isOpen);
    this.#cards.set(message.messageId, { print, element });
    return element;
  }

  /**
   * What staff must know of a participant before answering.
   * @param {import("../api/contract.d.ts").OpenConversationParticipantItem} participant
   */
  #warningsOf({ participantId, name, email, notMyNumber, noticeFailed, disabled, lockedUntil }) {
    const values = { name: name ?? email ?? "" };
    const failed = noticeFailed ? notice("warning", "conversation.notice-failed", values) : null;
    const said = notMyNumber && el("blockquote", { written: notMyNumber.explanation });
    const wrong = said && notice("warning", "conversation.not-my-number", values, said);
    const renew = { class: "secondary", values, on: { click: () => this.#ask("renew-link", participantId) } };
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

  /** @param {string} type @param {string} [detail] */
  #ask(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("zegel-conversation", ConversationView);
