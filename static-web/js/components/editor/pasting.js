import { closeHistory } from "../../../vendor/prosemirror-history.js";
import { Slice } from "../../../vendor/prosemirror-model.js";
import { AllSelection, Selection, TextSelection } from "../../../vendor/prosemirror-state.js";
import { pastedBody } from "../../body/pasted.js";
import { bodyOf } from "../../body/plain.js";
import { hasFiles } from "../refuse-drops.js";
import { documentOf } from "./schema.js";

/** @typedef {import("../../../vendor/prosemirror-view.js").EditorView} EditorView */

/** A longer text comes as one paragraph of many lines: a browser takes seconds to make thousands of elements. */
const longest = 5_000;

/**
 * Whatever comes into the editor from elsewhere comes through here, as a body. The editor's own way would let the
 * browser make elements of markup, which the policy of the site forbids.
 */
export const pasting = {
  /** @param {EditorView} view @param {ClipboardEvent} event */
  paste(view, event) {
    event.preventDefault();
    view.editable && event.clipboardData !== null && put(view, event.clipboardData);
    return true;
  },

  /** What is dragged within the editor it moves itself. @param {EditorView} view @param {DragEvent} event */
  drop(view, event) {
    const { dataTransfer, clientX: left, clientY: top } = event;
    if (view.dragging !== null || dataTransfer === null || hasFiles(event)) {
      return hasFiles(event);
    }

    event.preventDefault();
    const place = view.posAtCoords({ left, top });
    if (view.editable && place !== null) {
      const { tr, doc } = view.state;
      view.dispatch(tr.setSelection(Selection.near(doc.resolve(place.pos))));
      put(view, dataTransfer);
      view.focus();
    }

    return true;
  },

  /** Several lines at once, as from a keyboard that fills in. @param {EditorView} view @param {InputEvent} event */
  beforeinput(view, event) {
    const { inputType, data } = event;
    if (inputType !== "insertText" || data === null || !data.includes("\n")) {
      return false;
    }

    event.preventDefault();
    const { tr } = view.state;
    view.dispatch(tr.setSelection(targetOf(view, event)).replaceSelection(plainSlice(data)).scrollIntoView());
    return true;
  },
};

/**
 * What the words replace: the editor may not have heard of that selection yet.
 * @param {EditorView} view
 * @param {InputEvent} event
 */
function targetOf(view, event) {
  const { doc, selection } = view.state;
  const [range] = event.getTargetRanges();
  if (range === undefined) {
    return selection;
  }

  const from = view.posAtDOM(range.startContainer, range.startOffset);
  const to = view.posAtDOM(range.endContainer, range.endOffset);
  const isAll = Selection.atStart(doc).from >= from && Selection.atEnd(doc).to <= to;
  return isAll ? new AllSelection(doc) : TextSelection.between(doc.resolve(from), doc.resolve(to));
}

/** @param {EditorView} view @param {DataTransfer} transfer */
function put(view, transfer) {
  const html = transfer.getData("text/html");
  const text = transfer.getData("text/plain");
  const body = html === "" ? null : pastedBody(html);
  const slice = body !== null ? Slice.maxOpen(documentOf(body).content) : plainSlice(text);
  if (body !== null || text !== "") {
    // A step of its own: undoing it leaves what was typed just before.
    view.dispatch(closeHistory(view.state.tr).replaceSelection(slice).scrollIntoView().setMeta("paste", true));
  }
}

/** @param {string} words @returns {import("../../body/body.js").Block} */
const lineOf = (words) => ({ kind: "paragraph", runs: [{ text: words }] });

/** @param {string} text */
function plainSlice(text) {
  const words = text.replace(/\r\n?/g, "\n");
  return Slice.maxOpen(documentOf(words.length < longest ? bodyOf(words) : [lineOf(words)]).content);
}
