import { sendTask } from "../api/tasks.js";
import { randomId } from "../crypto/base64.js";
import { sealNote } from "../crypto/notes.js";
import { DraftFiles } from "./draft-files.js";
import { makePhotosPdf } from "./photos-pdf.js";
import { withRepairs } from "./repairs.js";
import { SpaceFiles } from "./space-files.js";

/**
 * @typedef {import("../api/contract.d.ts").SendTaskRequest} Request
 * @typedef {import("../components/photo-pages.js").Photo} Photo
 */

/**
 * Sends what the office asked for, once: files, and photographs of pages as one document (X30). Sending again after a
 * failure repeats the same.
 */
export class SendingDocument {
  #part;
  #taskId;
  #files;
  /** Of the photographs, and the file that was made of them. @type {{ print: string, file: File } | null} */
  #made = null;
  /** @type {{ print: string, request: Request } | null} */
  #sealed = null;

  /** @param {import("./dossier-part.js").DossierPart} part it was opened before @param {string} taskId */
  constructor(part, taskId) {
    this.#part = part;
    this.#taskId = taskId;
    this.#files = new SpaceFiles(part, undefined, taskId);
    this.attached = new DraftFiles(this.#files);
  }

  /** The files that somebody chose. */
  get chosen() {
    return this.attached.files.filter(({ file }) => file !== this.#made?.file);
  }

  /** Its files are taken back. */
  giveUp() {
    [...this.attached.files].forEach((entry) => this.attached.remove(entry));
    [...this.attached.unfinished].forEach((entry) => this.attached.forget(entry));
  }

  /**
   * Files of an earlier visit that must be chosen again. The document that was made of photographs is none of them: it
   * is made again.
   * @param {string} title
   */
  unfinishedOf(title) {
    const [made, others] = [true, false].map((isMade) =>
      this.attached.unfinished.filter(({ name }) => (name === documentOf(title)) === isMade));
    made?.forEach((entry) => this.attached.forget(entry));
    return others ?? [];
  }

  /**
   * @param {{ name: string, title: string }} said name: of who sends
   * @param {readonly Photo[]} photos
   */
  async send(said, photos) {
    await this.#attach(said.title, photos);
    await withRepairs(this.#files, async () => {
      await this.attached.whenReady();
      await sendTask(this.#part.participantId, this.#taskId, await this.#seal(said));
    });
    this.attached.forgetAll();
  }

  /**
   * The photographs as one file, made once as long as they stay the same.
   * @param {string} title
   * @param {readonly Photo[]} photos
   */
  async #attach(title, photos) {
    const print = photos.map(({ file, turns }) => `${printOf(file)}-${turns}`).join(" ");
    if (this.#made?.print === print) {
      return;
    }

    const before = this.attached.files.find(({ file }) => file === this.#made?.file);
    before === undefined || this.attached.remove(before);
    this.#made = null;
    if (photos.length > 0) {
      const document = await makePhotosPdf(title, photos);
      const file = new File([document], documentOf(title), { type: "application/pdf" });
      this.#made = { print, file };
      await this.attached.add({ file, name: file.name, words: null });
    }
  }

  /**
   * The same files are sealed once, so that a retry sends the same body and the service knows it again.
   * @param {{ name: string, title: string }} said
   */
  async #seal({ name, title }) {
    const files = this.attached.references;
    const print = JSON.stringify([name, title, files]);
    if (this.#sealed?.print !== print) {
      const entryId = randomId();
      const { spaceId: space, participantId: author } = this.#part;
      const entry = { kind: "header", space, id: entryId, author, subject: title, name, files };
      const header = await sealNote(this.#files.sealKey, entry);
      this.#sealed = { print, request: { entryId, header, files: files.map(({ id }) => id), pages: [] } };
    }

    return this.#sealed.request;
  }
}

let counted = 0;
/** @type {WeakMap<Blob, number>} */
const prints = new WeakMap();

/** Tells pictures apart without reading them. @param {Blob} file */
function printOf(file) {
  const print = prints.get(file) ?? ++counted;
  prints.set(file, print);
  return print;
}

/** What the document of the photographs is called. @param {string} title */
const documentOf = (title) =>
  `${title.replace(/[\\/:*?"<>|\p{Cc}]/gu, " ").trim().slice(0, 80) || "document"}.pdf`;
