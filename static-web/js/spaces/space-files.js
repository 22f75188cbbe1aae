import { finishUpload, reportDamaged, requestDownload, requestUpload, takeBackFile } from "../api/files.js";

/**
 * A space as one of its participants has it: a conversation, a folder.
 * @typedef {object} Space
 * @property {string} spaceId
 * @property {string} participantId as whom its files are read and written
 * @property {string | null} mailboxId whose list tells of files that were cut off; null: a visitor's
 * @property {Uint8Array | null} sealKey null while nothing is written in it
 * @property {boolean} started whether the service has its seal key, and not this browser alone
 */

/**
 * Whom uploads and downloads ask about the files of a space: they name a file, and this one knows the rest. Every
 * request goes to the functions; none of it touches the storage.
 */
export class SpaceFiles {
  #space;
  #prepare;
  #draft;
  /** @type {Promise<unknown> | null} */
  #prepared = null;

  /**
   * @param {Space} space
   * @param {() => Promise<unknown>} [prepare] what must be done once before anything is stored in it
   * @param {string} [draft] of what they are to be a part, when it is no message: what was cut off is found again there
   */
  constructor(space, prepare = async () => undefined, draft = undefined) {
    this.#space = space;
    this.#draft = draft;
    this.#prepare = prepare;
  }

  get spaceId() {
    return this.#space.spaceId;
  }

  get participantId() {
    return this.#space.participantId;
  }

  get mailboxId() {
    return this.#space.mailboxId;
  }

  get draft() {
    return this.#draft;
  }

  get isStarted() {
    return this.#space.started;
  }

  /** The key that counts at this moment. */
  get sealKey() {
    if (this.#space.sealKey === null) {
      throw new Error("A space with files has a seal key.");
    }

    return this.#space.sealKey;
  }

  /** Once; again when it failed. */
  prepare() {
    this.#prepared ??= this.#prepare().catch((error) => {
      this.#prepared = null;
      throw error;
    });
    return this.#prepared;
  }

  /**
   * A ticket to write an object with.
   * @param {string} fileId
   * @param {number} size plain bytes
   * @param {boolean} isResumed whether to be told what is stored of it
   */
  async requestUpload(fileId, size, isResumed) {
    await this.prepare();
    return requestUpload(this.participantId, fileId, size, isResumed);
  }

  /** Ends an upload; settles when the service took it over. @param {string} fileId */
  finish(fileId) {
    return finishUpload(this.participantId, fileId);
  }

  /** Gives up what was uploaded and went with nothing. @param {string} fileId */
  takeBack(fileId) {
    return takeBackFile(this.participantId, fileId);
  }

  /** A ticket to read an object with. @param {string} fileId */
  requestDownload(fileId) {
    return requestDownload(this.participantId, fileId);
  }

  /** Says that a check failed. @param {string} fileId */
  reportDamaged(fileId) {
    return reportDamaged(this.participantId, fileId);
  }
}
