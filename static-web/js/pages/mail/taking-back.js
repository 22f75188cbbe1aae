import { undoMessage } from "../../api/drafts.js";
import { Conversation } from "../../spaces/conversation.js";
import { keyIn } from "../../spaces/drafts.js";

/**
 * @typedef {import("../../spaces/drafts.js").OpenedDraft} OpenedDraft
 * @typedef {Pick<import("../../spaces/conversation.js").Waiting,
 *   "draftId" | "messageId" | "at" | "subject" | "text" | "body" | "files">} Waiting
 */

/** Takes back what a mailbox sent a moment ago, from wherever it is seen: it is a draft again, and gone on with. */
export class TakingBack {
  #mailbox;
  #goOn;
  /** Where somebody was writing when they sent a draft, as `Words` count it. @type {Map<string, number>} */
  #carets = new Map();

  /**
   * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
   * @param {(draft: OpenedDraft, caret: number | null) => Promise<unknown>} goOn shows it; caret null: it was written
   *   elsewhere
   */
  constructor(mailbox, goOn) {
    this.#mailbox = mailbox;
    this.#goOn = goOn;
  }

  /** A draft was sent from here. @param {string} draftId @param {number} caret */
  remember(draftId, caret) {
    this.#carets.set(draftId, caret);
  }

  /** @param {Conversation} conversation @param {Waiting} waiting */
  async undo(conversation, waiting) {
    const { drafts } = this.#mailbox;
    await undoMessage(conversation.participantId, waiting.messageId);
    await drafts.refresh();
    const draft = drafts.takeBack(conversation, waiting);
    await this.#goOn(draft, this.#carets.get(draft.draftId) ?? null);
  }

  /** By its draft. @param {string} draftId */
  async undoDraft(draftId) {
    const sent = this.#mailbox.drafts.find(draftId);
    if (sent !== null && sent.messageId !== null) {
      const { messageId, participantId, at } = sent;
      const conversation = new Conversation(participantId, this.#mailbox);
      conversation.sealKey = keyIn(sent);
      await conversation.load();
      const empty = { draftId, messageId, at, subject: "", text: "", body: null, files: [] };
      await this.undo(conversation, conversation.waiting.find((one) => one.messageId === messageId) ?? empty);
    }
  }
}
