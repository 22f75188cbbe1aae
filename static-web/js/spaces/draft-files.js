import { codeOf } from "../components/problem-text.js";
import { randomId } from "../crypto/base64.js";
import { forgetUnfinished } from "../upload/journal.js";
import { StoredUpload } from "../upload/stored-upload.js";
import { Upload } from "../upload/upload.js";
import { findUnfinished } from "./unfinished.js";

/**
 * @typedef {import("./space-files.js").SpaceFiles} SpaceFiles
 * @typedef {import("./unfinished.js").UnfinishedFile} UnfinishedFile
 * @typedef {{ file: File, name: string, words: string | null }} Chosen a file and its name, with its path in a folder;
 *   its words when it was made of what was typed, and is on no disk
 * @typedef {Omit<Chosen, "file"> & { file: Pick<File, "name" | "size">, fileId: string,
 *   upload: Upload | StoredUpload, isResumed: boolean }} DraftFile a file of another visit has its name and size alone
 * @typedef {{ files: import("../crypto/note-shapes.js").FileReference[],
 *   coming: import("../crypto/note-shapes.js").Coming[] }} KeptFiles of a draft: those that arrived, and those that are
 *   on their way
 */

/** A file of the draft did not arrive. */
export class FilesFailedError extends Error {
  code = "files-failed";
}

const under = ["waiting", "sending", "paused", "finishing"];

// With these an upload that went on cannot go on: it is another file now, or another tab or nobody has its ticket.
const endings = ["file-changed", "other-tab", "ticket-refused"];

/**
 * Files on their way into a space, before anything names them: sealed and sent while the person goes on. Says `change`
 * when one of them changed.
 */
export class DraftFiles extends EventTarget {
  #space;
  #looked;

  /** @type {DraftFile[]} */
  files = [];
  /** Files of an earlier visit, of which a part is sent. @type {UnfinishedFile[]} */
  unfinished = [];

  /**
   * @param {SpaceFiles} space
   * @param {boolean} [isLooking] whether it goes on with what an earlier visit left in the space
   */
  constructor(space, isLooking = true) {
    super();
    this.#space = space;
    this.#looked = isLooking ? this.#look() : Promise.resolve();
  }

  get isSending() {
    return this.files.some(({ upload }) => under.includes(upload.state));
  }

  /** How far they are, from 0 to 1; null when none is under way. */
  get share() {
    const size = this.files.reduce((sum, { file }) => sum + file.size, 0);
    return this.isSending ? this.files.reduce((sum, { upload }) => sum + upload.sent, 0) / Math.max(1, size) : null;
  }

  /** Those that are on their way, from here or from another device. */
  get coming() {
    const here = this.files.filter(({ upload }) => upload.reference === null && upload.state !== "cancelled");
    return [
      ...this.unfinished.map(({ fileId: id, name, size }) => ({ id, name, size })),
      ...here.map(({ fileId: id, name, file: { size } }) => ({ id, name, size })),
    ];
  }

  /** What the note says of those that arrived. */
  get references() {
    return this.files.flatMap(({ upload }) => upload.reference ?? []);
  }

  /** Looks for what an earlier visit left. What was made of words nobody can choose again: it goes on by itself. */
  async #look() {
    this.unfinished = await findUnfinished(this.#space);
    for (const { name, words, lastModified } of this.unfinished) {
      if (words !== null) {
        this.#put({ file: new File([words], name, { type: "text/plain", lastModified }), name, words });
      }
    }

    this.#changed();
  }

  /**
   * Takes over the files of a draft, as it was kept; what this browser knows of them it knows better.
   * @param {KeptFiles} kept
   */
  async join({ files, coming }) {
    await this.#looked;
    const arrived = new Set(files.map(({ id }) => id));
    this.unfinished = this.unfinished.filter(({ fileId }) => !arrived.has(fileId));
    this.files = this.files.filter(({ fileId, upload }) => upload.state !== "elsewhere" || !arrived.has(fileId));
    const known = new Set([...this.files, ...this.unfinished].map(({ fileId }) => fileId));
    /** @type {(import("../crypto/note-shapes.js").FileReference | import("../crypto/note-shapes.js").Coming)[]} */
    const all = [...files, ...coming];
    for (const one of all.filter(({ id }) => !known.has(id))) {
      const { id: fileId, name, size } = one;
      const upload = new StoredUpload({ size }, "seal" in one ? one : null);
      this.files.push({ file: { name, size }, name, words: null, fileId, upload, isResumed: false });
    }

    this.#changed();
  }

  /** A file that was chosen again goes on where it was cut off. @param {Chosen} chosen */
  async add(chosen) {
    await this.#looked;
    this.#put(chosen);
    this.#changed();
  }

  /** @param {Chosen} chosen */
  #put({ file, name, words }) {
    const before = this.unfinished.find((one) => isSame(one, file));
    this.unfinished = this.unfinished.filter((one) => one !== before);
    this.files.push(this.#begin({ file, name: before?.name ?? name, words }, before?.fileId));
  }

  /** @param {DraftFile} entry */
  remove(entry) {
    entry.upload.cancel();
    this.files = this.files.filter((one) => one !== entry);
    this.forget(entry);
  }

  /** Gives up a file, here and at the service. @param {{ fileId: string }} file */
  forget({ fileId }) {
    this.unfinished = this.unfinished.filter((one) => one.fileId !== fileId);
    // What is left behind is purged by the service; only tidier to take it back now.
    this.#space.takeBack(fileId).catch(() => null);
    forgetQuietly(fileId);
    this.#changed();
  }

  /** Goes on with a file that failed; as a new object when it is another file by now. @param {DraftFile} entry */
  again(entry) {
    const isOther = ["file-changed", "damaged"].includes(entry.upload.error?.code ?? "");
    this.#replace(entry, isOther ? undefined : entry.fileId);
  }

  /** Sends a file once more, as a new object. @param {DraftFile} entry */
  anew(entry) {
    entry.upload.cancel();
    this.#replace(entry, undefined);
  }

  /** The connection is back: what gave up on it goes on. */
  goOn() {
    this.files.filter(({ upload }) => upload.error?.code === "network").forEach((entry) => this.again(entry));
  }

  /** Sends everything again, under a key that counts; what is not here cannot be. */
  startOver() {
    this.files = this.files.filter(({ upload }) => upload instanceof Upload).map((entry) => {
      entry.upload.cancel();
      forgetQuietly(entry.fileId);
      return this.#begin(entry);
    });
    this.#changed();
  }

  /** They went with a message: there is nothing to go on with. */
  forgetAll() {
    this.went(this.files);
  }

  /** So with some of them. @param {readonly DraftFile[]} entries */
  went(entries) {
    for (const { fileId, upload } of entries) {
      upload.letGo();
      forgetQuietly(fileId);
    }

    const gone = new Set(entries);
    this.files = this.files.filter((one) => !gone.has(one));
    this.#changed();
  }

  /** @throws {FilesFailedError} */
  async whenReady() {
    while (this.isSending) {
      await new Promise((resolve) => this.addEventListener("change", resolve, { once: true }));
    }

    if (this.files.some(({ upload }) => upload.state !== "ready")) {
      throw new FilesFailedError();
    }
  }

  /** @param {DraftFile} entry @param {string} [fileId] of an upload to go on with */
  #replace(entry, fileId) {
    if (fileId === undefined) {
      forgetQuietly(entry.fileId);
    }

    this.files = this.files.map((one) => (one === entry ? this.#begin(one, fileId) : one));
    this.#changed();
  }

  /**
   * @param {Chosen | DraftFile} chosen
   * @param {string} [before] id of the upload to go on with
   * @returns {DraftFile}
   */
  #begin({ file, name, words }, before) {
    if (!(file instanceof File)) {
      throw new TypeError("What is not here cannot be sent.");
    }

    const fileId = before ?? randomId();
    const isResumed = before !== undefined;
    const upload = new Upload({ file, name, words, fileId, desk: this.#space, isResumed });
    const entry = { file, name, words, fileId, upload, isResumed };
    upload.addEventListener("change", () => this.#heard(entry));
    upload.start();
    return entry;
  }

  /** What cannot go on is sent anew, as another object with a key of its own. @param {DraftFile} entry */
  #heard(entry) {
    const { state, error } = entry.upload;
    const isOver = state === "failed" && endings.includes(error?.code ?? "") && !waitsForRoom(error);
    if (isOver && entry.isResumed && this.files.includes(entry)) {
      this.#replace(entry, undefined);
    } else {
      this.#changed();
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Whether what is stored of it stays, and it can go on later. @param {Error | null} error */
function waitsForRoom(error) {
  return codeOf(error?.cause) === "mailbox-staging-full";
}

/** @param {UnfinishedFile} before @param {File} file */
function isSame(before, file) {
  const isNamed = before.name.split("/").at(-1) === file.name;
  return isNamed && before.size === file.size && before.lastModified === file.lastModified;
}

/** What stays behind in this browser is found again, or is too old one day. @param {string} fileId */
function forgetQuietly(fileId) {
  forgetUnfinished(fileId).catch((error) => console.warn("A record of an upload stays behind.", error));
}
