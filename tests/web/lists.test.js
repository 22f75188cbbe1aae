import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
const { fileList } = await import("../../static-web/js/components/file-list.js");
const { messageCard } = await import("../../static-web/js/components/message-card.js");
const { list } = await import("../../static-web/js/components/list.js");

/** A row with two controls. */
const rowOf = (row) => {
  const element = document.createElement("li");
  const controls = [document.createElement("a"), document.createElement("button")];
  element.append(...controls);
  return Object.assign(element, { row, querySelectorAll: () => controls });
};

const rows = (...ids) => ids.map((id) => ({ id, words: id }));

describe("a list", () => {
  let parent, show;

  beforeEach(() => {
    document.activeElement = null;
    parent = document.createElement("ul");
    show = list(parent, ({ id }) => id, rowOf);
  });

  const shown = () => parent.children.map(({ row }) => row.id).join("");

  test("has its rows in their order, whatever came, went or moved", () => {
    for (const ids of ["abc", "cab", "b", "dbe", "", "edcba"]) {
      show(rows(...ids));
      assert.equal(shown(), ids);
    }
  });

  test("keeps the elements of rows that did not change, and no others", () => {
    const [a, b] = show(rows("a", "b"));
    const [c, sameB, otherA] = show([...rows("c", "b"), { id: "a", words: "changed" }]);

    assert.equal(sameB, b);
    assert.notEqual(otherA, a);
    assert.equal(otherA.row.words, "changed");
    assert.deepEqual(parent.children, [c, b, otherA]);
  });

  test("keeps the focus in a row that moved", () => {
    const [, b] = show(rows("a", "b"));
    b.children[1].focus();

    show(rows("b", "a"));

    assert.equal(document.activeElement, b.children[1]);
  });

  test("keeps the focus on the same control of a row that was made anew", () => {
    const [a] = show(rows("a", "b"));
    a.children[1].focus();

    const [anew] = show([{ id: "a", words: "changed" }, ...rows("b")]);

    assert.equal(document.activeElement, anew.children[1]);
  });

  test("takes the focus to no other row when its row is gone", () => {
    const [a] = show(rows("a", "b"));
    a.children[0].focus();

    show(rows("b"));

    assert.equal(document.activeElement, null);
  });

  test("keeps the focus in what a row that is made anew took over from the one before", () => {
    const showAgain = list(parent, ({ id }) => id, (row, before) => {
      const made = document.createElement("li");
      const control = before?.children[0] ?? document.createElement("button");
      control.remove();
      made.append(control);
      return Object.assign(made, { row, querySelectorAll: () => [] });
    });
    const [{ children: [control] }] = showAgain(rows("a"));
    control.focus();

    const [anew] = showAgain([{ id: "a", words: "changed" }]);

    assert.deepEqual([document.activeElement, anew.children[0]], [control, control]);
  });

  test("takes the focus to the row when the control of one that was made anew is hidden", () => {
    const showAgain = list(parent, ({ id }) => id, (row) => {
      const made = rowOf(row);
      made.children[1].hidden = row.words === "changed";
      return made;
    });
    const [a] = showAgain(rows("a"));
    a.children[1].focus();

    const [anew] = showAgain([{ id: "a", words: "changed" }]);

    assert.equal(document.activeElement, anew);
  });

  test("tells what a row was before to whom makes it anew", () => {
    const befores = [];
    const showAgain = list(parent, ({ id }) => id, (row, before) => {
      befores.push(before?.row.words);
      return rowOf(row);
    });
    showAgain(rows("a"));
    showAgain([{ id: "a", words: "changed" }]);

    assert.deepEqual(befores, [undefined, "a"]);
  });
});

describe("the files of a draft", () => {
  const entryOf = (file, state) => ({
    file,
    name: file.name,
    upload: { state, sent: 0, secondsLeft: null, bytesPerSecond: 0, error: null },
  });
  const left = { fileId: "left", name: "left.pdf", percent: 40, size: 9 };

  test("stand below those of an earlier visit; one that is sent anew stays in its place, as another row", () => {
    const again = [];
    const { element, show } = fileList({ remove() {}, again: (entry) => again.push(entry), forget() {}, choose() {} });
    const [one, other] = [{ name: "a.pdf", size: 1 }, { name: "b.pdf", size: 2 }];
    const [first, second] = [entryOf(one, "sending"), entryOf(other, "ready")];
    show([first, second], [left]);
    const before = [...element.children];
    assert.equal(before.length, 3);

    show([entryOf(one, "waiting"), second], []);

    const [row, same] = element.children;
    assert.notEqual(row, before[1]);
    assert.equal(same, before[2]);
    assert.equal(element.children.length, 2);
  });

  test("keep their rows while they change, and say how they are", () => {
    const { element, show } = fileList({ remove() {}, again() {}, forget() {}, choose() {} });
    const entry = entryOf({ name: "a.pdf", size: 1 }, "waiting");
    show([entry], []);
    const [row] = element.children;
    const stateOf = () => row.children.at(-1).children[0].dataset.text;
    assert.equal(stateOf(), "files.waiting");

    entry.upload.state = "ready";
    show([entry], []);

    assert.deepEqual([element.children[0], stateOf()], [row, "files.ready"]);
  });
});

test("the files of a message stay what they are in a card that is made anew", () => {
  const held = document.createElement("ul");
  const files = { prepare: () => assert.fail("They were made anew."), makeDownload() {}, read() {} };
  const at = "2026-11-28T12:00:00Z";
  const words = { text: "x", body: null, subject: "y" };
  const message = { author: "a", by: null, at, ...words, expiresAt: null, revokedAt: null, receipts: [], files: [{}] };
  const context = { own: "b", nameOf: () => "Anna", awaited: ["a", "b"], files, menuOf: () => [] };

  const before = { querySelector: (named) => (named === ".attachments" ? held : null) };
  const card = messageCard(message, context, true, before);

  assert.ok(card.contains(held));
});
