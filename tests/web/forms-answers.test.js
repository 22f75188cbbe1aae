import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readAnswers } from "../../static-web/js/forms/answers.js";
import { faultsIn, progressOf } from "../../static-web/js/forms/check.js";
import { formLimits } from "../../static-web/js/forms/limits.js";
import { merge } from "../../static-web/js/forms/merge.js";
import { askedAnswers, relevantIn } from "../../static-web/js/forms/relevance.js";
import { shownAnswer } from "../../static-web/js/forms/shown-answer.js";
import { dateIn, numberIn } from "../../static-web/js/forms/typed-value.js";
import { answered, choice, form, page, question, when, words } from "./forms-world.js";

const day = (typed) => {
  const [d = "", m = "", y = ""] = typed.split("-");
  return { day: d, month: m, year: y };
};

describe("what is asked", () => {
  const chain = form(
    page("p1", [
      choice("a", ["ja", "nee"]),
      choice("b", ["ja", "nee"], { when: when("a", "=", "ja") }),
      question("c", "text", { when: when("b", "=", "ja") }),
      question("d", "text", { when: when("b", "!=", "ja") }),
    ]),
    page("p2", [question("e", "text")], { when: when("c", "exists", true) }),
  );
  const asked = (values) => [...relevantIn(chain, { p1: answered(values) })].join();

  test("follows a chain: what is not asked counts as not answered", () => {
    assert.equal(asked({}), "p1,a,d");
    assert.equal(asked({ a: "ja", b: "ja", c: "x" }), "p1,a,b,c,p2,e");
    assert.equal(asked({ a: "nee", b: "ja", c: "x" }), "p1,a,d");
  });

  test("comes back with its answer, which is left out only of what is sent", () => {
    const answers = { p1: answered({ a: "nee", b: "ja", c: "x", d: " " }), p2: answered({ e: "y" }) };
    assert.deepEqual(Object.keys(askedAnswers(chain, answers)), ["p1"]);
    assert.deepEqual(Object.keys(askedAnswers(chain, answers).p1), ["a"]);
    assert.equal(answers.p1.c.value, "x");
  });

  for (const [kind, operator, expected, value, isAsked] of [
    ["number", ">", "17.5", "18", true], ["number", ">", "17.5", "17,5", false],
    ["number", ">=", "17.5", "17,50", true], ["number", "<", "10", "9", true], ["number", "<=", "10", "11", false],
    ["number", "=", "2", "2,0", true], ["number", "!=", "2", "3", true], ["number", "exists", true, "twaalf", false],
    ["number", "exists", false, "", true],
    ["date", ">", "2026-01-09", day("10-1-2026"), true], ["date", "<=", "2026-01-09", day("9-01-2026"), true],
    ["date", "exists", true, day("31-2-2026"), false], ["text", "=", "Anna", " Anna ", true],
    ["text", "!=", "Anna", "", true], ["choices", "=", "x", ["y", "x"], true],
    ["choices", "!=", "x", ["y", "x"], false], ["file", "exists", true, [], false],
    ["address", "exists", true, { street: "", postcode: "", city: "Ede", country: "" }, true],
  ]) {
    test(`${kind} ${operator} ${expected} with ${JSON.stringify(value)}`, () => {
      const after = question("after", "text", { when: when("q", operator, expected) });
      const made = form(page("p", [question("q", kind), after]));
      assert.equal(relevantIn(made, { p: answered({ q: value }) }).has("after"), isAsked);
    });
  }

  test("of some people is told apart", () => {
    const made = form(page("p", [question("kids", "people", {
      questions: [question("name", "text"), question("age", "text", { when: when("name", "=", "Bo") })],
    })]));
    const names = { kids: ["r1", "r2"], "kids/r1/name": "Bo", "kids/r2/name": "Cas", "kids/r2/age": "3" };
    const answers = { p: answered(names) };
    const relevant = relevantIn(made, answers);
    assert.ok(relevant.has("kids/r1/age") && !relevant.has("kids/r2/age"));
    assert.deepEqual(Object.keys(askedAnswers(made, answers).p), ["kids", "kids/r1/name", "kids/r2/name"]);
    assert.deepEqual(progressOf(made, answers), { answered: 3, total: 4 });
  });

  test("with one of two conditions", () => {
    const made = form(page("p", [choice("a", ["x"]), choice("b", ["x"]), question("c", "text", { when: { isAll: false,
      conditions: [when("a", "=", "x").conditions[0], when("b", "=", "x").conditions[0]] } })]));
    assert.ok(relevantIn(made, { p: answered({ b: "x" }) }).has("c"));
    assert.ok(!relevantIn(made, {}).has("c"));
  });
});

describe("an answer", () => {
  const fault = (asked, value) => {
    const made = form(page("p", [{ ...asked, id: "q" }]));
    return faultsIn(made, value === undefined ? {} : { p: answered({ q: value }) }).map(({ code }) => code).join();
  };
  const name = question("n", "text");
  const places = { street: "Laan 1", postcode: "1234 AB", city: "", country: "" };

  for (const [what, asked, value, expected] of [
    ["missing", question("q", "text", { isRequired: true }), undefined, "required"],
    ["of spaces", question("q", "text", { isRequired: true }), "  ", "required"],
    ["that need not be", question("q", "date"), day(""), ""],
    ["that fits", question("q", "text", { most: 3 }), "abc", ""],
    ["that is too long", question("q", "text", { most: 3 }), "abcd", "too-long"],
    ["in words", question("q", "number"), "twaalf", "not-a-number"],
    ["that can be two numbers", question("q", "number"), "1.250", "unclear-number"],
    ["below the least", question("q", "number", { least: 0 }), "-0,5", "too-small"],
    ["above the most", question("q", "number", { most: 10 }), "10,5", "too-large"],
    ["that is no day", question("q", "date"), day("30-2-2026"), "not-a-date"],
    ["that is half a day", question("q", "date"), day("30"), "not-a-date"],
    ["that is no option", choice("q", ["x"]), "y", "not-an-option"],
    ["of too few options", choice("q", ["x", "y"], { kind: "choices", least: 2 }), ["x"], "too-few"],
    ["of too many people", question("q", "people", { most: 1, questions: [name] }), ["a", "b"], "too-many"],
    ["of nobody", question("q", "people", { least: 1, questions: [name] }), [], "required"],
    ["without a city", question("q", "address"), places, "address-part"],
  ]) {
    test(what, () => assert.equal(fault(asked, value), expected));
  }

  test("that is not asked has no faults, and the others stand in the order of the form", () => {
    const made = form(
      page("p1", [choice("a", ["x"]), question("b", "text", { isRequired: true, when: when("a", "=", "x") })]),
      page("p2", [question("kids", "people", { questions: [question("name", "text", { isRequired: true })] }),
        question("last", "number")]),
    );
    const answers = { p2: answered({ kids: ["r1"], last: "x" }) };
    assert.deepEqual(faultsIn(made, answers).map(({ slot }) => slot.key), ["kids/r1/name", "last"]);
  });

  test("that is too much with the others of its page is told where most can be made shorter", () => {
    const long = (id) => question(id, "long-text", { most: 100_000 });
    const made = form(page("p1", [long("a"), long("b")]), page("p2", [long("c")]));
    const answersOf = (a) =>
      ({ p1: answered({ a: "x".repeat(a), b: "\u20ac".repeat(15_000) }), p2: answered({ c: "x" }) });
    const room = formLimits.answers - new TextEncoder().encode(JSON.stringify(answersOf(0).p1)).length;
    assert.deepEqual(faultsIn(made, answersOf(room)), []);
    const [{ slot, code, values }, ...more] = faultsIn(made, answersOf(room + 12));
    assert.deepEqual([slot.key, code, values, more], ["b", "page-too-long", { over: 12 }, []]);
  });

  test("is read again as anybody may have written it", () => {
    const asked = page("p", [question("t", "text"), question("d", "date"), question("f", "file"),
      question("kids", "people", { questions: [question("n", "text")] })]);
    const good = answered({ t: "x", d: day("1-2-2026"), kids: ["r1"], "kids/r1/n": "Bo" });
    assert.deepEqual(readAnswers(asked, good), { answers: good, isDamaged: false });
    for (const bad of [
      { ...good, weg: good.t }, answered({ t: { a: 1 } }), answered({ f: [{ id: "x" }] }),
      answered({ kids: ["r1", "r1"] }), answered({ kids: ["__proto__"] }), answered({ "kids/constructor/n": "x" }),
      answered({ "t/r1/n": "x" }), { t: { value: "x", at: 1, by: "" } }, answered({ t: "x".repeat(10_001) }), [],
      JSON.parse('{"__proto__":{"value":"x","at":"","by":""}}'), answered({ d: { ...day(""), more: "" } }),
    ]) {
      const read = readAnswers(asked, bad);
      assert.equal(read.isDamaged, !Array.isArray(bad), JSON.stringify(bad));
      assert.deepEqual(Object.keys(read.answers).filter((key) => good[key]?.value !== read.answers[key].value), []);
    }
  });

  test("is shown in words", () => {
    const talen = choice("q", ["a", "b"], { kind: "choices" });
    assert.deepEqual(shownAnswer(talen, ["b", "a"], "nl"), ["Keuze a", "Keuze b"]);
    assert.deepEqual(shownAnswer(question("q", "date"), day("1-2-2026"), "nl"), ["1 februari 2026"]);
    assert.deepEqual(shownAnswer(question("q", "date"), day("31-2-2026"), "en"), ["31-2-2026"]);
    assert.deepEqual(shownAnswer(question("q", "address"), places, "nl"), ["Laan 1", "1234 AB"]);
    assert.deepEqual(shownAnswer(question("q", "long-text"), "a\n<b>", "nl"), ["a", "<b>"]);
    const english = choice("q", ["a"], { options: [{ code: "a", text: words("", "Yes") }] });
    assert.deepEqual(shownAnswer(english, "a", "nl"), ["Yes"]);
  });
});

test("numbers and days as people write them", () => {
  assert.deepEqual(["1250", "12,50", "-3", "0,125", "1 250", "1.250,00", "1.250", "€ 5", ""].map(numberIn),
    [1250, 12.5, -3, 0.125, 1250, null, "unclear", null, null]);
  const days = ["1-2-2026", "29-02-2024", "29-2-2026", "1-2-26", "31-12-1999", "--"];
  const found = ["2026-02-01", "2024-02-29", null, null, "1999-12-31", null];
  assert.deepEqual(days.map((typed) => dateIn(day(typed))), found);
});

describe("two people's answers", () => {
  const asked = page("p", [question("a", "text"), question("b", "text"), choice("c", ["x", "y"], { kind: "choices" }),
    question("d", "date"), question("f", "file"), question("kids", "people", { questions: [question("n", "text")] })]);
  const base = answered({ a: "1", b: "1", kids: ["r1", "r2"], "kids/r1/n": "Bo" });
  const later = (values) => answered(values, "2026-11-29T11:00:00Z", "Bert");
  const merged = (mine, theirs) => {
    const { answers, asks } = merge(asked, base, { ...base, ...mine }, { ...base, ...theirs });
    return { values: Object.fromEntries(Object.entries(answers).map(([key, { value }]) => [key, value])), asks };
  };

  test("to different questions both stay", () => {
    const { values, asks } = merged(later({ a: "2", d: day("1-2-2026") }), later({ b: "3", c: ["x"] }));
    assert.deepEqual([values.a, values.b, values.c, values.d, asks], ["2", "3", ["x"], day("1-2-2026"), []]);
  });

  test("to the same question are asked, unless they say the same", () => {
    const { values, asks } = merged(answered({ a: "2", d: day("1-2-2026"), c: ["x"] }),
      later({ a: "3", d: { year: "2026", month: "2", day: "1" }, c: ["y"] }));
    assert.deepEqual(asks.map(({ key, mine, theirs }) => [key, mine.value, theirs.value, theirs.by]),
      [["a", "2", "3", "Bert"], ["c", ["x"], ["y"], "Bert"]]);
    assert.equal(values.a, "2");
  });

  test("that one took away and the other left stay away", () => {
    assert.equal(merged(later({ a: "" }), {}).values.a, "");
  });

  test("add people and files, each their own", () => {
    const file = (id) => ({ id: id.repeat(32), name: id, type: "", size: 1, seal: "" });
    const mine = later({ kids: ["r1", "r2", "r3"], f: [file("a")] });
    const { values, asks } = merged(mine, later({ kids: ["r2", "r4", "r1"], f: [file("b")] }));
    assert.deepEqual([values.kids.toSorted(), values.f.map(({ name }) => name).toSorted(), asks],
      [["r1", "r2", "r3", "r4"], ["a", "b"], []]);
  });

  test("take somebody away, but nobody of whom the other one wrote", () => {
    const left = (mine, theirs) => merged(later(mine), later(theirs)).values.kids.toSorted();
    assert.deepEqual(left({ kids: ["r1"] }, { kids: ["r1", "r2", "r3"] }), ["r1", "r3"]);
    assert.deepEqual(left({ kids: ["r2"] }, { "kids/r1/n": "Bas" }), ["r1", "r2"]);
    assert.deepEqual(left({ "kids/r1/n": "Bas" }, { kids: ["r2"] }), ["r1", "r2"]);
  });
});
