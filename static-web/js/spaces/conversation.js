import { openConversation } from "../api/participants.js";
import { DamagedError } from "../crypto/errors.js";
import { openNote } from "../crypto/notes.js";
import { beginnerOf } from "./participant-id.js";
import { SpaceView } from "./space-view.js";

/**
 * @typedef {import("../api/contract.d.ts").OpenConversationMessageItem} Message
 * @typedef {import("../crypto/note-shapes.js").Notes} Notes
 * @typedef {Omit<Message, "note"> & Notes["message"] & { damaged: boolean, expired: boolean }} OpenedMessage
 *   after its note was opened; `damaged` when that failed, `expired` when it is not handed out any more, but for one
 *   that was revoked
 * @typedef {Omit<import("../api/contract.d.ts").WaitingItem, "note"> & Notes["message"] & { damaged: boolean }} Waiting
 *   a message of the mailbox that was sent and can be taken back; without `goesAt` it could not go
 */

/** @typedef {import("../api/contract.d.ts").OpenConversationParticipantItem} Participant */

/** Of whether a message that was just sent came to somebody. */
const nothingKnown = {
  notifiedAt: null, deliveredAt: null, failed: null, textedAt: null, visitedAt: null, openedAt: null, method: null,
  files: [],
};

/** Of a message that nobody can read. */
const nothing = { subject: "", text: "", body: null, files: [] };

/**
 * A conversation as one participant has it; its entries are messages, oldest first.
 * @extends {SpaceView<Participant>}
 */
export class Conversation extends SpaceView {
  /** The cursor of the messages before the ones that are here. @type {string | null} */
  earlier = null;
  /** @type {OpenedMessage[]} */
  entries = [];
  /** What staff sent and is still to go, the oldest first. @type {Waiting[]} */
  waiting = [];
  /** With which starter it began; for people outside. @type {string | null} */
  starterId = null;
  /** Where it stands in its mailbox; for staff. @type {import("../api/contract.d.ts").Filing | null} */
  filing = null;
  /** Of one that was deleted: from when it is gone for everybody. @type {string | null} */
  endsAt = null;

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
    const { read, earlier } = await this.#loadNewest();
    const oldest = read[0];
    const before = oldest === undefined ? [] : this.entries.filter((message) => this.#isBefore(message, oldest));
    this.earlier = before.length > 0 ? this.earlier : earlier;
    this.entries = [...before, ...read];
  }

  /** Reads all again that is here, earlier messages too: something of it was revoked. */
  async loadAll() {
    const [first] = this.entries;
    let { read: all, earlier } = await this.#loadNewest();
    for (let oldest = all[0]; earlier !== null && oldest && first && this.#isBefore(first, oldest); oldest = all[0]) {
      const opened = await openConversation(this.participantId, earlier);
      all = [...(await this.#openAll(opened.messages)), ...all];
      earlier = opened.earlier;
    }

    [this.entries, this.earlier] = [all, earlier];
  }

  async #loadNewest() {
    const opened = await openConversation(this.participantId);
    await this.read(opened);
    this.filing = opened.filing;
    this.endsAt = opened.endsAt;
    this.starterId = opened.starterId;
    this.waiting = await Promise.all(opened.waiting.map((one) => this.#openWaiting(one)));
    return { read: await this.#openAll(opened.messages), earlier: opened.earlier };
  }

  /** Reads the page of messages before the ones that are here. */
  async loadEarlier() {
    const opened = await openConversation(this.participantId, this.earlier);
    this.entries = [...(await this.#openAll(opened.messages)), ...this.entries];
    this.earlier = opened.earlier;
  }

  /** Whether a message stands in it. @param {string} id */
  has(id) {
    return [...this.entries, ...this.waiting].some(({ messageId }) => messageId === id);
  }

  /**
   * Puts a message among those that wait that was sent from here, once, and takes the key under which it was sealed.
   * @param {import("./draft.js").Sent & { goesAt: string, draftId: string | null }} sent
   * @param {Uint8Array} sealKey
   */
  wait(sent, sealKey) {
    this.sealKey = sealKey;
    this.waiting = [
      ...this.waiting.filter(({ messageId }) => messageId !== sent.messageId), { ...sent, damaged: false },
    ];
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
    const receipts = this.participants.filter(({ participantId }) => participantId !== this.participantId)
      .map(({ participantId }) => ({ ...nothingKnown, participantId }));
    this.entries = [...others, {
      ...sent, isNew: false, damaged: false, expired: false, receipts, added: [], revokedAt: null, revokedBy: null,
      fileNames: null,
    }];
  }

  /** The subject of the newest message that has one. */
  get subject() {
    const isWhole = (/** @type {OpenedMessage | Waiting} */ one) => !one.damaged && one.subject !== "";
    const newest = this.entries.findLast(isWhole) ?? this.waiting.find(isWhole);
    return newest?.subject ?? "";
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
    if (sealed === null) {
      return { ...row, damaged: false, expired: row.revokedAt === null, ...nothing };
    }

    const known = this.entries.find((message) => message.messageId === row.messageId && !message.damaged);
    if (known !== undefined) {
      return { ...known, ...row, isNew: known.isNew };
    }

    const { messageId: id, author } = row;
    const expected = { kind: /** @type {const} */ ("message"), space: this.spaceId, id, author };
    return { ...row, expired: false, ...(await this.#openNote(sealed, expected)) };
  }

  /** @param {import("../api/contract.d.ts").WaitingItem} row @returns {Promise<Waiting>} */
  async #openWaiting({ note, ...row }) {
    const { messageId: id } = row;
    const expected = { kind: /** @type {const} */ ("message"), space: this.spaceId, id, author: this.participantId };
    return { ...row, ...(await this.#openNote(note, expected)) };
  }

  /**
   * @param {import("../crypto/notes.js").Sealed} sealed
   * @param {import("../crypto/notes.js").NoteIdentity & { kind: "message" }} expected
   */
  async #openNote(sealed, expected) {
    try {
      const note = await openNote(/** @type {Uint8Array} */ (this.sealKey ?? new Uint8Array(32)), sealed, expected);
      return { damaged: false, ...note };
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return { damaged: true, ...nothing };
    }
  }
}
