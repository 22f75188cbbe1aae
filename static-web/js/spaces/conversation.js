import { openConversation } from "../api/participants.js";
import { fromBase64 } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { openNote } from "../crypto/notes.js";
import { text as textOf } from "../text/text.js";
import { findBegun } from "./unfinished.js";

/**
 * @typedef {import("../api/contract.d.ts").OpenConversationMessageItem} Message
 * @typedef {import("../api/contract.d.ts").OpenConversationParticipantItem} Participant
 * @typedef {import("../crypto/note-shapes.js").Notes} Notes
 * @typedef {Omit<Message, "note"> & Notes["message"] & { damaged: boolean }} OpenedMessage
 *   after its note was opened; `damaged` when that failed
 */

/** A conversation as one participant has it, with its key and its opened messages. Lives in memory only. */
export class Conversation {
  /** @type {Uint8Array | null} null until the first message, or a first file, is written */
  sealKey = null;
  started = false;
  /** @type {Participant[]} */
  participants = [];
  /** @type {OpenedMessage[]} oldest first */
  messages = [];
  /** @type {string | null} */
  earlier = null;

  /**
   * @param {string} spaceId the conversation's id
   * @param {string} participantId as whom it is read and written
   * @param {import("./mailbox.js").Mailbox | null} [mailbox] staff's, whose key opens this one's
   */
  constructor(spaceId, participantId, mailbox = null) {
    this.spaceId = spaceId;
    this.participantId = participantId;
    this.mailbox = mailbox;
  }

  /** Reads the newest messages again. */
  async load() {
    const opened = await openConversation(this.participantId);
    this.started = opened.started;
    this.participants = opened.participants;
    this.sealKey = (await this.#keyOf(opened)) ?? this.sealKey ?? (await this.#begunKey());
    const read = await this.#openAll(opened.messages);
    const oldest = read[0];
    const before = oldest === undefined ? [] : this.messages.filter((message) => this.#isBefore(message, oldest));
    this.earlier = before.length > 0 ? this.earlier : opened.earlier;
    this.messages = [...before, ...read];
  }

  /** Reads the page of messages before the ones that are here. */
  async loadEarlier() {
    const opened = await openConversation(this.participantId, this.earlier);
    this.messages = [...(await this.#openAll(opened.messages)), ...this.messages];
    this.earlier = opened.earlier;
  }

  /** The subject of the newest message that has one. */
  get subject() {
    return this.messages.findLast((message) => !message.damaged)?.subject ?? "";
  }

  /**
   * A person whom staff gave no name has a number: nobody's address is shown to others.
   * @param {string} participantId
   */
  nameOf(participantId) {
    const found = this.participants.find((one) => one.participantId === participantId);
    return found?.name ?? found?.email ?? textOf("person.unnamed", { n: parseInt(participantId.slice(32), 16) });
  }

  /** @param {OpenedMessage} message @param {OpenedMessage} oldest */
  #isBefore(message, oldest) {
    return message.messageId !== oldest.messageId && message.at < oldest.at;
  }

  /**
   * @param {import("../api/contract.d.ts").OpenConversationResponse} opened
   * @throws {import("../crypto/errors.js").RefusedKeyError} when it is another conversation's
   */
  async #keyOf({ sealKey, wrappedSealKey }) {
    if (sealKey !== null) {
      return fromBase64(sealKey);
    }

    return wrappedSealKey === null || this.mailbox === null
      ? null
      : this.mailbox.unwrap(this.spaceId, this.participantId, wrappedSealKey);
  }

  /** The key under which a file was sent before there was a message. */
  async #begunKey() {
    return (await findBegun(({ participantId }) => participantId === this.participantId))?.sealKey ?? null;
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
    const known = this.messages.find((message) => message.messageId === row.messageId && !message.damaged);
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
