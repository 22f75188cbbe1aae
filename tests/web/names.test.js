import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { nameRefusal } from "../../static-web/js/components/problem-text.js";

describe("a name in a form", () => {
  for (const typed of ["", " ", "\t", "\u00a0\u3000", "\r\n"]) {
    test(`is asked for when it is ${JSON.stringify(typed)}`, () =>
      assert.equal(nameRefusal(typed), "start.name.empty"));
  }

  // The same as the service refuses: NamesAndTexts.cs.
  const unseen = [
    "\u200b", "\u200b\u200c\u200d\u2060", "\u061c", "\u200e\u200f", "\u202e", "\u2066\u2069", "\u00ad", "\u3164",
    "\u115f\u1160", "\uffa0", "\u2800", "\u034f", "\u180e", "\ufe0f", "\u{e0001}\u{e0041}\u{e007f}", "\u{e0100}",
    "\u0301", "\ufff9\ufffb", "\u2065", "\ufffe", "\u{1d159}", "\u2800 \u3164",
  ];
  for (const typed of unseen) {
    test(`is refused with the words of the service when nobody sees ${JSON.stringify(typed)}`, () =>
      assert.equal(nameRefusal(typed), "input.length-1-100"));
  }

  const seen = [
    "Anna\tBakker", "Anna\u200f", "\u202eAnna", "Zoë", "محمد", "می\u200cخواهم", "李", "김민준", "❤️", "3",
  ];
  for (const typed of seen) {
    test(`is taken when it is ${JSON.stringify(typed)}`, () => assert.equal(nameRefusal(typed), null));
  }
});
