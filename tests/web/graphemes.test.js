import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { boundaryBefore, initialsOf, startOf } from "../../static-web/js/text/graphemes.js";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
const { answerTo } = await import("../../static-web/js/pages/shared/writing.js");
const { messageCard } = await import("../../static-web/js/components/message-card.js");

/** What a reader sees as one sign, of more than one UTF-16 unit. */
const signs = {
  "an emoji": "👍",
  "an emoji with a skin colour": "👍🏽",
  "a family": "👨‍👩‍👧‍👦",
  "a flag": "🇳🇱",
  "a flag of a part of a country": "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  "a letter with its accent apart": "e\u0301",
  "a syllable of Devanagari": "नि",
  "Hangul in its parts": "\u1112\u1161\u11ab",
  "a rare Chinese sign": "𠮷",
  "a key": "1\ufe0f\u20e3",
};

for (const [what, sign] of Object.entries(signs)) {
  describe(what, () => {
    test("is whole or not there, wherever words are cut", () => {
      const words = `ab${sign}cd`;
      for (let at = 0; at <= words.length; at++) {
        const expected = at >= 2 + sign.length ? words.slice(0, at) : "ab".slice(0, at);
        assert.equal(startOf(words, at), expected, `at ${at}`);
        assert.equal(boundaryBefore(words, at), expected.length);
      }
    });

    test("is whole in initials", () => {
      assert.equal(initialsOf(`${sign}anna ${sign}`), `${sign}${sign}`.toUpperCase());
    });

    test("is whole or not there at the end of the subject of an answer", () => {
      const subject = answerTo("x".repeat(197 - sign.length) + sign.repeat(3));
      assert.equal(subject, `RE: ${"x".repeat(197 - sign.length)}`);
      assert.ok(subject.length <= 200);
    });

    test("is whole or not there at the end of a folded message", () => {
      const message = {
        messageId: "1", at: "2026-11-28T12:00:00Z", author: "a", by: null, isNew: false, damaged: false,
        subject: "s", text: "x".repeat(161 - sign.length) + sign, body: null, files: [],
        expiresAt: null, revokedAt: null, receipts: [],
      };
      const files = { prepare() {} };
      const context = { own: "b", nameOf: () => "Anna", awaited: ["a", "b"], files, menuOf: () => [] };
      const card = messageCard(message, context, false);
      const find = (one) => (one.className === "message-excerpt" ? one
        : (one.children ?? []).map(find).find((found) => found !== undefined));
      assert.equal(find(card).textContent, "x".repeat(161 - sign.length));
    });
  });
}

test("what fits stays as it is", () => {
  for (const words of ["", "a", "👍🏽", "x".repeat(160)]) {
    assert.equal(startOf(words, 160), words);
  }

  assert.equal(answerTo("Uitslag"), "RE: Uitslag");
  assert.equal(answerTo("re: Uitslag"), "re: Uitslag");
  assert.equal(answerTo(""), "");
});

test("initials are of the first two words, whatever stands around them", () => {
  for (const [name, initials] of [
    ["Conny de Vries", "CD"], ["  Conny  ", "C"], ["", ""], ["élise", "É"], ["ijsbrand", "I"],
    ["李 小龙", "李小"],
  ]) {
    assert.equal(initialsOf(name), initials, name);
  }
});
