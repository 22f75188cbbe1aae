import { largestFile, largestMessage, mostEntryFiles, mostFiles } from "../limits.js";

/** Bytes of a file that can be looked at before it is saved: it passes through memory whole. */
export const largestPreview = 25e6;

/**
 * @typedef {import("./dropped-files.js").Chosen} Chosen
 * @typedef {import("./dropped-files.js").Attached} Attached
 * @typedef {{ key: TextKey, values: import("../text/text.js").Values }} Refusal for one file or for several
 */

/** How many files there may be together, and of how many bytes. @typedef {{ files: number, bytes: number }} Room */

/** @type {Room} */
export const messageRoom = { files: mostFiles, bytes: largestMessage };

/** A message of a dossier. @type {Room} */
export const entryRoom = { files: mostEntryFiles, bytes: largestMessage };

/** A folder takes any number. @type {Room} */
export const folderRoom = { files: Infinity, bytes: Infinity };

/** So many are named; of more there is only the number. */
const mostNamed = 3;

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/**
 * As a person would number them, folder by folder: foto 2 before foto 10.
 * @param {string} one a path
 * @param {string} other
 */
export function byPath(one, other) {
  const [parts, others] = [one.split("/"), other.split("/")];
  const at = parts.findIndex((part, i) => part !== others[i]);
  return at < 0 ? parts.length - others.length : words.compare(parts[at] ?? "", others[at] ?? "");
}

/**
 * What of the files is taken into the message: in the order of their names, what fits and can be read. A file that went
 * away or may not be read fails only when it is read, as does a folder in a browser that takes it for a file; so the
 * first byte of each is.
 * @param {import("./dropped-files.js").Found} found
 * @param {readonly Attached[]} present
 * @param {Room} [room]
 * @returns {Promise<{ fitting: Chosen[], refusals: Refusal[] }>} with why the rest is not
 */
export async function takeIn({ chosen, unread }, present, room = messageRoom) {
  const names = [...unread];
  const tried = new Set();
  let left = [...chosen].sort((one, other) => byPath(one.name, other.name));
  for (;;) {
    const { fitting, refusals } = sortOut(left, present, room);
    const fresh = fitting.filter((one) => !tried.has(one));
    const can = await Promise.all(fresh.map(({ file }) => isReadable(file)));
    const gone = fresh.filter((_, at) => !can[at]);
    if (gone.length === 0) {
      return { fitting, refusals: names.length === 0 ? refusals : [...refusals, refusal("files.unread", names)] };
    }

    // One that is left out may make room for another.
    fresh.forEach((one) => tried.add(one));
    left = left.filter((one) => !gone.includes(one));
    names.push(...gone.map(({ name }) => name));
  }
}

/** @param {File} file @returns {Promise<boolean>} */
const isReadable = (file) => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

/**
 * What of the files fits in the message, and why the rest does not.
 * @param {readonly Chosen[]} chosen
 * @param {readonly Attached[]} present
 * @param {Room} [room]
 * @returns {{ fitting: Chosen[], refusals: Refusal[] }}
 */
export function sortOut(chosen, present, room = messageRoom) {
  /** @type {Map<keyof typeof limits, string[]>} */
  const names = new Map();
  /** @type {Chosen[]} */
  const fitting = [];
  for (const one of chosen) {
    const key = refuse(one, room.files === Infinity ? [] : [...present, ...fitting], room);
    if (key === null) {
      fitting.push(one);
    } else {
      names.set(key, names.get(key) ?? []);
      names.get(key)?.push(one.name);
    }
  }

  return { fitting, refusals: [...names].map(([key, some]) => refusal(key, some, limits[key](room))) };
}

const limits = {
  "files.too-large": () => ({ most: { size: largestFile } }),
  "files.too-many": (/** @type {Room} */ { files }) => ({ most: files }),
  "files.too-much": (/** @type {Room} */ { bytes }) => ({ most: { size: bytes } }),
};

/**
 * @param {TextKey} key
 * @param {string[]} names
 * @param {import("../text/text.js").Values} [values]
 * @returns {Refusal}
 */
function refusal(key, names, values = {}) {
  return { key, values: { ...values, n: names.length, names: fewOf(names) } };
}

/** The first of many names. @param {readonly string[]} names */
export const fewOf = (names) => (names.length > mostNamed ? [...names.slice(0, mostNamed), "…"] : [...names]);

/**
 * @param {Chosen} one
 * @param {readonly Attached[]} others
 * @param {Room} room
 * @returns {keyof typeof limits | null}
 */
function refuse({ file }, others, room) {
  if (file.size > largestFile) {
    return "files.too-large";
  }

  if (others.length >= room.files) {
    return "files.too-many";
  }

  const together = others.reduce((sum, other) => sum + other.file.size, file.size);
  return together > room.bytes ? "files.too-much" : null;
}
