import { history } from "../../../vendor/prosemirror-history.js";
import { keymap } from "../../../vendor/prosemirror-keymap.js";
import { EditorState, Plugin, Selection } from "../../../vendor/prosemirror-state.js";
import { EditorView } from "../../../vendor/prosemirror-view.js";
import { deepest } from "../../body/body.js";
import { bodyOf, isFormatted, plainOf, reworded } from "../../body/plain.js";
import { el, newId, say } from "../dom.js";
import { keysOf } from "./commands.js";
import { editLink } from "./link-dialog.js";
import { pasting } from "./pasting.js";
import { bodyIn, documentOf, levelsOf } from "./schema.js";
import { Toolbar } from "./toolbar.js";

/**
 * @typedef {import("../words.js").Words} Words
 * @typedef {import("../words.js").Written} Written
 * @typedef {import("../../body/body.js").Body} Body
 */

/** A note holds about three bytes for each of the characters that a message may have. */
const bytesPerCharacter = 3;

/**
 * Words with bold, italic, lists, quotes and links. What is written is a body at every moment: nothing else can stand
 * in the editor, whatever is typed, pasted or dropped.
 * @implements {Words}
 */
export class RichWords {
  #id = newId();
  #isReadOnly = false;
  /** What stood here before it was replaced, so that it comes back as it was. @type {Written | null} */
  #before = null;
  error = el("p", { class: "field-error", set: { id: `${this.#id}-e`, hidden: true } });
  control = el("div", {
    class: "rich-text",
    set: { id: this.#id, role: "textbox", "aria-multiline": "true", "aria-labelledby": `${this.#id}-l` },
  });
  #view = new EditorView({ mount: this.control }, {
    state: stateOf(bodyOf("")),
    editable: () => !this.#isReadOnly,
    handleDOMEvents: pasting,
    // What is copied is read by other programs as lines, as it was written here.
    clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n"),
    dispatchTransaction: (transaction) => {
      this.#view.updateState(this.#view.state.apply(transaction));
      this.#toolbar.show(this.#view.state);
      transaction.docChanged && this.#changed();
    },
  });
  #toolbar = new Toolbar(this.#view);
  element = this.#assemble();

  constructor() {
    this.control.addEventListener("input", () => !this.error.hidden && this.refuse(null));
  }

  get value() {
    return plainOf(this.#body);
  }

  get body() {
    const body = this.#body;
    return isFormatted(body) ? body : null;
  }

  get length() {
    const { body, value } = this;
    const bytes = body === null ? 0 : new TextEncoder().encode(JSON.stringify(body)).length;
    return Math.max(value.length, Math.ceil(bytes / bytesPerCharacter));
  }

  get isReadOnly() {
    return this.#isReadOnly;
  }

  set isReadOnly(isReadOnly) {
    this.#isReadOnly = isReadOnly;
    this.control.setAttribute("aria-readonly", String(isReadOnly));
    this.#view.setProps({});
    this.#toolbar.isDisabled = isReadOnly;
  }

  /** @param {TextKey | null} key @param {import("../../text/text.js").Values} [values] */
  refuse(key, values = {}) {
    this.error.hidden = key === null;
    this.control.setAttribute("aria-invalid", String(key !== null));
    key === null ? this.control.removeAttribute("aria-describedby")
      : this.control.setAttribute("aria-describedby", this.error.id);
    say(this.error, { text: key ?? "empty", values });
  }

  /** @param {string} words */
  write(words) {
    const before = { text: this.value, body: this.#body };
    const known = this.#before?.text === words ? this.#before.body : null;
    this.#replace(known ?? reworded(this.#body, words));
    this.#before = before;
  }

  /** @param {Written} written */
  put({ text, body }) {
    this.#replace(body ?? bodyOf(text));
  }

  get caret() {
    return this.#view.state.selection.head;
  }

  /** @param {number | null} caret */
  focusAt(caret) {
    const { state } = this.#view;
    const at = caret === null ? Selection.atEnd(state.doc)
      : Selection.near(state.doc.resolve(Math.min(caret, state.doc.content.size)));
    this.#view.dispatch(state.tr.setSelection(at));
    this.#view.focus();
  }

  get #body() {
    return bodyIn(this.#view.state.doc);
  }

  /** What stood here before cannot be undone to: a file may hold it meanwhile. @param {Body} body */
  #replace(body) {
    this.#view.updateState(stateOf(body));
    this.#toolbar.show(this.#view.state);
    this.#changed();
  }

  #changed() {
    this.control.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #assemble() {
    // A label belongs to a field that a browser knows; pressing this one does the same.
    const caption = el("span", {
      class: "field-label", text: "compose.text", set: { id: `${this.#id}-l` }, on: { click: () => this.#view.focus() },
    });
    return el("div", { class: "field" }, caption, this.#toolbar.element, this.control, this.error);
  }
}

/** What is deeper than a message may be does not happen. */
const shallow = new Plugin({
  filterTransaction: ({ docChanged, doc }) => !docChanged || levelsOf(doc) <= deepest,
});

/** @param {Body} body */
function stateOf(body) {
  const doc = documentOf(body);
  const plugins = [history(), keymap(keysOf(editLink)), shallow];
  return EditorState.create({ doc, selection: Selection.atEnd(doc), plugins });
}
