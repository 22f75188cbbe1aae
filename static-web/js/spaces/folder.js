import { ProblemError } from "../api/call.js";
import * as api from "../api/folders.js";
import { randomId } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { nameTags } from "../crypto/name-tags.js";
import { openNote, sealNote } from "../crypto/notes.js";
import { FolderTree } from "./folder-tree.js";
import { SpaceView } from "./space-view.js";

/**
 * @typedef {import("../api/contract.d.ts").ListEntriesItem} ListedEntry
 * @typedef {import("../api/contract.d.ts").OpenFolderParticipantItem} FolderPerson
 * @typedef {import("../crypto/note-shapes.js").FileReference} FileReference
 * @typedef {Omit<ListedEntry, "note"> & { parent: string, name: string | null, file: FileReference | null,
 *   print: string }} FolderEntry a file or subfolder; a name of null could not be opened; its print tells its note from
 *   a later one
 * @typedef {{ entryId: string, kind: "file" | "folder", parent: string, name: string,
 *   file: FileReference | null }} Added
 */

/** The mailbox that made the folder has no form of its key yet; it comes within seconds. */
export class FolderPendingError extends Error {
  code = "folder-pending";
}

/** Something with this name stands there. */
export class NameTakenError extends Error {
  code = "name-taken";
}

/** Entries are opened so many at a time: what is open is shown while the rest is. */
const opensAtOnce = 500;

/**
 * A shared folder as one participant has it: its entries are files and subfolders, in no order.
 * @extends {SpaceView<FolderPerson>}
 */
export class Folder extends SpaceView {
  /** @type {ReturnType<typeof nameTags> | null} */
  #tags = null;
  #parts = 1;
  /** Null: it could not be opened. @type {string | null} */
  name = null;
  isOwner = false;
  mayUpload = false;
  /** @type {import("../api/contract.d.ts").Digest} */
  digest = "soon";

  /**
   * @param {string} participantId
   * @param {import("./mailbox.js").Mailbox | null} [mailbox] of staff, when it is the mailbox's own
   */
  constructor(participantId, mailbox = null) {
    super(participantId, mailbox, "folder");
    this.tree = new FolderTree(this.spaceId);
  }

  /** Its files that were cut off are told of in the folder, not in a mailbox's list. */
  get mailboxId() {
    return null;
  }

  /** Who may see what is in it. */
  get viewers() {
    return this.participants.filter(({ right }) => right !== null);
  }

  /** Reads who is in it and what they may. */
  async open() {
    const opened = await api.openFolder(this.participantId);
    await this.read({ ...opened, started: true });
    if (this.sealKey === null) {
      throw new FolderPendingError();
    }

    const { isOwner, mayUpload, digest, parts, note, noteAuthor } = opened;
    Object.assign(this, { isOwner, mayUpload, digest });
    this.#parts = parts;
    this.name = await openFolderName(this.sealKey, note, { space: this.spaceId, author: noteAuthor });
  }

  /**
   * Reads all that stands in it, parts at once.
   * @param {() => unknown} [drawn] more of it can be shown
   * @param {boolean} [isUnattended] the page does so by itself
   */
  async readEntries(drawn = () => undefined, isUnattended = false) {
    /** @type {Set<string>} */
    const there = new Set();
    await Promise.all(Array.from({ length: this.#parts }, async (_, part) => {
      const { entries, mayUpload } = await api.listEntries(this.participantId, part, this.#parts, isUnattended);
      this.mayUpload = mayUpload;
      entries.forEach(({ entryId }) => there.add(entryId));
      for (let from = 0; from < entries.length; from += opensAtOnce) {
        await this.#take(entries.slice(from, from + opensAtOnce));
        drawn();
      }
    }));
    this.tree.keepOnly(there);
  }

  /**
   * Reads a part again, to hear that it is there still and what one may in it: of a large folder not all of it, time
   * after time.
   */
  async look() {
    if (this.#parts === 1) {
      await this.readEntries(undefined, true);
    } else {
      const { entries, mayUpload } = await api.listEntries(this.participantId, 0, this.#parts, true);
      this.mayUpload = mayUpload;
      await this.#take(entries);
    }
  }

  /**
   * Adds entries, each for itself; those that were taken stand here at once.
   * @param {Added[]} entries at most 100
   */
  async post(entries) {
    const items = await Promise.all(entries.map(async ({ entryId, kind, parent, name, file }) => {
      const [nameTag, note] = await Promise.all([this.#tag(parent, name), this.#seal(entryId, parent, name, file)]);
      return { entryId, kind, parent, nameTag, note };
    }));
    const { entries: answers } = await api.postEntries(this.participantId, items);
    answers.forEach(({ outcome, at }, n) => {
      const [added, item] = [entries[n], items[n]];
      if (outcome === "posted" && added !== undefined && item !== undefined) {
        const row = { author: this.participantId, by: "", at: at ?? "", withdrawnAt: null };
        this.tree.put({ ...added, ...row, size: added.file?.size ?? null, print: item.note.body });
      }
    });
    return answers;
  }

  /** @param {string} parent @param {string} name @throws {NameTakenError} */
  async makeSubfolder(parent, name) {
    const [answer] = await this.post([{ entryId: randomId(), kind: "folder", parent, name, file: null }]);
    if (answer?.outcome === "name-taken") {
      throw new NameTakenError();
    }

    if (answer?.outcome !== "posted") {
      throw new ProblemError({ type: "/problems/not-found", title: "The parent is gone.", status: 404 });
    }
  }

  /** Names the folder anew, or a subfolder. @param {string} entryId @param {string} name */
  async rename(entryId, name) {
    const entry = this.tree.entry(entryId);
    const note = await this.#seal(entryId, entry?.parent ?? null, name, null);
    const nameTag = entry === null ? null : await this.#tag(entry.parent, name);
    await api.renameEntry(this.participantId, entryId, { nameTag, note });
    if (entry === null) {
      this.name = name;
    } else {
      this.tree.put({ ...entry, name, author: this.participantId, print: note.body });
    }
  }

  /** Takes an own file back. @param {string} entryId */
  async withdraw(entryId) {
    await api.withdrawEntry(this.participantId, entryId);
    this.tree.drop(entryId);
  }

  /**
   * Removes entries with all that is below them, for good.
   * @param {FolderEntry[]} tops
   * @returns {Promise<number>} how many stayed, since something came into them meanwhile
   */
  async remove(tops) {
    const all = tops.flatMap((one) => this.tree.below(one));
    const depths = [...new Set(all.map(({ depth }) => depth))].sort((one, other) => other - one);
    let left = 0;
    // What lies deepest first, in a call of its own: a subfolder is empty by its turn.
    for (const wanted of depths) {
      left += await this.#removeThese(all.flatMap(({ entry, depth }) => (depth === wanted ? [entry.entryId] : [])));
    }

    return left;
  }

  /** @param {string[]} ids none of which stands in another */
  async #removeThese(ids) {
    let left = 0;
    for (let from = 0; from < ids.length; from += api.mostAtOnce) {
      const { entries } = await api.removeEntries(this.participantId, ids.slice(from, from + api.mostAtOnce));
      for (const { entryId, outcome } of entries) {
        outcome === "removed" ? this.tree.drop(entryId) : left++;
      }
    }

    return left;
  }

  get #key() {
    if (this.sealKey === null) {
      throw new FolderPendingError();
    }

    return this.sealKey;
  }

  /** @param {string} parent @param {string} name */
  async #tag(parent, name) {
    const tag = await (this.#tags ??= nameTags(this.#key));
    return tag(parent, name);
  }

  /** @param {string} id @param {string | null} parent @param {string} name @param {FileReference | null} file */
  #seal(id, parent, name, file) {
    const identity = { space: this.spaceId, id, author: this.participantId, parent };
    return sealNote(this.#key, file === null
      ? { ...identity, kind: "folder", name }
      : { ...identity, kind: "file", file: { ...file, name } });
  }

  /** @param {ListedEntry[]} listed */
  async #take(listed) {
    const rows = listed.filter(({ entryId }) => entryId !== this.spaceId);
    const opened = await Promise.all(rows.map((row) => this.#openEntry(row)));
    opened.forEach((entry) => this.tree.put(entry));
  }

  /** One damaged entry does not keep the others closed. @param {ListedEntry} row @returns {Promise<FolderEntry>} */
  async #openEntry({ note, ...row }) {
    const entry = { ...row, parent: row.parent ?? this.spaceId, print: note.body };
    const known = this.tree.entry(row.entryId);
    if (known !== null && known.print === note.body) {
      return { ...known, ...entry };
    }

    try {
      return { ...entry, ...(await this.#read(row, note)) };
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return { ...entry, name: null, file: null };
    }
  }

  /** @param {Omit<ListedEntry, "note">} row @param {ListedEntry["note"]} note */
  async #read({ entryId: id, author, kind, parent, size }, note) {
    const expected = { space: this.spaceId, id, author };
    const sealKey = this.#key;
    if (kind === "folder") {
      const said = await openNote(sealKey, note, { kind: "folder", ...expected });
      requireSame(said.parent, parent);
      return { name: said.name, file: null };
    }

    const said = await openNote(sealKey, note, { kind: "file", ...expected });
    requireSame(said.parent, parent);
    requireSame(said.file.id, id);
    requireSame(said.file.size, size);
    return { name: said.file.name, file: said.file };
  }
}

/** @param {unknown} said @param {unknown} listed */
function requireSame(said, listed) {
  if (said !== listed) {
    throw new DamagedError("The note of an entry says other than its row.");
  }
}

/**
 * The name of a folder, from its own note.
 * @param {Uint8Array} sealKey
 * @param {import("../crypto/notes.js").Sealed} note
 * @param {{ space: string, author: string }} whose
 * @returns {Promise<string | null>} null when it is damaged
 */
export async function openFolderName(sealKey, note, { space, author }) {
  try {
    return (await openNote(sealKey, note, { kind: "folder", space, id: space, author })).name;
  } catch (error) {
    if (!(error instanceof DamagedError)) {
      throw error;
    }

    return null;
  }
}
