import { button, el } from "./dom.js";
import { chosenOf } from "./dropped-files.js";

/** @typedef {import("./dropped-files.js").Found} Found */

/** @typedef {{ files: TextKey, folder: TextKey, class: string, icon: string }} Words of its two buttons */

/** @type {Words} */
const attaching = { files: "files.add", folder: "files.add-folder", class: "secondary", icon: "paperclip" };

/**
 * Choosing files and whole folders, by button.
 * @param {(found: Found) => void} add
 * @param {Words} [words]
 * @returns {HTMLElement[]} the buttons and their fields
 */
export function fileButtons(add, words = attaching) {
  const files = chooser("files.input", {}, add);
  const folder = chooser("files.folder-input", { webkitdirectory: true }, add);
  const { class: kind, icon } = words;
  const attach = button(words.files, { class: kind, icon, on: { click: () => files.click() } });
  const whole = button(words.folder, { class: "quiet", on: { click: () => folder.click() } });
  // Phones have no folders to choose.
  whole.hidden = !("webkitdirectory" in folder) || matchMedia("(pointer: coarse)").matches;
  return [attach, files, whole, folder];
}

/**
 * @param {TextKey} label
 * @param {Record<string, boolean>} set
 * @param {(found: Found) => void} add
 */
function chooser(label, set, add) {
  const input = el("input", {
    label,
    set: { type: "file", multiple: true, class: "visually-hidden", tabindex: -1, ...set },
  });
  input.addEventListener("change", () => {
    add({ chosen: [...(input.files ?? [])].map((file) => chosenOf(file, file.webkitRelativePath)), unread: [] });
    input.value = "";
  });
  return input;
}
