import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
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
