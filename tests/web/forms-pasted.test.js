import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { newForm, newPage, newQuestion } from "../../static-web/js/forms/blank.js";
import { faultsOf } from "../../static-web/js/forms/definition.js";
import { readPasted, withPasted } from "../../static-web/js/forms/pasted.js";

/** The one question of a line. */
const questionOf = (line, language = "nl") => {
  const [{ questions: [question, ...more] }, ...pages] = readPasted(line, language);
  assert.deepEqual([more.length, pages.length], [0, 0]);
  return question;
};

describe("a list of questions that is pasted", () => {
  for (const [line, kind, text, isRequired = false, parts = []] of [
    ["Uw naam", "text", "Uw naam"],
    ["Uw naam *", "text", "Uw naam", true],
    ["1. Uw naam", "text", "Uw naam"],
    ["2.3 Uw naam", "text", "Uw naam"],
    ["• Uw naam", "text", "Uw naam"],
    ["- Uw naam", "text", "Uw naam"],
    ["12 jaar of ouder?", "text", "12 jaar of ouder?"],
    ["Wat doet u? [lange tekst]", "long-text", "Wat doet u?"],
    ["Inkomen [Getal] *", "number", "Inkomen", true],
    ["Inkomen * [number]", "number", "Inkomen", true],
    ["Geboren [datum]", "date", "Geboren"],
    ["Uw adres [adres]", "address", "Uw adres"],
    ["Bewijs [bestanden]", "file", "Bewijs"],
    ["Dit komt in de akte. [uitleg] *", "explanation", "Dit komt in de akte."],
    ["Getrouwd? [keuze: Ja; Nee]", "choice", "Getrouwd?", false, ["Ja", "Nee"]],
    ["Getrouwd? [keuze: Ja, Nee] *", "choice", "Getrouwd?", true, ["Ja", "Nee"]],
    ["Waar? [keuze: Utrecht, centrum; Elders]", "choice", "Waar?", false, ["Utrecht, centrum", "Elders"]],
    ["Talen [keuzes: Pools; ; Turks]", "choices", "Talen", false, ["Pools", "Turks"]],
    ["Kinderen [personen: Naam; Beroep]", "people", "Kinderen", false, ["Naam", "Beroep"]],
    ["Kies [zoals u wilt]", "text", "Kies [zoals u wilt]"],
    ["Kies [constructor]", "text", "Kies [constructor]"],
    ["Hoeveel [getal: 1; 2]", "text", "Hoeveel [getal: 1; 2]"],
    ["[datum]", "text", "[datum]"],
  ]) {
    test(line, () => {
      const question = questionOf(line);
      assert.deepEqual([question.kind, question.text, question.isRequired], [kind, { nl: text, en: "" }, isRequired]);
      assert.deepEqual([...question.options, ...question.questions].map((one) => one.text.nl), parts);
    });
  }

  test("is in the language of the page", () => {
    assert.deepEqual(questionOf("Born [date]", "en").text, { nl: "", en: "Born" });
  });

  test("is nothing when nothing stands in it", () => {
    assert.deepEqual(readPasted(" \r\n\t\n", "nl"), []);
  });

  test("begins pages, the first of them in the page that was still empty", () => {
    const form = withPasted(newForm(), readPasted("# Over u\nNaam\n\n#Wonen\nAdres [adres]\n", "nl"));
    assert.deepEqual(form.pages.map(({ title, questions }) => [title.nl, questions.map(({ text }) => text.nl)]),
      [["Over u", ["Naam"]], ["Wonen", ["Adres"]]]);
    assert.deepEqual(faultsOf({ ...form, title: { nl: "T", en: "" } }), []);
  });

  test("comes at the end, with ids of its own, and leaves what was there as it was", () => {
    const before = { ...newForm(), pages: [{ ...newPage(), questions: [newQuestion("date")] }] };
    const kept = structuredClone(before);
    const typed = "Naam\nNaam\n# Meer\nTalen [keuzes: Pools; Turks]";
    const form = withPasted(withPasted(before, readPasted(typed, "nl")), readPasted(typed, "nl"));
    assert.deepEqual(before, kept);
    assert.deepEqual(form.pages.map(({ questions }) => questions.length), [3, 3, 1]);
    const questions = form.pages.flatMap((page) => page.questions);
    const ids = [...form.pages, ...questions].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});
