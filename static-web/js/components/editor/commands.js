import {
  baseKeymap, chainCommands, lift, liftEmptyBlock, splitBlockKeepMarks, toggleMark, wrapIn,
} from "../../../vendor/prosemirror-commands.js";
import { redo, undo } from "../../../vendor/prosemirror-history.js";
import {
  liftListItem, sinkListItem, splitListItemKeepMarks, wrapInList,
} from "../../../vendor/prosemirror-schema-list.js";
import { schema } from "./schema.js";

/**
 * @typedef {import("../../../vendor/prosemirror-state.js").Command} Command
 * @typedef {import("../../../vendor/prosemirror-state.js").EditorState} EditorState
 * @typedef {import("../../../vendor/prosemirror-model.js").NodeType} NodeType
 * @typedef {import("../../../vendor/prosemirror-model.js").MarkType} MarkType
 */

const { paragraph, quote, bullets, numbers, item } = schema.nodes;

/** Whether words that are selected, or would be typed, have a mark. @param {MarkType} mark */
export const hasMark = (mark) => (/** @type {EditorState} */ { selection, storedMarks, doc }) => {
  const { empty, from, to, $from } = selection;
  return empty ? mark.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, mark);
};

/** The innermost list or quote of some kinds around the cursor. @param {EditorState} state @param {NodeType[]} types */
function around({ selection: { $from } }, types) {
  for (let depth = $from.depth; depth > 0; depth--) {
    if (types.includes($from.node(depth).type)) {
      return { node: $from.node(depth), position: $from.before(depth) };
    }
  }

  return null;
}

/** Whether the innermost list is of a kind. @param {NodeType} type */
export const isInList = (type) => (/** @type {EditorState} */ state) =>
  around(state, [bullets, numbers])?.node.type === type;

/** @param {EditorState} state */
export const isInQuote = (state) => around(state, [quote]) !== null;

/**
 * Makes a list of the lines, lines of the list, or another kind of list of it.
 * @param {NodeType} type
 * @returns {Command}
 */
export const toggleList = (type) => (state, dispatch) => {
  const list = around(state, [bullets, numbers]);
  if (list === null) {
    return wrapInList(type)(state, dispatch);
  }

  if (list.node.type === type) {
    return liftListItem(item)(state, dispatch);
  }

  dispatch?.(state.tr.setNodeMarkup(list.position, type));
  return true;
};

/** @type {Command} */
export const toggleQuote = (state, dispatch) => (isInQuote(state) ? lift : wrapIn(quote))(state, dispatch);

/** @type {Command} */
const breakLine = (state, dispatch) => {
  dispatch?.(state.tr.insertText("\n").scrollIntoView());
  return state.selection.$from.parent.type === paragraph;
};

export const toggleBold = toggleMark(schema.marks.bold);
export const toggleItalic = toggleMark(schema.marks.italic);

/**
 * The usual keys. Tab is none of them: it leaves the field, and brackets indent a list, as in mail programs.
 * @param {Command} editLink
 * @returns {Record<string, Command>}
 */
export const keysOf = (editLink) => ({
  ...baseKeymap,
  "Mod-b": toggleBold,
  "Mod-i": toggleItalic,
  "Mod-k": editLink,
  "Mod-Shift-7": toggleList(numbers),
  "Mod-Shift-8": toggleList(bullets),
  "Mod-Shift-9": toggleQuote,
  "Mod-]": sinkListItem(item),
  "Mod-[": liftListItem(item),
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Shift-Enter": breakLine,
  // What is bold stays so on the next line; an empty one leaves the list or quote.
  Enter: chainCommands(splitListItemKeepMarks(item), liftEmptyBlock, splitBlockKeepMarks),
});
