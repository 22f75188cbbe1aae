import { button, el } from "./dom.js";

/**
 * A file and the name it gets: with its path when it came in a folder.
 * @typedef {{ file: File, name: string }} Chosen
 */

/**
 * Choosing files and whole folders, by button.
 * @param {(chosen: Chosen[]) => void} add
 * @returns {HTMLElement[]} the buttons and their fields
 */
export function fileButtons(add) {
  const files = chooser("files.input", {}, add);
  const folder = chooser("files.folder-input", { webkitdirectory: true }, add);
  const attach = button("files.add", { class: "secondary", icon: "paperclip", on: { click: () => files.click() } });
  const whole = button("files.add-folder", { class: "quiet", on: { click: () => folder.click() } });
  // Phones have no folders to choose.
  whole.hidden = !("webkitdirectory" in folder) || matchMedia("(pointer: coarse)").matches;
  return [attach, files, whole, folder];
}

/**
 * @param {string} label
 * @param {Record<string, boolean>} set
 * @param {(chosen: Chosen[]) => void} add
 */
function chooser(label, set, add) {
  const input = el("input", {
    label,
    set: { type: "file", multiple: true, class: "visually-hidden", tabindex: -1, ...set },
  });
  input.addEventListener("change", () => {
    add([...(input.files ?? [])].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
    input.value = "";
  });
  return input;
}

/**
 * Takes files and folders that are dropped on an element, and files that are pasted in it: a picture of the screen.
 * @param {HTMLElement} element
 * @param {(chosen: Chosen[]) => void} add
 */
export function acceptFiles(element, add) {
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  element.addEventListener("dragover", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      element.classList.add("is-dropping");
    }
  });
  element.addEventListener("dragleave", () => element.classList.remove("is-dropping"));
  element.addEventListener("drop", (event) => {
    element.classList.remove("is-dropping");
    if (hasFiles(event) && event.dataTransfer !== null) {
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then(add);
    }
  });
  element.addEventListener("paste", ({ clipboardData }) => {
    // Words that are pasted with a picture of themselves, as from a word processor, stay words.
    if (clipboardData !== null && clipboardData.files.length > 0 && !clipboardData.types.includes("text/plain")) {
      add([...clipboardData.files].map((file) => ({ file, name: file.name })));
    }
  });
}

/**
 * What was dropped, with everything in folders, in the order of the folders.
 * @param {DataTransfer} transfer is empty as soon as the event is over
 * @returns {Promise<Chosen[]>}
 */
async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.includes(null)) {
    return [...transfer.files].map((file) => ({ file, name: file.name }));
  }

  const found = await Promise.all(entries.map((entry) => filesIn(/** @type {FileSystemEntry} */ (entry))));
  return found.flat();
}

/** @param {FileSystemEntry} entry @returns {Promise<Chosen[]>} */
async function filesIn(entry) {
  if (entry.isFile) {
    const of = /** @type {FileSystemFileEntry} */ (entry);
    const file = await new Promise((resolve, reject) => of.file(resolve, reject));
    return [{ file, name: entry.fullPath.replace(/^\//, "") }];
  }

  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  for (;;) {
    /** @type {FileSystemEntry[]} a hundred at a time, and none at the end */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return found;
    }

    for (const inner of some) {
      found.push(...(await filesIn(inner)));
    }
  }
}
