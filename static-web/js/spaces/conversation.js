import { openConversation } from "../api/participants.js";
import { DamagedError } from "../crypto/errors.js";
import { openNote } from "../crypto/notes.js";
import { beginnerOf } from "./participant-id.js";
import { SpaceView } from "./space-view.js";

/**
 * @typedef {import("../api/contract.d.ts").OpenConversationMessageItem} Message
 * @typedef {import("../crypto/note-shapes.js").Notes} Notes
 * @typedef {Omit<Message, "note"> & Notes["message"] & { damaged: boolean }} OpenedMessage
 *   after its note was opened; `damaged` when that failed
 */

/** @typedef {import("../api/contract.d.ts").OpenConversationParticipantItem} Participant */

/**
 * A conversation as one participant has it; its entries are messages, oldest first.
 * @extends {SpaceView<Participant>}
 */
export class Conversation extends SpaceView {
  /** The cursor of the messages before the ones that are here. @type {string | null} */
  earlier = null;
  /** @type {OpenedMessage[]} */
  entries = [];

  /**
   * One that staff begin, with the key under which it is sealed.
   * @param {import("./mailbox.js").Mailbox} mailbox
   * @param {string} spaceId
   * @param {Uint8Array} sealKey
   */
  static begin(mailbox, spaceId, sealKey) {
    const conversation = new Conversation(beginnerOf(spaceId), mailbox);
    conversation.sealKey = sealKey;
    return conversation;
  }

  /** Reads the newest messages again. */
  async load() {
    const opened = await openConversation(this.participantId);
    await this.read(opened);
    const read = await this.#openAll(opened.messages);
    const oldest = read[0];
    const before = oldest === undefined ? [] : this.entries.filter((message) => this.#isBefore(message, oldest));
    this.earlier = before.length > 0 ? this.earlier : opened.earlier;
    this.entries = [...before, ...read];
  }

  /** Reads the page of messages before the ones that are here. */
  async loadEarlier() {
    const opened = await openConversation(this.participantId, this.earlier);
    this.entries = [...(await this.#openAll(opened.messages)), ...this.entries];
    this.earlier = opened.earlier;
  }

  /** Whether a message stands in it. @param {string} id */
  has(id) {
    return this.entries.some(({ messageId }) => messageId === id);
  }

  /**
   * Puts a message last that was sent from here, once, and takes the key under which it was sealed: that of the space.
   * @param {import("./draft.js").Sent} sent
   * @param {Uint8Array} sealKey
   */
  takeOver(sent, sealKey) {
    this.sealKey = sealKey;
    this.started = true;
    const others = this.entries.filter(({ messageId }) => messageId !== sent.messageId);
    this.entries = [...others, { ...sent, isNew: false, damaged: false, readBy: [] }];
  }

  /** The subject of the newest message that has one. */
  get subject() {
    return this.entries.findLast((message) => !message.damaged)?.subject ?? "";
  }

  /** @param {OpenedMessage} message @param {OpenedMessage} oldest */
  #isBefore(message, oldest) {
    return message.messageId !== oldest.messageId && message.at < oldest.at;
  }

  /** @param {Message[]} messages */
  #openAll(messages) {
    return Promise.all(messages.map((message) => this.#open(message)));
  }

  /**
   * One damaged message does not keep the others closed.
   * @param {Message} message
   * @returns {Promise<OpenedMessage>}
   */
  async #open({ note: sealed, ...row }) {
    const known = this.entries.find((message) => message.messageId === row.messageId && !message.damaged);
    if (known !== undefined) {
      return { ...known, ...row, isNew: known.isNew };
    }

    const { messageId: id, author } = row;
    const expected = { kind: /** @type {const} */ ("message"), space: this.spaceId, id, author };
    try {
      const note = await openNote(/** @type {Uint8Array} */ (this.sealKey ?? new Uint8Array(32)), sealed, expected);
      return { ...row, damaged: false, ...note };
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return { ...row, damaged: true, subject: "", text: "", files: [] };
    }
  }
}
