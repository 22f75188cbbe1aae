import { ProblemError } from "../../api/call.js";
import { renewLink } from "../../api/participants.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import "../../components/conversation-view.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { inputText, problemText } from "../../components/problem-text.js";
import { raisePanel } from "../../components/raise-panel.js";
import { findUnfinished } from "../../spaces/unfinished.js";
import { filesOf } from "../shared/files-of.js";
import { listen } from "../shared/listen.js";
import { answerTo, startWriting } from "../shared/writing.js";

/**
 * @typedef {import("../../components/composer.js").Composer} Composer
 * @typedef {import("../../components/conversation-view.js").ConversationView} ConversationView
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {object} Pane what the right-hand side of the mailbox shows
 * @property {HTMLElement} element
 * @property {boolean} isDirty whether something would be lost by leaving
 * @property {() => void} focus
 * @property {() => void} answer
 */

/** A conversation of a mailbox, with its answer. */
export class ConversationPane {
  /** @type {Composer | null} */
  #composer = null;
  #view = /** @type {ConversationView} */ (document.createElement("zegel-conversation"));
  #name;
  #smsAvailable;
  #conversation;
  #changed;

  /**
   * @param {{ name: string, smsAvailable: boolean }} mailbox
   * @param {Conversation} conversation
   * @param {() => unknown} changed says that an answer was sent
   */
  constructor({ name, smsAvailable }, conversation, changed) {
    this.#name = name;
    this.#smsAvailable = smsAvailable;
    this.#conversation = conversation;
    this.#changed = changed;
    this.#view.files = filesOf(conversation);
    this.#view.addEventListener("answer", () => this.answer());
    listen(this.#view, "renew-link", (personId) => this.#renewLink(personId));
    this.#view.addEventListener("earlier", () => void this.#show(() => conversation.loadEarlier()));
  }

  get element() {
    return this.#view;
  }

  get isDirty() {
    return this.#composer?.isDirty ?? false;
  }

  focus() {
    this.#view.focusTitle();
    this.#view.showNewest();
  }

  async load() {
    await this.#conversation.load();
    this.#view.conversation = this.#conversation;
    if ((await findUnfinished(this.#conversation)).length > 0) {
      this.answer();
    }
  }

  /** Says that a message was sent, then reads what the service made of it. */
  tellSent() {
    this.#view.conversation = this.#conversation;
    this.#view.tell(notice("success", "compose.sent.staff"));
    void this.#show(() => this.#conversation.load());
  }

  answer() {
    this.#composer ??= this.#write();
    this.#composer.focusFirst();
  }

  #write() {
    const raise = raisePanel(this.#smsAvailable ? this.#conversation.participants : []);
    const composer = startWriting({
      conversation: this.#conversation,
      name: this.#name,
      subject: answerTo(this.#conversation.subject),
      read: () => {
        const raised = raise.read();
        return raised === null ? null : { recipients: [], raise: raised };
      },
      refuse: (error) => refuseRaise(error, raise),
      sent: () => {
        this.#close();
        this.tellSent();
        this.#changed();
      },
      discard: () => {
        this.#close();
        this.#view.focusAnswer();
      },
    });
    this.#view.writing = composer;
    composer.putBefore(raise.element, () => raise.isDirty);
    return composer;
  }

  /** @param {string} personId */
  async #renewLink(personId) {
    const values = { name: this.#conversation.nameOf(personId) };
    const isDone = await confirmDialog({
      title: "new-link.title",
      values,
      body: [el("p", { text: "new-link.body", values })],
      confirm: "new-link.send",
      act: () => renewLink(this.#conversation.participantId, personId),
    });
    if (isDone) {
      await this.#show(() => this.#conversation.load());
      this.#view.inform(notice("success", "new-link.sent", values));
    }
  }

  #close() {
    this.#composer = null;
    this.#view.writing = null;
  }

  /** @param {() => Promise<unknown>} read */
  async #show(read) {
    try {
      await read();
      this.#view.conversation = this.#conversation;
    } catch (error) {
      const { key, values } = problemText(error);
      this.#view.tell(notice("error", key, values));
    }
  }
}

/** @param {unknown} error @param {ReturnType<typeof raisePanel>} raise */
function refuseRaise(error, raise) {
  const paths = error instanceof ProblemError ? Object.entries(error.problem.errors ?? {}) : [];
  const [path = "", codes] = paths.find(([one]) => one.startsWith("raise")) ?? [];
  if (codes !== undefined) {
    raise.refuse(Number(/\d+/.exec(path)?.[0] ?? 0), inputText(codes[0]));
  }

  return codes !== undefined;
}
