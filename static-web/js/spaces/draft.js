import { ProblemError } from "../api/call.js";
import { getSealingKey, sendMessage } from "../api/participants.js";
import { randomId, toBase64 } from "../crypto/base64.js";
import { wordsToSeal } from "../crypto/note-shapes.js";
import { sealNote } from "../crypto/notes.js";
import { makeSealKey, wrapForVault } from "../crypto/seal-keys.js";
import { DraftFiles } from "./draft-files.js";
import { SpaceFiles } from "./space-files.js";

/**
 * @typedef {import("../body/body.js").Body} Body
 * @typedef {import("../crypto/note-shapes.js").Notes["message"] & { messageId: string, at: string,
 *   author: string, by: string | null, expiresAt: string | null }} Sent a message as it went
 * @typedef {object} After what follows in the space once something of it was sent
 * @property {() => Promise<unknown>} load reads what stands in it, and its key
 * @property {(entryId: string) => boolean} has
 * @property {(sent: Sent, sealKey: Uint8Array) => void} takeOver
 * @property {(waiting: Sent & { goesAt: string, draftId: string | null }, sealKey: Uint8Array) => void} [wait] where
 *   what is sent can be taken back for a while
 * @typedef {import("./space-files.js").Space & After} WrittenSpace a space, as whom it is written in, and what follows
 * @typedef {import("../api/contract.d.ts").RecipientRequest} Recipient
 * @typedef {{ subject: string, text: string, body: Body | null, name: string, recipients: Recipient[],
 *   added?: Recipient[], raise: import("../api/contract.d.ts").RaiseRequest[],
 *   draft?: import("../api/contract.d.ts").DraftReference | null, expiresAt: string | null,
 *   seen?: import("../api/contract.d.ts").SeenSoFar | null }} Content recipients: of the first message, and of no
 *   other; added: who comes in with a later one; draft: as which it was kept; seen: what was shown when it was begun
 */

/** Something of this message is known to have arrived before, with other words. */
export class AlreadySentError extends Error {
  code = "already-sent";
}

/** Whoever wrote it did not want it sent after all. */
class GivenUpError extends Error {
  code = "given-up";
}

const mostRepairs = 4;

/** A space as its first entry finds it: one that has no seal key is offered one. */
class OfferedSpace {
  #space;
  /** @type {Uint8Array | null} */
  #offered = null;

  /** @param {import("./space-files.js").Space} space */
  constructor(space) {
    this.#space = space;
    this.spaceId = space.spaceId;
    this.participantId = space.participantId;
    this.mailboxId = space.mailboxId;
  }

  get started() {
    return this.#space.started;
  }

  get sealKey() {
    return this.#space.sealKey ?? (this.#offered ??= makeSealKey());
  }

  /** Another key was first; the one that was offered never counts. */
  takeBack() {
    this.#offered = null;
  }
}

/**
 * A message that is being written, with its files. Sending again after a failure repeats the same message and never
 * makes a second one.
 */
export class Draft {
  #space;
  #offered;
  #files;
  #messageId = randomId();
  /** @type {{ content: string, message: import("../api/contract.d.ts").SendMessageRequest } | null} */
  #sealed = null;
  isGivenUp = false;

  /**
   * @param {WrittenSpace} space
   * @param {() => Promise<unknown>} [prepare] what must be done once before anything of the draft is stored
   */
  constructor(space, prepare) {
    this.#space = space;
    this.#offered = new OfferedSpace(space);
    this.#files = new SpaceFiles(this.#offered, prepare);
    this.attached = new DraftFiles(this.#files);
  }

  /** The id that the message will have. */
  get messageId() {
    return this.#messageId;
  }

  /** It goes on under the id that a kept draft names. */
  set messageId(/** @type {string} */ messageId) {
    this.#sealed = messageId === this.#messageId ? this.#sealed : null;
    this.#messageId = messageId;
  }

  /** It is written anew: it was taken back, and never goes under the id that it had. */
  renew() {
    this.messageId = randomId();
  }

  /** Nothing of it is sent any more, what is under way included; its files are taken back. */
  giveUp() {
    this.isGivenUp = true;
    this.attached.files.forEach((entry) => this.attached.remove(entry));
  }

  /**
   * Waits for the files, seals and sends; the space then has it.
   * @param {Content} content
   */
  async send(content) {
    for (let repairs = 0; ; repairs++) {
      await this.attached.whenReady();
      const { message, files } = await this.#seal(content);
      if (this.isGivenUp) {
        throw new GivenUpError();
      }

      try {
        await this.#files.prepare();
        this.#sent(content, files, await sendMessage(this.#space.participantId, message));
        return;
      } catch (error) {
        if (!(error instanceof ProblemError) || repairs === mostRepairs || !(await this.#repair(error))) {
          throw error;
        }
      }
    }
  }

  /**
   * @param {Content} content
   * @param {import("../crypto/note-shapes.js").FileReference[]} files
   * @param {import("../api/contract.d.ts").SendMessageResponse} answer
   */
  #sent({ subject, text, body, expiresAt, draft = null }, files, { messageId, at, by, goesAt }) {
    this.attached.forgetAll();
    const { participantId: author } = this.#space;
    const sent = { messageId, at, author, by, subject, text, body, files, expiresAt };
    if (goesAt === null || this.#space.wait === undefined) {
      this.#space.takeOver(sent, this.#offered.sealKey);
    } else {
      this.#space.wait({ ...sent, goesAt, draftId: draft?.draftId ?? null }, this.#offered.sealKey);
    }
  }

  /** What can be put right without asking anybody. @param {ProblemError} error @returns {Promise<boolean>} */
  async #repair({ code, problem }) {
    switch (code) {
      case "changed-meanwhile":
        return true;
      case "files-not-ready":
        await Promise.all((problem.files ?? []).map((fileId) => this.#files.finish(fileId)));
        return true;
      case "seal-key-taken":
        await this.#space.load();
        this.#offered.takeBack();
        this.#startOver();
        return this.#space.sealKey !== null;
      case "seal-key-missing":
        this.#startOver();
        return true;
      case "seal-key-outdated":
        // The same message and the same key, wrapped under the version that counts now.
        this.#sealed = null;
        return true;
      case "id-taken":
        return this.#settle();
      case "message-undone":
        // Somebody took it back: it goes again only when that is asked again.
        this.renew();
        return false;
      default:
        return false;
    }
  }

  /** Was it the message itself that got through, with an answer that never came back? */
  async #settle() {
    const sent = this.#messageId;
    this.#messageId = randomId();
    this.#sealed = null;
    await this.#space.load();
    if (this.#space.has(sent)) {
      this.attached.forgetAll();
      throw new AlreadySentError();
    }

    return true;
  }

  /** Everything was sealed under a key that does not count: seal and send it again under the one that does. */
  #startOver() {
    this.#sealed = null;
    this.#messageId = randomId();
    this.attached.startOver();
  }

  /**
   * The same content is sealed once, so that a retry sends the same body and the service knows it again.
   * @param {Content} content
   */
  async #seal(content) {
    const files = this.attached.references;
    const fingerprint = JSON.stringify([content, files]);
    if (this.#sealed?.content !== fingerprint) {
      this.#sealed = { content: fingerprint, message: await this.#sealNow(content, files) };
    }

    return { message: this.#sealed.message, files };
  }

  /** @param {Content} content @param {import("../crypto/note-shapes.js").FileReference[]} files */
  async #sealNow({ subject, text, body, name, raise, expiresAt, draft = null, seen = null, ...people }, files) {
    const { spaceId: space, participantId: author, started } = this.#space;
    const sealKey = this.#offered.sealKey;
    const id = this.#messageId;
    const words = wordsToSeal({ text, body });
    const [note, header, vault] = await Promise.all([
      sealNote(sealKey, { kind: "message", space, id, author, subject, ...words, files }),
      sealNote(sealKey, { kind: "header", space, id, author, subject, name }),
      started ? null : getSealingKey(),
    ]);
    const wrapped = vault === null ? null : await wrapForVault(sealKey, space, vault.jwk, "conversation");
    return {
      messageId: id,
      note,
      header,
      files: files.map((file) => file.id),
      sealKey: vault === null || wrapped === null ? null : { version: vault.version, wrapped: toBase64(wrapped) },
      recipients: started ? (people.added ?? []) : people.recipients,
      raise,
      expiresAt,
      draft,
      seen,
    };
  }
}
