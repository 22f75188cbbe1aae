import { el, icon } from "../dom.js";
import { hasMark, isInList, isInQuote, toggleBold, toggleItalic, toggleList, toggleQuote } from "./commands.js";
import { editLink } from "./link-dialog.js";
import { schema } from "./schema.js";

/**
 * @typedef {import("../../../vendor/prosemirror-view.js").EditorView} EditorView
 * @typedef {import("../../../vendor/prosemirror-state.js").EditorState} EditorState
 */

const { marks, nodes } = schema;

const acts = /** @type {const} */ ([
  { name: "bold", act: toggleBold, isOn: hasMark(marks.bold) },
  { name: "italic", act: toggleItalic, isOn: hasMark(marks.italic) },
  { name: "bullets", act: toggleList(nodes.bullets), isOn: isInList(nodes.bullets) },
  { name: "numbers", act: toggleList(nodes.numbers), isOn: isInList(nodes.numbers) },
  { name: "quote", act: toggleQuote, isOn: isInQuote },
  { name: "link", act: editLink, isOn: hasMark(marks.link) },
]);

/** The buttons above the editor: one stop of Tab, through which the arrows go (WAI-ARIA, toolbar). */
export class Toolbar {
  #view;
  #buttons;

  /** @param {EditorView} view */
  constructor(view) {
    this.#view = view;
    this.#buttons = acts.map(({ name, act }, index) => {
      const button = el("button", {
        class: "icon-button",
        label: `format.${name}`,
        tip: `format.${name}.keys`,
        set: { type: "button", "aria-pressed": "false", tabindex: index === 0 ? 0 : -1 },
      }, icon(name));
      // The selection stays where it is.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.#do(act));
      return button;
    });
    this.element = el("div", {
      class: "format-bar", label: "format", set: { role: "toolbar", "aria-controls": view.dom.id },
    }, ...this.#buttons);
    this.element.addEventListener("keydown", (event) => this.#step(event));
  }

  /** What holds where the cursor is. @param {EditorState} state */
  show(state) {
    acts.forEach(({ isOn }, index) => this.#buttons[index]?.setAttribute("aria-pressed", String(isOn(state))));
  }

  set isDisabled(/** @type {boolean} */ isDisabled) {
    this.#buttons.forEach((button) => button.setAttribute("aria-disabled", String(isDisabled)));
  }

  /** Afterwards one goes on typing. @param {import("../../../vendor/prosemirror-state.js").Command} command */
  #do(command) {
    if (this.#view.editable) {
      this.#view.focus();
      command(this.#view.state, this.#view.dispatch.bind(this.#view), this.#view);
    }
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const last = this.#buttons.length - 1;
    const at = this.#buttons.findIndex((button) => button === document.activeElement);
    const [next, previous] = [at === last ? 0 : at + 1, at <= 0 ? last : at - 1];
    const to = { ArrowRight: next, ArrowLeft: previous, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.#buttons.forEach((button, index) => (button.tabIndex = index === to ? 0 : -1));
      this.#buttons[to]?.focus();
    }
  }
}
