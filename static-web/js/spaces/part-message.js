import { writeMessage } from "../api/parts.js";
import { randomId } from "../crypto/base64.js";
import { sealNote } from "../crypto/notes.js";
import { DraftFiles } from "./draft-files.js";
import { AlreadySentError } from "./draft.js";
import { withRepairs } from "./repairs.js";
import { SpaceFiles } from "./space-files.js";

/** @typedef {{ subject: string, text: string, name: string, inReplyTo: string | null }} Content */

/**
 * A message that is being written in a part of a dossier, with its files. Sending again after a failure repeats the
 * same message and never makes a second one.
 */
export class PartMessage {
  #part;
  #files;
  #entryId = randomId();
  /** @type {{ print: string, message: import("../api/contract.d.ts").WriteMessageRequest } | null} */
  #sealed = null;

  /** @param {import("./dossier-part.js").DossierPart} part it was opened before */
  constructor(part) {
    this.#part = part;
    this.#files = new SpaceFiles(part);
    this.attached = new DraftFiles(this.#files);
  }

  /** Its files are taken back. */
  giveUp() {
    this.attached.files.forEach((entry) => this.attached.remove(entry));
  }

  /**
   * Waits for the files, seals and sends; the part then has it.
   * @param {Content} content
   */
  async send(content) {
    await withRepairs(this.#files, async () => {
      await this.attached.whenReady();
      const { message, files } = await this.#seal(content);
      const { entryId, at, by } = await writeMessage(this.#part.participantId, message);
      this.attached.forgetAll();
      this.#part.takeOver({ ...content, entryId, at, by, files });
    }, async ({ code }) => code === "id-taken" && this.#settle());
  }

  /** Was it the message itself that got through, with other words, and an answer that never came back? */
  async #settle() {
    const sent = this.#entryId;
    this.#entryId = randomId();
    this.#sealed = null;
    await this.#part.load("messages");
    if (this.#part.has(sent)) {
      this.attached.forgetAll();
      throw new AlreadySentError();
    }

    return true;
  }

  /**
   * The same content is sealed once, so that a retry sends the same body and the service knows it again.
   * @param {Content} content
   */
  async #seal(content) {
    const files = this.attached.references;
    const print = JSON.stringify([content, files]);
    if (this.#sealed?.print !== print) {
      this.#sealed = { print, message: await this.#sealNow(content, files) };
    }

    return { message: this.#sealed.message, files };
  }

  /** @param {Content} content @param {import("../crypto/note-shapes.js").FileReference[]} files */
  async #sealNow({ subject, text, name, inReplyTo }, files) {
    const { spaceId: space, participantId: author } = this.#part;
    const identity = { space, id: this.#entryId, author };
    const { sealKey } = this.#files;
    const [header, sealed] = await Promise.all([
      sealNote(sealKey, { kind: "header", ...identity, subject, name, files }),
      sealNote(sealKey, { kind: "message", ...identity, text }),
    ]);
    return { entryId: this.#entryId, header, text: sealed, files: files.map(({ id }) => id), inReplyTo };
  }
}
