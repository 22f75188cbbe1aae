import * as api from "../api/folders.js";
import { getSealingKey } from "../api/participants.js";
import { fromBase64, randomId, toBase64 } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { sealNote } from "../crypto/notes.js";
import { makeSealKey, unwrapSealKey, wrapForVault } from "../crypto/seal-keys.js";
import { Folder, openFolderName } from "./folder.js";
import { beginnerOf } from "./participant-id.js";

/**
 * A folder in a list. A name of null could not be opened.
 * @typedef {object} ShelvedFolder
 * @property {string} folderId
 * @property {string} participantId as whom it is opened
 * @property {string | null} name
 * @property {string} at when something in it changed last; "" of one that was made just now
 * @property {string | null} sharedBy the mailbox; null: it is the reader's own mailbox's
 * @property {import("../api/contract.d.ts").FolderRight | null} right
 * @property {string[]} people those it is shared with, for the mailbox
 */

/** @typedef {{ rows: ShelvedFolder[], next: string | null }} Part */

/** A list that comes in parts: the first is read again, more when they are asked for. */
class FolderList {
  /** @type {ShelvedFolder[]} */
  folders = [];
  /** @type {string | null} */
  next = null;

  #read;

  /** @param {(cursor: string | null, isUnattended: boolean) => Promise<Part>} read */
  constructor(read) {
    this.#read = read;
  }

  /** @param {boolean} isUnattended the page does so by itself */
  async refresh(isUnattended) {
    const { rows, next } = await this.#read(null, isUnattended);
    this.folders = rows;
    this.next = next;
  }

  async loadMore() {
    const { rows, next } = await this.#read(this.next, false);
    const fresh = new Set(rows.map(({ participantId }) => participantId));
    this.folders = [...this.folders.filter(({ participantId }) => !fresh.has(participantId)), ...rows];
    this.next = next;
  }
}

/** The folders that are shared with who is logged in. Its key is asked once for a page and lives in memory only. */
export class Shelf extends FolderList {
  /** @type {Promise<Uint8Array | null> | null} */
  #key = null;

  constructor() {
    super((cursor, isUnattended) => this.#list(cursor, isUnattended));
  }

  /** @param {string | null} cursor @param {boolean} isUnattended @returns {Promise<Part>} */
  async #list(cursor, isUnattended) {
    const { folders, next } = await api.listShelf(cursor, isUnattended);
    if (folders.length === 0) {
      return { rows: [], next };
    }

    const key = await (this.#key ??= this.#open());
    const rows = await Promise.all(folders.map(async ({ note, wrappedSealKey, ...row }) => {
      const { folderId } = row;
      const name = await nameOf(folderId, note, () => unwrapOnShelf(key, wrappedSealKey, folderId));
      return { ...row, people: [], name };
    }));
    return { rows, next };
  }

  /** @returns {Promise<Uint8Array | null>} */
  async #open() {
    try {
      const { shelfKey } = await api.openShelf();
      if (shelfKey === null) {
        this.#key = null;
        return null;
      }

      return fromBase64(shelfKey);
    } catch (error) {
      this.#key = null;
      throw error;
    }
  }
}

/** The folders of a mailbox, for staff. */
export class MailboxFolders extends FolderList {
  /** Made here, and not listed by the service yet. @type {ShelvedFolder[]} */
  #own = [];

  /** @param {import("./mailbox.js").Mailbox} mailbox */
  constructor(mailbox) {
    super((cursor, isUnattended) => this.#list(cursor, isUnattended));
    this.mailbox = mailbox;
  }

  /** @param {string | null} cursor @param {boolean} isUnattended @returns {Promise<Part>} */
  async #list(cursor, isUnattended) {
    const [{ folders, next }] = await Promise.all([
      api.listFolders(this.mailbox.mailboxId, cursor, isUnattended),
      this.mailbox.open(),
    ]);
    const rows = await Promise.all(folders.map(async ({ note, wrappedSealKey, ...row }) => {
      const { folderId, participantId } = row;
      const unwrap = () => this.mailbox.unwrap(folderId, participantId, wrappedSealKey, "folder");
      return { ...row, sharedBy: null, right: null, name: await nameOf(folderId, note, unwrap) };
    }));
    const listed = new Set(rows.map(({ folderId }) => folderId));
    this.#own = this.#own.filter(({ folderId }) => !listed.has(folderId));
    return { rows: cursor === null ? [...this.#own, ...rows] : rows, next };
  }

  /**
   * Makes a folder.
   * @param {string} name
   * @returns {Promise<Folder>} its key is known here before the mailbox has it
   */
  async make(name) {
    const [folderId, sealKey] = [randomId(), makeSealKey()];
    const author = beginnerOf(folderId);
    const { version, jwk } = await getSealingKey();
    const wrapped = await wrapForVault(sealKey, folderId, jwk, "folder");
    const note = await sealNote(sealKey, { kind: "folder", space: folderId, id: folderId, author, parent: null, name });
    const { participantId } = await api.makeFolder(this.mailbox.mailboxId, {
      folderId, sealKey: { version, wrapped: toBase64(wrapped) }, note,
    });
    /** @type {ShelvedFolder} */
    const row = { folderId, participantId, name, at: "", sharedBy: null, right: null, people: [] };
    this.#own = [row, ...this.#own];
    this.folders = [row, ...this.folders];
    const folder = new Folder(participantId, this.mailbox);
    folder.sealKey = sealKey;
    return folder;
  }

  /**
   * A folder was ended; also one that was made here, and not seen in the service's list.
   * @param {string} participantId
   */
  forget(participantId) {
    const others = (/** @type {ShelvedFolder[]} */ rows) => rows.filter((row) => row.participantId !== participantId);
    this.#own = others(this.#own);
    this.folders = others(this.folders);
  }
}

/** @param {Uint8Array | null} key @param {string} wrapped @param {string} folderId */
function unwrapOnShelf(key, wrapped, folderId) {
  if (key === null) {
    throw new DamagedError("There is no key for this shelf.");
  }

  return unwrapSealKey(fromBase64(wrapped), key, folderId, "folder");
}

/**
 * @param {string} space
 * @param {import("../crypto/notes.js").Sealed} note
 * @param {() => Promise<Uint8Array>} unwrap
 */
async function nameOf(space, note, unwrap) {
  try {
    return await openFolderName(await unwrap(), note, { space, author: beginnerOf(space) });
  } catch (error) {
    // What is not even base64 is damaged too.
    if (!(error instanceof DamagedError || error instanceof SyntaxError)) {
      throw error;
    }

    return null;
  }
}
