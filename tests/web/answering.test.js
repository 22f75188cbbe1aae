import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
const { answerTo, inLanguage, mostSigns, quoteOf, withoutQuote } =
  await import("../../static-web/js/text/answering.js");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
const { countSigns, firstSigns } = await import("../../static-web/js/text/graphemes.js");

const family = "👨‍👩‍👧‍👦";

describe("an answer", () => {
  test("quotes the message that it answers, and leaves at least half of its room", () => {
    assert.equal(quoteOf("Kunt u tekenen?\nGroet"), "\n\n--- Oorspronkelijk bericht ---\nKunt u tekenen?\nGroet");
    assert.equal(quoteOf(" \n"), "");
    for (const long of ["a".repeat(4000), family.repeat(4000), "ë e\u0301\r\n".repeat(1000)]) {
      const quote = quoteOf(long);
      assert.ok(countSigns(quote) <= mostSigns / 2, String(countSigns(quote)));
      assert.ok(countSigns(quote) > mostSigns / 2 - 20);
      assert.match(quote, /\n\[…\]$/);
    }
  });

  test("takes nothing along of what that message quoted itself, in either language", () => {
    for (const line of ["--- Oorspronkelijk bericht ---", "--- Original message ---"]) {
      assert.equal(withoutQuote(`Ja.\n\n${line}\nKunt u tekenen?`), "Ja.");
      assert.equal(quoteOf(`Ja.\n\n${line}\nVraag`), "\n\n--- Oorspronkelijk bericht ---\nJa.");
      assert.equal(withoutQuote(`Er staat ${line} in een zin.`), `Er staat ${line} in een zin.`);
    }
  });

  test("is sent with the line above its quote in the language of the page then", async () => {
    const begun = `Ja.${quoteOf("Kunt u tekenen?")}`;
    assert.equal(inLanguage(begun), begun);
    await chooseLanguage("en");
    assert.equal(inLanguage(begun), "Ja.\n\n--- Original message ---\nKunt u tekenen?");
    const sentence = "Het --- Oorspronkelijk bericht --- is kwijt.";
    assert.equal(inLanguage(sentence), sentence);
    await chooseLanguage("nl");
    const longest = "a".repeat(mostSigns - 28) + quoteOf("x").replace("Oorspronkelijk bericht", "Original message");
    assert.ok(countSigns(longest) <= mostSigns);
    assert.equal(inLanguage(longest), longest, "it would not fit");
  });

  test("has RE: before its subject, once", () => {
    assert.equal(answerTo("Akte"), "RE: Akte");
    assert.equal(answerTo("re: Akte"), "re: Akte");
    assert.ok(answerTo("x".repeat(200)).length <= 200);
  });
});

describe("signs", () => {
  test("are counted as people count them", () => {
    const cases = [["", 0], ["24 tekens, met spaties!!", 24], [family, 1], ["e\u0301", 1], ["🇳🇱🇧🇪", 2], ["a\nb", 3]];
    for (const [words, count] of cases) {
      assert.equal(countSigns(words), count, words);
    }
  });

  test("are cut between them, and never within", () => {
    assert.equal(firstSigns(`a${family}b`, 2), `a${family}`);
    assert.equal(firstSigns("abc", 2), "ab");
    assert.equal(firstSigns("é", 5), "é");
    assert.equal(firstSigns(family.repeat(10), 0), "");
  });
});
