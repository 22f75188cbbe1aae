// Control characters, path separators and the marks that turn the direction of text, with which "gpj.exe" reads as
// "exe.jpg".
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\\/:*?"<>|\ufeff]/gu;

// Windows opens a device when a file of this name is asked for, whatever its ending.
const device = /^(?:con(?:in\$|out\$)?|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))/i;

/** Bytes that every file system takes in one name, with room for a number behind it. */
const longestName = 240;

/** Folders in each other; what lies deeper is put in the last one. */
const deepest = 32;

/**
 * A sender's file name as a name to save under.
 * @param {string} name
 */
export function safeName(name) {
  const wellFormed = new TextDecoder().decode(new TextEncoder().encode(name)).normalize("NFC");
  const short = shorten(wellFormed.replace(unsafe, "_"));
  const safe = short.trim().replace(/^\.+|\.+$/g, "_").replace(device, "_$&");
  return safe === "" ? "_" : safe;
}

/** Cuts a long name before its ending. @param {string} name */
function shorten(name) {
  const bytes = new TextEncoder().encode(name);
  if (bytes.length <= longestName) {
    return name;
  }

  const [ending = ""] = /\.[\w-]{1,16}$/.exec(name) ?? [];
  const start = new TextDecoder().decode(bytes.subarray(0, longestName - ending.length));
  return start.replace(/\ufffd+$/, "") + ending;
}

/**
 * The name to save one file under: the last part of its path.
 * @param {string} name with its path in a folder
 */
export const fileNameOf = (name) => safeName(name.split("/").at(-1) ?? "");

/**
 * Senders' names as paths in one archive: no way out of the folder where it is unpacked, no two the same, also where
 * capitals do not count, and no file where another one needs a folder.
 * @param {readonly string[]} names with their paths in folders
 * @returns {string[]}
 */
export function safePaths(names) {
  const paths = names.map(safePath);
  const taken = new Set(paths.flatMap(foldersOf));
  return paths.map((path) => {
    const [, stem = path, end = ""] = /^(.*[^/])(\.[^./]+)$/.exec(path) ?? [];
    let free = path;
    for (let count = 2; taken.has(free.toLowerCase()); count++) {
      free = `${stem} (${count})${end}`;
    }

    taken.add(free.toLowerCase());
    return free;
  });
}

/** @param {string} name */
function safePath(name) {
  const parts = name.split("/").filter((part) => !["", ".", ".."].includes(part)).map(safeName);
  return [...parts.slice(0, -1).slice(0, deepest), parts.at(-1) ?? "_"].join("/");
}

/** Every folder that a path goes through. @param {string} path */
function foldersOf(path) {
  const parts = path.toLowerCase().split("/").slice(0, -1);
  return parts.map((_, depth) => parts.slice(0, depth + 1).join("/"));
}

/**
 * The header that saves a response under a name (RFC 6266), with the name twice: once in ASCII, and once in full
 * (RFC 8187) for every browser that is in use.
 * @param {string} name
 */
export function contentDisposition(name) {
  const safe = safeName(name);
  const ascii = safe.replace(/[^\x20-\x7e]|%/g, "_");
  const hex = (/** @type {string} */ sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  const full = encodeURIComponent(safe).replace(/['()*]/g, hex);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${full}`;
}
