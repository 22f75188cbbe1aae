import { sameName } from "../crypto/name-tags.js";

/** What divides names, on paper and on disks, and what ends lines: a name has none of it. */
const forbidden = /[\p{Cc}\p{Zl}\p{Zp}/\\]/gu;

/** UTF-16 units of a name that fit its note, however they are written. */
const longestEntryName = 250;

/** A file's or typed name as it stands in a folder. @param {string} name */
export function entryName(name) {
  const clean = name.normalize("NFC").replace(forbidden, "_").trim();
  if (clean.length <= longestEntryName) {
    return clean === "" ? "_" : clean;
  }

  const { stem, ending } = partsOf(clean);
  return stem.slice(0, longestEntryName - ending.length).replace(/[\ud800-\udbff]$/, "") + ending;
}

/**
 * The name, or with the first number that is free behind it: "brief.pdf", "brief (2).pdf" (X21).
 * @param {string} name
 * @param {(name: string) => boolean} isTaken
 */
export function freeName(name, isTaken) {
  const { stem, ending } = partsOf(name);
  let free = name;
  for (let count = 2; isTaken(free); count++) {
    free = `${stem} (${count})${ending}`;
  }

  return free;
}

/** @param {string} name */
function partsOf(name) {
  const [, stem = name, ending = ""] = /^(.*[^.])(\.[^. ]{1,16})$/.exec(name) ?? [];
  return { stem, ending };
}

/** The names that are taken in one place. */
export class TakenNames {
  /** @type {Set<string>} */
  #names;

  /** @param {Iterable<string>} names */
  constructor(names) {
    this.#names = new Set([...names].map(sameName));
  }

  /** @param {string} name */
  has(name) {
    return this.#names.has(sameName(name));
  }

  /** @param {string} name */
  add(name) {
    this.#names.add(sameName(name));
  }
}
