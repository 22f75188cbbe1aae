import { fromBase64 } from "../crypto/base64.js";
import { text as textOf } from "../text/text.js";
import { numberOf, spaceOf } from "./participant-id.js";
import { findBegun } from "./unfinished.js";

/**
 * @typedef {{ participantId: string, name: string | null, email?: string | null }} Person a participant: a person whom
 *   staff gave no name has an address, or neither
 */

/**
 * What the service says of a space to a participant.
 * @template {Person} Participant
 * @typedef {object} Opened
 * @property {boolean} started whether it has a seal key and entries
 * @property {string | null} sealKey base64, handed out
 * @property {string | null} wrappedSealKey base64, under the key of a mailbox
 * @property {Participant[]} participants
 */

/**
 * A space as one participant has it: its key and who is in it; what stands in it each kind of space has in its own way.
 * Lives in memory only.
 * @template {Person} Participant
 */
export class SpaceView {
  /** @type {Uint8Array | null} null until the first entry, or a first file, is written */
  sealKey = null;
  started = false;
  /** @type {Participant[]} */
  participants = [];

  /**
   * @param {string} participantId as whom it is read and written
   * @param {import("./mailbox.js").Mailbox | null} [mailbox] staff's, whose key opens this one's
   * @param {import("../crypto/key-context.js").SpaceKind} [kind] by what its wrapped keys are told from those of others
   */
  constructor(participantId, mailbox = null, kind = "conversation") {
    this.participantId = participantId;
    this.mailbox = mailbox;
    this.kind = kind;
  }

  /** Of which space, by the address that was asked for: no answer makes it another one, whose key would fit. */
  get spaceId() {
    return spaceOf(this.participantId);
  }

  /** Whose list tells of its files that were cut off; null: it is a visitor's. */
  get mailboxId() {
    return this.mailbox?.mailboxId ?? null;
  }

  /**
   * Takes over what the service says of the space.
   * @param {Opened<Participant>} opened
   * @throws {import("../crypto/errors.js").RefusedKeyError} when the key is another space's
   */
  async read(opened) {
    this.started = opened.started;
    this.participants = opened.participants;
    this.sealKey = await this.#findKey(opened);
  }

  /**
   * A person whom staff gave no name has a number: nobody's address is shown to others.
   * @param {string} participantId
   */
  nameOf(participantId) {
    const found = this.participants.find((one) => one.participantId === participantId);
    return found?.name ?? found?.email ?? textOf("person.unnamed", { n: numberOf(participantId) });
  }

  /**
   * Handed out to visitors; wrapped under their mailbox's key for staff; else that of this page, or that under which an
   * earlier visit sent a file before there was an entry.
   * @param {Opened<Participant>} opened
   * @returns {Promise<Uint8Array | null>}
   */
  async #findKey({ sealKey, wrappedSealKey }) {
    if (sealKey !== null) {
      return fromBase64(sealKey);
    }

    if (wrappedSealKey !== null && this.mailbox !== null) {
      return this.mailbox.unwrap(this.spaceId, this.participantId, wrappedSealKey, this.kind);
    }

    const isMine = (/** @type {{ participantId: string }} */ one) => one.participantId === this.participantId;
    return this.sealKey ?? (await findBegun(isMine))?.sealKey ?? null;
  }
}
