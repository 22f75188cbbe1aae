import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pasteAtOnce } from "../../static-web/js/components/long-paste.js";

/** A box, as far as pasting goes. */
class Box extends EventTarget {
  value = "Begin. Eind.";
  selectionStart = 7;
  selectionEnd = 7;
  readOnly = false;
  inputs = 0;
  ranges = 0;

  constructor() {
    super();
    pasteAtOnce(this);
    this.addEventListener("input", () => this.inputs++);
  }

  setRangeText(words, start, end) {
    this.ranges++;
    this.value = this.value.slice(0, start) + words.replaceAll("\r\n", "\n") + this.value.slice(end);
    this.setSelectionRange(start + words.length, start + words.length);
  }

  setSelectionRange(start, end) {
    this.selectionStart = start;
    this.selectionEnd = end;
  }

  /** @returns whether the browser does what it always does */
  #send(type, more) {
    const event = Object.assign(new Event(type, { cancelable: true }), more);
    return this.dispatchEvent(event);
  }

  paste(words) {
    return this.#send("paste", { clipboardData: words === null ? null : { getData: () => words } });
  }

  press(key, more) {
    return this.#send("keydown", { key, ctrlKey: false, metaKey: false, shiftKey: false, ...more });
  }
}

const long = "regel\n".repeat(18_000);

describe("a paste", () => {
  for (const [what, words] of [
    ["of 18,000 lines", long],
    ["of one line without an end", "x".repeat(900_000)],
    ["of 5,000 signs", "x".repeat(5000)],
    ["with line ends of Windows", "regel\r\n".repeat(1000)],
    ["of empty lines", "\n".repeat(20_000)],
  ]) {
    test(`${what} is put in at once, where the cursor is`, () => {
      const box = new Box();
      assert.equal(box.paste(words), false);
      assert.equal(box.value, `Begin. ${words.replaceAll("\r\n", "\n")}Eind.`);
      assert.deepEqual([box.ranges, box.inputs], [1, 1]);
    });
  }

  for (const [what, words] of [["short", "x".repeat(4999)], ["empty", ""], ["of a picture", null]]) {
    test(`that is ${what} is the browser's`, () => {
      const box = new Box();
      assert.equal(box.paste(words), true);
      assert.deepEqual([box.value, box.inputs], ["Begin. Eind.", 0]);
    });
  }

  test("takes the place of what was chosen, and comes undone", () => {
    for (const how of [{ ctrlKey: true }, { metaKey: true }]) {
      const box = new Box();
      box.setSelectionRange(0, 6);
      box.paste(long);
      assert.equal(box.value, `${long} Eind.`);

      assert.equal(box.press("z", how), false);
      assert.deepEqual([box.value, box.selectionStart, box.selectionEnd], ["Begin. Eind.", 0, 6]);
      assert.equal(box.press("z", how), true);
    }
  });

  test("that was typed after is not undone by us", () => {
    const box = new Box();
    box.paste(long);
    box.value += "!";
    assert.equal(box.press("z", { ctrlKey: true }), true);
    assert.equal(box.value, `Begin. ${long}Eind.!`);
  });

  test("does nothing in a message that is on its way", () => {
    const box = new Box();
    box.readOnly = true;
    assert.equal(box.paste(long), true);
    assert.equal(box.value, "Begin. Eind.");
  });
});
