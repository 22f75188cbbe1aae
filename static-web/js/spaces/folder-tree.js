import { sameName } from "../crypto/name-tags.js";

/** @typedef {import("./folder.js").FolderEntry} FolderEntry */

/** Subfolders in each other that are looked at: rows that name each other in a circle end somewhere. */
const deepest = 64;

/** What stands in a folder, by its places. */
export class FolderTree {
  /** @type {Map<string, FolderEntry>} */
  #all = new Map();
  /** By parent, until something changes. @type {Map<string, FolderEntry[]> | null} */
  #places = null;
  #top;

  /** @param {string} top the folder's id */
  constructor(top) {
    this.#top = top;
  }

  get entries() {
    return [...this.#all.values()];
  }

  get size() {
    return this.#all.size;
  }

  /** @param {string} entryId */
  entry(entryId) {
    return this.#all.get(entryId) ?? null;
  }

  /** What stands in the folder, or in one of its subfolders. @param {string} [place] */
  entriesIn(place = this.#top) {
    this.#places ??= this.#grow();
    return this.#places.get(place) ?? [];
  }

  /** The subfolders from the top to one of them, that one last. @param {string} entryId */
  pathTo(entryId) {
    const path = [];
    for (let at = this.entry(entryId); at !== null && path.length < deepest; at = this.entry(at.parent)) {
      path.unshift(at);
    }

    return path;
  }

  /**
   * An entry with all that stands below it, each before what stands in it, with its path and depth from there.
   * @param {FolderEntry} one
   * @returns {{ entry: FolderEntry, path: string, depth: number }[]}
   */
  below(one, before = "", depth = 0) {
    const path = before + (one.name ?? "_");
    const inside = one.kind === "folder" && depth < deepest ? this.entriesIn(one.entryId) : [];
    return [{ entry: one, path, depth }, ...inside.flatMap((child) => this.below(child, `${path}/`, depth + 1))];
  }

  /** A subfolder by its name. @param {string} parent @param {string} name */
  subfolderNamed(parent, name) {
    const same = sameName(name);
    return this.entriesIn(parent)
      .find((one) => one.kind === "folder" && one.name !== null && sameName(one.name) === same) ?? null;
  }

  /** @param {FolderEntry} entry */
  put(entry) {
    this.#all.set(entry.entryId, entry);
    this.#places = null;
  }

  /** @param {string} entryId */
  drop(entryId) {
    this.#all.delete(entryId);
    this.#places = null;
  }

  /** What is not among them is gone. @param {Set<string>} ids */
  keepOnly(ids) {
    [...this.#all.keys()].filter((id) => !ids.has(id)).forEach((id) => this.drop(id));
  }

  /** What stands in something that is not there stands in the folder itself. */
  #grow() {
    /** @type {Map<string, FolderEntry[]>} */
    const places = new Map();
    for (const entry of this.#all.values()) {
      const parent = this.#all.get(entry.parent)?.kind === "folder" ? entry.parent : this.#top;
      const siblings = places.get(parent) ?? [];
      siblings.push(entry);
      places.set(parent, siblings);
    }

    return places;
  }
}
