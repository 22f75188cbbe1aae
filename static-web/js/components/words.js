import { field } from "./field.js";
import { pasteAtOnce } from "./long-paste.js";

/**
 * @typedef {import("../body/body.js").Body} Body
 * @typedef {{ text: string, body: Body | null }} Written the plain words, and how they are formatted if they are
 */

/**
 * Where the words of a message are written. Its control tells by `input` that they changed.
 * @typedef {object} Words
 * @property {HTMLElement} element
 * @property {HTMLElement} control
 * @property {HTMLElement} error
 * @property {import("./field.js").Field["refuse"]} refuse
 * @property {string} value the plain words
 * @property {Body | null} body null when they are not formatted
 * @property {number} length how much of what a message can hold they take, in characters
 * @property {number} caret where somebody is writing, as it is counted here
 * @property {(caret: number | null) => void} focusAt puts the focus and the caret there; null: at the end
 * @property {boolean} isReadOnly
 * @property {(words: string) => void} write replaces the words; what begins alike stays as it is formatted
 * @property {(written: Written) => void} put replaces everything
 */

/** Words without form, as people without an account write them. @returns {Words} */
export function plainWords() {
  const { element, control, error, refuse } = field({ label: "compose.text", kind: "area", set: { rows: 8 } });
  if (control instanceof HTMLTextAreaElement) {
    pasteAtOnce(control);
  }

  const write = (/** @type {string} */ words) => {
    control.value = words;
  };
  return {
    element,
    control,
    error,
    refuse,
    body: null,
    write,
    put: ({ text }) => write(text),
    get caret() {
      return control instanceof HTMLTextAreaElement ? control.selectionEnd : 0;
    },
    focusAt(caret) {
      control.focus();
      control instanceof HTMLTextAreaElement
        && control.setSelectionRange(caret ?? control.value.length, caret ?? control.value.length);
    },
    get value() {
      return control.value;
    },
    get length() {
      return control.value.length;
    },
    get isReadOnly() {
      return control.readOnly;
    },
    set isReadOnly(isReadOnly) {
      control.readOnly = isReadOnly;
    },
  };
}
