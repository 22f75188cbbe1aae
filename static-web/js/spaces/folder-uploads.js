import { mostAtOnce } from "../api/folders.js";
import { randomId } from "../crypto/base64.js";
import { DraftFiles, FilesFailedError } from "./draft-files.js";
import { FolderFiles } from "./folder-files.js";
import { entryName, freeName, TakenNames } from "./folder-names.js";

/**
 * @typedef {import("./draft-files.js").DraftFile} DraftFile
 * @typedef {import("./draft-files.js").Chosen} Chosen
 * @typedef {import("./folder.js").Folder} Folder
 * @typedef {import("./folder.js").Added} Added
 */

/** Something was added by others again and again while we looked for a name. */
const mostTries = 20;

/** @param {string} path */
const folderOf = (path) => path.split("/").slice(0, -1).join("/");

/** @param {string} path */
const lastOf = (path) => path.split("/").at(-1) ?? "";

/**
 * Files on their way into a folder: sealed and sent like those of a message, and added to the folder as they arrive.
 * Says `change` when one of them changed, and `added` when some stand in the folder.
 */
export class FolderUploads extends EventTarget {
  #folder;
  #desk;
  #drafts;
  /** The ids of subfolders by their path from the top. @type {Map<string, string>} */
  #places = new Map();
  #isPosting = false;
  #isOver = false;
  /** What arrived for the service no more, and was sent once more. @type {WeakSet<object>} */
  #sentAgain = new WeakSet();
  /** Of what was added since nothing was on its way. */
  #doneBytes = 0;
  done = 0;
  /** Why what arrived could not be added. @type {unknown} */
  error = null;

  /** @param {Folder} folder once it is open */
  constructor(folder) {
    super();
    this.#folder = folder;
    this.#desk = new FolderFiles(folder);
    this.#drafts = new DraftFiles(this.#desk);
    this.#desk.upcoming = () =>
      this.files.filter(({ upload }) => upload.state === "waiting" || upload.state === "sending")
        .map(({ fileId, file, isResumed }) => ({ fileId, size: file.size, resume: isResumed }));
    this.#drafts.addEventListener("change", () => this.#heard());
  }

  get files() {
    return this.#drafts.files;
  }

  get unfinished() {
    return this.#drafts.unfinished;
  }

  /** Whether leaving would cut something off. */
  get isUnderWay() {
    return this.#drafts.isSending || this.#isPosting || this.files.some(({ upload }) => upload.state === "ready");
  }

  /** How far all of them are, from 0 to 1; null when none is under way. */
  get share() {
    if (!this.isUnderWay) {
      return null;
    }

    const counted = this.files.filter(({ upload }) => upload.state !== "failed");
    const size = counted.reduce((sum, { file }) => sum + file.size, this.#doneBytes);
    const sent = counted.reduce((sum, { upload }) => sum + upload.sent, this.#doneBytes);
    return size === 0 ? 1 : sent / size;
  }

  /** @param {readonly Chosen[]} chosen with their paths in what was chosen @param {string} parent where they go */
  async add(chosen, parent) {
    const path = this.#folder.tree.pathTo(parent).map(({ name }) => name ?? "_").join("/");
    this.#places.set(path, parent);
    for (const { file, name, words } of chosen) {
      const own = name.split("/").filter((part) => part !== "").map(entryName).join("/");
      await this.#drafts.add({ file, name: path === "" ? own : `${path}/${own}`, words });
    }
  }

  /** @param {DraftFile} entry */
  remove(entry) {
    this.#drafts.remove(entry);
  }

  /** @param {DraftFile} entry */
  again(entry) {
    this.#drafts.again(entry);
  }

  /** @param {import("./unfinished.js").UnfinishedFile} file */
  forget(file) {
    this.#drafts.forget(file);
  }

  /** All that wait or go; those that were paused by the person too. @param {boolean} isHeld */
  hold(isHeld) {
    this.files.forEach(({ upload }) => (isHeld ? upload.pause() : upload.resume()));
  }

  /** The connection is back, or somebody asks. */
  goOn() {
    this.#drafts.goOn();
    this.error = null;
    this.#heard();
  }

  /** Nothing may be added any more: nothing more is sent, and what was kept of it to go on with goes. */
  giveUp() {
    this.files.forEach((entry) => this.remove(entry));
  }

  /** The folder is no longer there: nothing more is sent, and nothing of it stays in this browser. */
  stop() {
    this.#isOver = true;
    this.files.forEach(({ upload }) => upload.cancel());
    this.#drafts.forgetAll();
  }

  #heard() {
    if (this.#isOver) {
      return;
    }

    this.dispatchEvent(new Event("change"));
    if (!this.#isPosting && this.error === null && this.files.some(({ upload }) => upload.state === "ready")) {
      this.#isPosting = true;
      // After those that became ready in the same answer.
      setTimeout(() => void this.#post(), 0);
    }
  }

  async #post() {
    try {
      for (let ready = this.#ready(); ready.length > 0 && !this.#isOver; ready = this.#ready()) {
        await this.#addTo(ready);
        this.dispatchEvent(new Event("added"));
      }
    } catch (error) {
      this.error = error;
    } finally {
      this.#isPosting = false;
      if (!this.isUnderWay) {
        this.#doneBytes = 0;
      }

      this.#heard();
    }
  }

  #ready() {
    return this.files.filter(({ upload }) => upload.state === "ready").slice(0, mostAtOnce);
  }

  /** @param {DraftFile[]} ready */
  async #addTo(ready) {
    await this.#makeFolders(new Set(ready.map(({ name }) => folderOf(name))));
    const items = ready.map(({ fileId, name, upload }) => ({
      entryId: fileId,
      kind: /** @type {const} */ ("file"),
      parent: this.#placeOf(folderOf(name)),
      name: lastOf(name),
      file: upload.reference,
    }));
    const outcomes = await this.#addUnderFreeNames(items);
    const posted = ready.filter(({ fileId }) => outcomes.get(fileId) === "posted");
    this.#doneBytes += posted.reduce((sum, { file }) => sum + file.size, 0);
    this.done += posted.length;
    this.#drafts.went(posted);
    posted.forEach(({ fileId }) => this.#desk.leave(fileId));
    // What the service does not know as arrived is sent once more, as another file.
    ready.filter((entry) => !posted.includes(entry)).forEach((entry) => this.#sendAgain(entry));
  }

  /** @param {DraftFile} entry @throws {FilesFailedError} when that did not help */
  #sendAgain(entry) {
    if (this.#sentAgain.has(entry.file)) {
      throw new FilesFailedError();
    }

    this.#sentAgain.add(entry.file);
    this.#drafts.anew(entry);
  }

  /** @param {string} path from the top */
  #placeOf(path) {
    return path === "" ? this.#folder.spaceId : (this.#places.get(path) ?? this.#folder.spaceId);
  }

  /**
   * The subfolders of what is uploaded: those with the same name go together.
   * @param {Set<string>} paths
   */
  async #makeFolders(paths) {
    const all = new Set([...paths].flatMap((path) => {
      const parts = path.split("/").filter((part) => part !== "");
      return parts.map((_, depth) => parts.slice(0, depth + 1).join("/"));
    }));
    for (const path of [...all].sort((one, other) => one.split("/").length - other.split("/").length)) {
      const known = this.#places.get(path);
      if (known === undefined || (known !== this.#folder.spaceId && this.#folder.tree.entry(known) === null)) {
        this.#places.set(path, await this.#folderNamed(this.#placeOf(folderOf(path)), lastOf(path)));
      }
    }
  }

  /** @param {string} parent @param {string} name */
  async #folderNamed(parent, name) {
    for (let tries = 0; tries < mostTries; tries++) {
      const there = this.#folder.tree.subfolderNamed(parent, name);
      if (there !== null) {
        return there.entryId;
      }

      const free = freeName(name, (one) => this.#takenIn(parent).has(one));
      const entryId = randomId();
      const [answer] = await this.#folder.post([{ entryId, kind: "folder", parent, name: free, file: null }]);
      if (answer?.outcome === "posted") {
        return entryId;
      }

      // Somebody was first: it may be this very subfolder.
      await this.#folder.readEntries();
    }

    return parent;
  }

  /** @param {string} parent */
  #takenIn(parent) {
    return new TakenNames(this.#folder.tree.entriesIn(parent).flatMap(({ name }) => name ?? []));
  }

  /**
   * Adds files; one whose name is there already gets a number behind it, also when somebody was first by a moment
   * (X21).
   * @param {Added[]} items
   * @returns {Promise<Map<string, import("../api/contract.d.ts").PostOutcome>>} by id
   */
  async #addUnderFreeNames(items) {
    const outcomes = new Map();
    /** @type {Map<string, TakenNames>} */
    const taken = new Map();
    const takenIn = (/** @type {string} */ parent) => {
      const names = taken.get(parent) ?? this.#takenIn(parent);
      taken.set(parent, names);
      return names;
    };
    let left = items;
    for (let tries = 0; left.length > 0 && tries < mostTries; tries++) {
      const named = left.map((item) => {
        const names = takenIn(item.parent);
        const name = freeName(item.name, (one) => names.has(one));
        names.add(name);
        return { ...item, name };
      });
      const answers = await this.#folder.post(named);
      answers.forEach(({ entryId, outcome }) => outcomes.set(entryId, outcome));
      // Where it should stand is gone: it stands in the folder itself, and is not lost.
      left = left.flatMap((item) => againOf(item, outcomes.get(item.entryId), this.#folder.spaceId));
    }

    return outcomes;
  }
}

/** @param {Added} item @param {string | undefined} outcome @param {string} top @returns {Added[]} */
function againOf(item, outcome, top) {
  if (outcome === "name-taken") {
    return [item];
  }

  return outcome === "parent-gone" && item.parent !== top ? [{ ...item, parent: top }] : [];
}
