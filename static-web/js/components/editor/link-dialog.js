import { TextSelection } from "../../../vendor/prosemirror-state.js";
import { typedLink } from "../../body/links.js";
import { button, el, newId } from "../dom.js";
import { field } from "../field.js";
import { schema } from "./schema.js";

/**
 * @typedef {import("../../../vendor/prosemirror-view.js").EditorView} EditorView
 * @typedef {import("../../../vendor/prosemirror-state.js").EditorState} EditorState
 */

const { link } = schema.marks;

/**
 * Asks where words lead: those that are selected, those of the link in which the cursor stands, else typed ones.
 * @type {import("../../../vendor/prosemirror-state.js").Command}
 */
export const editLink = (state, _, view) => {
  if (view?.editable) {
    const { from, to } = rangeOf(state);
    new LinkDialog(view, from, to).open();
  }

  return true;
};

/** What becomes the link: the selection, or the whole link around the cursor. @param {EditorState} state */
function rangeOf({ selection: { from, to, $from }, doc }) {
  const mark = link.isInSet($from.marks()) ?? link.isInSet($from.nodeAfter?.marks ?? []);
  if (mark === undefined) {
    return { from, to };
  }

  let [first, last] = [from, to];
  doc.nodesBetween($from.start(), $from.end(), (node, position) => {
    const end = position + node.nodeSize;
    if (mark.isInSet(node.marks) && position <= last && end >= first) {
      [first, last] = [Math.min(first, position), Math.max(last, end)];
    }
  });
  return { from: first, to: last };
}

class LinkDialog {
  /** @type {EditorView} */
  #view;
  /** @type {number} */
  #from;
  /** @type {number} */
  #to;
  #id = newId();
  #address = field({
    label: "format.link.address", advice: "format.link.advice", set: { autocomplete: "off", inputmode: "url" },
  });
  #words = field({ label: "format.link.words", set: { autocomplete: "off", maxlength: 200 } });
  #dialog = el("dialog", { class: "dialog", set: { "aria-labelledby": this.#id } });

  /** @param {EditorView} view @param {number} from @param {number} to */
  constructor(view, from, to) {
    this.#view = view;
    this.#from = from;
    this.#to = to;
    const before = view.state.doc.nodeAt(from)?.marks ?? [];
    const target = from === to ? undefined : link.isInSet(before)?.attrs["to"];
    this.#address.control.value = target === undefined ? "" : String(target).replace(/^mailto:/, "");
    this.#words.element.hidden = from !== to;
    const remove = button("format.link.remove", { class: "secondary", on: { click: () => this.#apply(null) } });
    remove.hidden = target === undefined;
    const buttons = el("div", { class: "row" },
      button("format.link.set", { class: "primary", set: { type: "submit" } }), remove,
      button("action.cancel", { class: "quiet", on: { click: () => this.#dialog.close() } }));
    const form = el("form", { set: { novalidate: true, "data-enter": "sends" } }, this.#address.element,
      this.#words.element, buttons);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    const heading = el("h2", { text: "format.link", set: { id: this.#id } });
    this.#dialog.append(heading, form);
    this.#dialog.addEventListener("close", () => {
      this.#dialog.remove();
      view.focus();
    });
  }

  open() {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#address.control.focus();
  }

  #submit() {
    const to = typedLink(this.#address.value);
    this.#address.refuse(to === null ? "format.link.refused" : null);
    to === null ? this.#address.control.focus() : this.#apply(to);
  }

  /** @param {string | null} to null: the words lead nowhere any more */
  #apply(to) {
    const { tr } = this.#view.state;
    if (to === null) {
      tr.removeMark(this.#from, this.#to, link);
    } else if (this.#from !== this.#to) {
      tr.addMark(this.#from, this.#to, link.create({ to }));
    } else {
      const words = this.#words.value.trim() === "" ? this.#address.value.trim() : this.#words.value.trim();
      const marks = this.#view.state.storedMarks ?? this.#view.state.selection.$from.marks();
      tr.replaceSelectionWith(schema.text(words, [...marks, link.create({ to })]), false);
    }

    const end = tr.mapping.map(this.#to);
    this.#view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
    this.#dialog.close();
  }
}
