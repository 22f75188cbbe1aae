import { hasFiles } from "./refuse-drops.js";

/**
 * A file and the name it gets: with its path when it came in a folder. Its words when it was made of what was typed.
 * @typedef {{ file: File, name: string, words: string | null }} Chosen
 * @typedef {Omit<Chosen, "file"> & { file: Pick<File, "name" | "size"> }} Attached a file that is in a message already,
 *   and may be on another device
 */

/** What was chosen, and the names of what could not be read. @typedef {{ chosen: Chosen[], unread: string[] }} Found */

/** @param {File} file @param {string} [path] in a folder @returns {Chosen} */
export const chosenOf = (file, path = "") => ({ file, name: path || file.name, words: null });

/**
 * Takes files and folders that are dropped anywhere on the page, and files that are pasted in an element: a picture of
 * the screen. Nothing is taken behind a dialog.
 * @param {HTMLElement} element
 * @param {(found: Promise<Found>) => void} add
 * @param {AbortSignal} signal ends it
 */
export function acceptFiles(element, add, signal) {
  const takes = (/** @type {DragEvent} */ event) => hasFiles(event) && document.querySelector("dialog[open]") === null;
  const mark = (/** @type {boolean} */ isDropping) => element.classList.toggle("is-dropping", isDropping);
  document.addEventListener("dragover", (event) => {
    if (takes(event) && event.dataTransfer !== null) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      mark(true);
    }
  }, { signal });
  // Nothing is entered when the whole page is left.
  document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && mark(false), { signal });
  document.addEventListener("drop", (event) => {
    mark(false);
    if (takes(event) && event.dataTransfer !== null) {
      event.preventDefault();
      add(droppedFiles(event.dataTransfer));
    }
  }, { signal });
  element.addEventListener("paste", ({ clipboardData }) => {
    // Words that are pasted with a picture of themselves, as from a word processor, stay words.
    if (clipboardData !== null && clipboardData.files.length > 0 && !clipboardData.types.includes("text/plain")) {
      add(Promise.resolve({ chosen: [...clipboardData.files].map((file) => chosenOf(file)), unread: [] }));
    }
  }, { signal });
}

/**
 * What was dropped, with everything in folders; what cannot be read is left out and named.
 * @param {DataTransfer} transfer is empty as soon as the event is over
 * @returns {Promise<Found>}
 */
export async function droppedFiles(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null).filter((entry) => entry !== null);
  if (entries.length < items.length) {
    return { chosen: [...transfer.files].map((file) => chosenOf(file)), unread: [] };
  }

  return together(entries.map(filesIn));
}

/** @param {FileSystemEntry} entry @returns {Promise<Found>} */
async function filesIn(entry) {
  const name = entry.fullPath.replace(/^\//, "");
  const lost = { chosen: [], unread: [name] };
  if (entry.isFile) {
    /** @type {Promise<File>} */
    const file = new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    return file.then((one) => ({ chosen: [chosenOf(one, name)], unread: [] }), () => lost);
  }

  /** @type {FileSystemEntry[]} */
  const entries = [];
  const reading = readFolder(/** @type {FileSystemDirectoryEntry} */ (entry), entries);
  const isWhole = await reading.then(() => true, () => false);
  return together([...entries.map(filesIn), ...(isWhole ? [] : [lost])]);
}

/** @param {(Found | Promise<Found>)[]} parts @returns {Promise<Found>} */
async function together(parts) {
  const found = await Promise.all(parts);
  return { chosen: found.flatMap(({ chosen }) => chosen), unread: found.flatMap(({ unread }) => unread) };
}

/**
 * @param {FileSystemDirectoryEntry} folder
 * @param {FileSystemEntry[]} found gets what is in it, as far as it can be read
 */
async function readFolder(folder, found) {
  const reader = folder.createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} a hundred at a time, and none at the end */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return;
    }

    found.push(...some);
  }
}
