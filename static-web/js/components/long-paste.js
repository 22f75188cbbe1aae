/**
 * From here a paste is put in by us, in UTF-16 units. Browsers put in line after line, as if it was typed: of 18,000
 * lines that takes them seconds, in which the page stands still.
 */
const longest = 5_000;

/**
 * Puts long pastes in a box at once. What the browser then no longer can, undoing it, is done here too.
 * @param {HTMLTextAreaElement} box
 */
export function pasteAtOnce(box) {
  /** What stood there before the last long paste, and after it. */
  let last = { before: "", start: 0, end: 0, after: "" };

  /** @param {string} words */
  const put = (words) => {
    const { value: before, selectionStart: start, selectionEnd: end } = box;
    box.setRangeText(words, start, end, "end");
    last = { before, start, end, after: box.value };
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  box.addEventListener("paste", (event) => {
    const words = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n");
    if (words.length >= longest && !box.readOnly && !event.defaultPrevented) {
      event.preventDefault();
      put(words);
      if (box.selectionEnd === box.value.length) {
        box.scrollTop = box.scrollHeight;
      }
    }
  });
  box.addEventListener("keydown", (event) => {
    const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (isUndo && last.after !== "" && box.value === last.after && !box.readOnly) {
      event.preventDefault();
      box.value = last.before;
      box.setSelectionRange(last.start, last.end);
      last = { before: "", start: 0, end: 0, after: "" };
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}
