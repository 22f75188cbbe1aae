import { finishUploads, mostAtOnce, requestDownloads, requestUploads } from "../api/folders.js";
import { Ahead } from "./ahead.js";
import { SpaceFiles } from "./space-files.js";

/**
 * @typedef {import("../api/contract.d.ts").RequestUploadRequest & { resume: boolean }} Wanted
 * @typedef {import("../api/contract.d.ts").RequestUploadResponse} UploadTicket
 * @typedef {import("../api/contract.d.ts").RequestDownloadResponse} DownloadTicket
 * @typedef {import("../crypto/note-shapes.js").FileReference} FileReference
 */

/** Files that wait for the service to take them over are told together: no sooner, while others are on their way. */
const finishEvery = 1000;

/** So many may be staged and not added yet; the service allows a few more. */
const mostStaged = 100;

/** The service said no to one file of several. */
class FileRefusedError extends Error {
  problem = { status: 409 };

  /** @param {string} code */
  constructor(code) {
    super("A file was refused.");
    this.code = code;
  }
}

/** Whom uploads ask about the files of a folder: one call for up to a hundred of them. */
export class FolderFiles extends SpaceFiles {
  /** @type {{ fileId: string, resolve: () => void, reject: (error: unknown) => void }[]} */
  #finishing = [];
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  /** Staged, and not added to the folder yet. @type {Set<string>} */
  #staged = new Set();
  #hasRoom = () => {};
  #room = Promise.resolve();
  /** Files whose turn comes, set by who sends them. @type {() => readonly Wanted[]} */
  upcoming = () => [];
  /** @type {Ahead<Wanted, UploadTicket>} */
  #tickets = new Ahead(() => this.upcoming().slice(0, mostStaged - this.#staged.size), (files) => this.#stage(files));

  /** @param {string} fileId @param {number} size @param {boolean} isResumed @override */
  async requestUpload(fileId, size, isResumed) {
    while (this.#staged.size >= mostStaged && !this.#staged.has(fileId)) {
      await this.#room;
    }

    const ticket = await this.#tickets.take({ fileId, size, resume: isResumed });
    // What it is that is refused, the single question says.
    return ticket ?? super.requestUpload(fileId, size, isResumed);
  }

  /** @param {string} fileId @override @returns {Promise<void>} */
  finish(fileId) {
    return new Promise((resolve, reject) => {
      this.#finishing.push({ fileId, resolve, reject });
      this.#finishSoon();
    });
  }

  /** It stands in the folder, or was given up: another may be staged. @param {string} fileId */
  leave(fileId) {
    this.#staged.delete(fileId);
    this.#hasRoom();
    this.#newRoom();
  }

  /** @param {string} fileId @override */
  takeBack(fileId) {
    this.leave(fileId);
    return super.takeBack(fileId);
  }

  /**
   * Whom one download asks, of files whose turns come in this order.
   * @param {readonly FileReference[]} references
   * @returns {import("../download/download.js").DownloadDesk}
   */
  forDownload(references) {
    const order = references.map(({ id: fileId, size }) => ({ fileId, size }));
    /** @type {Ahead<{ fileId: string, size: number }, DownloadTicket>} */
    const tickets = new Ahead(() => order, (files) => this.#ticketsOf(files));
    const { spaceId, sealKey } = this;
    return {
      spaceId,
      sealKey,
      requestDownload: async (fileId) =>
        (await tickets.take({ fileId, size: 0 })) ?? super.requestDownload(fileId),
      reportDamaged: (fileId) => this.reportDamaged(fileId),
    };
  }

  #newRoom() {
    this.#room = new Promise((resolve) => (this.#hasRoom = resolve));
  }

  /** @param {Wanted[]} files */
  async #stage(files) {
    if (this.#staged.size === 0) {
      this.#newRoom();
    }

    files.forEach(({ fileId }) => this.#staged.add(fileId));
    const { files: answers } = await requestUploads(this.participantId, files).catch((error) => {
      files.forEach(({ fileId }) => this.leave(fileId));
      throw error;
    });
    /** @type {Map<string, UploadTicket>} */
    const tickets = new Map();
    for (const { fileId, upload } of answers) {
      upload === null ? this.leave(fileId) : tickets.set(fileId, upload);
    }

    return tickets;
  }

  /** @param {{ fileId: string }[]} files */
  async #ticketsOf(files) {
    const { files: answers } = await requestDownloads(this.participantId, files.map(({ fileId }) => fileId));
    /** @type {Map<string, DownloadTicket>} */
    const tickets = new Map();
    answers.forEach(({ fileId, download }) => download !== null && tickets.set(fileId, download));
    return tickets;
  }

  #finishSoon(delay = this.upcoming().length > 0 ? finishEvery : 0) {
    if (this.#finishing.length >= mostAtOnce) {
      this.#finishNow();
    } else {
      this.#timer ??= setTimeout(() => this.#finishNow(), delay);
    }
  }

  #finishNow() {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    const some = this.#finishing.splice(0, mostAtOnce);
    void this.#finish(some).catch((error) => some.forEach(({ reject }) => reject(error)));
    if (this.#finishing.length > 0) {
      this.#finishSoon();
    }
  }

  /** @param {{ fileId: string, resolve: () => void, reject: (error: unknown) => void }[]} some */
  async #finish(some) {
    const asked = await finishUploads(this.participantId, some.map(({ fileId }) => fileId));
    const answers = new Map(asked.files.map((answer) => [answer.fileId, answer]));
    const copied = some.filter(({ fileId, resolve, reject }) => {
      const { finished = false, refused = null } = answers.get(fileId) ?? {};
      finished ? resolve() : refused !== null && reject(new FileRefusedError(refused));
      return !finished && refused === null;
    });
    if (copied.length > 0) {
      this.#finishing.push(...copied);
      this.#finishSoon((asked.retryInSeconds ?? 1) * 1000);
    }
  }
}
