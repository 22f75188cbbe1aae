import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { copyPage, newForm, newQuestion } from "../../static-web/js/forms/blank.js";
import { faultsOf, readForm, wordsIn } from "../../static-web/js/forms/definition.js";
import { formLimits } from "../../static-web/js/forms/limits.js";
import { PackedError, packForm, unpackForm } from "../../static-web/js/forms/packed.js";
import { writeForm } from "../../static-web/js/forms/write-form.js";
import { choice, form, page, question, when, words } from "./forms-world.js";

const everything = form(
  page("p1", [
    question("naam", "text", { isRequired: true, most: 80, help: words("Als in uw paspoort", "As in your passport") }),
    question("verhaal", "long-text"),
    question("leeftijd", "number", { least: 0, most: 130.5 }),
    question("geboren", "date"),
    choice("gehuwd", ["ja", "nee"]),
    choice("talen", ["nl", "en", "pl"], { kind: "choices", least: 1, most: 2 }),
  ]),
  page("p2", [
    question("adres", "address", { when: when("gehuwd", "=", "ja") }),
    question("kinderen", "people", {
      least: 1,
      most: 4,
      questions: [question("kind", "text"), question("school", "text", { when: when("kind", "exists", true) })],
    }),
    question("bewijs", "file", { most: 1 }),
    question("uitleg", "explanation", { text: words("Bijna klaar", "Nearly done") }),
  ], { when: { isAll: false, conditions: [
    { question: "leeftijd", operator: ">=", value: "17.5" },
    { question: "geboren", operator: "<", value: "2008-02-29" },
    { question: "talen", operator: "!=", value: "pl" },
    { question: "naam", operator: "=", value: "Anna" },
  ] } }),
);

/** The JSON of a form, changed. */
function changed(change, from = everything) {
  const json = JSON.parse(writeForm(from));
  change(json);
  return JSON.stringify(json);
}

const only = (text) => {
  const { form: read, faults } = readForm(text);
  assert.equal(read, null);
  return faults.map(({ code, place }) =>
    [code, ...Object.entries(place).filter(([, number]) => number !== null).flat()].join(" "));
};

describe("a form", () => {
  test("is read as it was written, with every kind, range, condition and translation", () => {
    assert.deepEqual(readForm(writeForm(everything)), { form: everything, faults: [] });
  });

  test("has the names of FHIR's Questionnaire", () => {
    const json = JSON.parse(writeForm(everything));
    assert.equal(json.resourceType, "Questionnaire");
    const [first] = json.item[0].item;
    assert.deepEqual(first.item[0].linkId, "naam.help");
    assert.deepEqual(json.item.map(({ type }) => type), ["group", "group"]);
    assert.equal(json.item[1].enableBehavior, "any");
    assert.deepEqual(json.item[1].enableWhen[0], { question: "leeftijd", operator: ">=", answerDecimal: 17.5 });
    assert.deepEqual(json.item.flatMap(({ item }) => item.map(({ type }) => type)).join(),
      "string,text,decimal,date,coding,coding,text,group,attachment,display");
  });

  test("of another program is read: its own language first, more members than ours", () => {
    const text = JSON.stringify({
      resourceType: "Questionnaire", url: "https://example.org/q", status: "draft", publisher: "x", language: "en-GB",
      title: "Intake",
      item: [{ linkId: "1", type: "group", text: "You", item: [
        { linkId: "1.1", type: "integer", text: "Age", prefix: "a", code: [{ code: "x" }], required: true },
      ] }],
    });
    const { form: read } = readForm(text);
    assert.deepEqual(read.title, { nl: "", en: "Intake" });
    assert.equal(wordsIn(read.title, "nl"), "Intake");
    assert.equal(read.pages[0].questions[0].kind, "number");
  });

  test("keeps markup as the text that it is", () => {
    const text = "<img src=x onerror=alert(1)> & <b>vet</b>";
    const { form: read } = readForm(writeForm(form(page("p", [question("q", "text", { text: words(text) })]))));
    assert.equal(read.pages[0].questions[0].text.nl, text);
  });

  test("fits in a note when it is large", async () => {
    const large = form(...Array.from({ length: 20 }, (_, at) => page(`p${at}`, Array.from({ length: 14 }, (__, of) =>
      choice(`p${at}q${of}`, ["a", "b", "c", "d"], { help: words("Uitleg bij de vraag", "Help") })))));
    const text = writeForm(large);
    const packed = await packForm(text);
    assert.ok(packed.length < formLimits.packed && text.length > 3 * packed.length);
    assert.equal(await unpackForm(packed), text);
  });

  test("that was packed by somebody else is not trusted", async () => {
    const bomb = await packForm("x".repeat(4_000_000));
    for (const packed of [bomb, "%%%", "AAAA", (await packForm("{}")).slice(4)]) {
      await assert.rejects(unpackForm(packed), PackedError);
    }
  });
});

const at = (json, ...path) => path.reduce((item, index) => item.item[index], json);

/** What is refused, and where. */
const hostile = {
  "no JSON": ["{", "not-json"],
  "a member twice": ['{"resourceType":"Questionnaire","resourceType":"Questionnaire"}', "not-json"],
  "JSON a million deep": ["[".repeat(100_000) + "]".repeat(100_000), "not-a-questionnaire"],
  "another resource": ['{"resourceType":"Patient"}', "not-a-questionnaire"],
  "nothing": ["null", "not-json"],
  "a megabyte": [`{"a":"${"x".repeat(1_000_000)}"}`, "too-large"],
  "another language": [changed((json) => { json.language = "nlx"; }), "language"],
  "no title": [changed((json) => { delete json.title; delete json._title; }), "title"],
  "no page": [changed((json) => { json.item = []; }), "no-pages"],
  "a question outside a page": [changed((json) => { json.item.push({ linkId: "x", type: "string", text: "x" }); }),
    "not-a-page page 3"],
  "a page without a question": [changed((json) => { at(json, 1).item = []; }), "empty-page page 2"],
  "10,000 items": [JSON.stringify({ resourceType: "Questionnaire", title: "x", item: [{ linkId: "p", type: "group",
    item: Array.from({ length: 10_000 }, () => ({})) }] }), "too-many-questions page 1"],
  "10,000 pages": [JSON.stringify({ resourceType: "Questionnaire", title: "x",
    item: Array.from({ length: 10_000 }, () => ({})) }), "too-many-pages"],
  "too many in all": [writeForm(form(...[0, 1].map((of) => page(`p${of}`,
    Array.from({ length: 151 }, (_, index) => question(`q${of}-${index}`, "text")))))),
    "too-many-questions page 2 question 150"],
  "an id twice": [changed((json) => { at(json, 1, 2).linkId = "naam"; }), "id-twice page 2 question 3"],
  "an id twice among people": [changed((json) => { at(json, 1, 1, 1).linkId = "p1"; }),
    "id-twice page 2 question 2 inner 2"],
  "an id of every object": [changed((json) => { at(json, 0, 1).linkId = "__proto__"; }), "id page 1 question 2"],
  "an id that is an object": [changed((json) => { at(json, 0, 1).linkId = { toString: 1 }; }), "id page 1 question 2"],
  "another one": [changed((json) => { at(json, 0, 1).linkId = "toString"; }), "id page 1 question 2"],
  "an id with a slash": [changed((json) => { at(json, 0, 1).linkId = "a/b"; }), "id page 1 question 2"],
  "a member of every object": [
    writeForm(everything).replace('"linkId":"verhaal"', '"__proto__":{"a":1},"linkId":"verhaal"'),
    "member page 1 question 2",
  ],
  "a type of FHIR that we do not ask": [changed((json) => { at(json, 0, 1).type = "quantity"; }),
    "type page 1 question 2"],
  "a type of every object": [changed((json) => { at(json, 0, 1).type = "constructor"; }), "type page 1 question 2"],
  "a group in a page": [changed((json) => { at(json, 1, 1).repeats = false; }), "nested page 2 question 2"],
  "people among people": [changed((json) => { Object.assign(at(json, 1, 1, 0), { type: "group", repeats: true,
    item: [{ linkId: "x", type: "string", text: "x" }] }); }), "nested page 2 question 2 inner 1"],
  "a question below a question": [changed((json) => { at(json, 0, 1).item = [{ type: "string", text: "x" }]; }),
    "nested page 1 question 2"],
  "nobody asked": [changed((json) => { at(json, 1, 1).item = []; }), "nobody-asked page 2 question 2"],
  "no text": [changed((json) => { delete at(json, 0, 3).text; }), "text-missing page 1 question 4"],
  "a long text": [changed((json) => { at(json, 0, 3).text = "x".repeat(2_001); }), "text-long page 1 question 4"],
  "a mark that turns the writing": [changed((json) => { at(json, 0, 3).text = "a\u202eb"; }),
    "text-marks page 1 question 4"],
  "a control character": [changed((json) => { at(json, 0, 4).answerOption[1].valueCoding.display = "a\u0007"; }),
    "text-marks page 1 question 5 option 2"],
  "half a character": [changed((json) => { at(json, 0, 3).text = "a\ud800"; }), "text-marks page 1 question 4"],
  "an expression": [changed((json) => { at(json, 0, 1).extension = [{ valueExpression: { expression: "1" } }]; }),
    "expression page 1 question 2"],
  "options elsewhere": [changed((json) => { at(json, 0, 4).answerValueSet = "https://example.org"; }),
    "options-elsewhere page 1 question 5"],
  "no options": [changed((json) => { at(json, 0, 5).answerOption = []; }), "options-missing page 1 question 6"],
  "an option without a code": [changed((json) => { at(json, 0, 5).answerOption[1] = { valueString: "x" }; }),
    "option page 1 question 6 option 2"],
  "an option twice": [changed((json) => { at(json, 0, 5).answerOption[2].valueCoding.code = "nl"; }),
    "option-twice page 1 question 6 option 3"],
  "101 options": [writeForm(form(page("p", [choice("q", Array.from({ length: 101 }, (_, of) => `c${of}`))]))),
    "too-many-options page 1 question 1"],
  "a length of nothing": [changed((json) => { at(json, 0, 0).maxLength = 0; }), "number page 1 question 1"],
  "a length in words": [changed((json) => { at(json, 0, 0).maxLength = "12"; }), "number page 1 question 1"],
  "more at least than at most": [changed((json) => { at(json, 0, 5).extension[0].valueInteger = 3; }),
    "range page 1 question 6"],
  "a condition on what is not there": [changed((json) => { at(json, 1, 0).enableWhen[0].question = "weg"; }),
    "condition-unknown page 2 question 1 condition 1"],
  "a condition on itself": [changed((json) => { at(json, 1, 0).enableWhen[0].question = "adres"; }),
    "condition-later page 2 question 1 condition 1"],
  "a page on what stands in it": [changed((json) => {
    at(json, 1).enableWhen[0] = { question: "bewijs", operator: "exists", answerBoolean: true };
  }), "condition-later page 2 condition 1"],
  "a condition on an explanation": [changed((json) => {
    at(json, 1).item.push({ linkId: "x", type: "string", text: "x",
      enableWhen: [{ question: "uitleg", operator: "exists", answerBoolean: true }] });
  }), "condition-explanation page 2 question 5 condition 1"],
  "a condition on one of some people": [changed((json) => {
    at(json, 1, 2).enableWhen = [{ question: "kind", operator: "exists", answerBoolean: true }];
  }), "condition-people page 2 question 3 condition 1"],
  "an operator of another kind": [changed((json) => { at(json, 1, 0).enableWhen[0].operator = ">"; }),
    "condition-operator page 2 question 1 condition 1"],
  "no operator": [changed((json) => { at(json, 1, 0).enableWhen[0].operator = "eval"; }),
    "condition page 2 question 1 condition 1"],
  "no such option": [changed((json) => { at(json, 1, 0).enableWhen[0].answerCoding.code = "misschien"; }),
    "condition-value page 2 question 1 condition 1"],
  "no such day": [changed((json) => { at(json, 1).enableWhen[1].answerDate = "2026-02-30"; }),
    "condition-value page 2 condition 2"],
  "21 conditions": [changed((json) => { at(json, 1).enableWhen = Array(21).fill(at(json, 1).enableWhen[0]); }),
    "too-many-conditions page 2"],
};

describe("refused, with its place:", () => {
  for (const [what, [text, expected]] of Object.entries(hostile)) {
    test(what, () => assert.ok(only(text).includes(expected), only(text).join("; ")));
  }

  test("a loop of conditions", () => {
    const loop = form(page("p", [
      choice("a", ["x"], { when: when("b", "=", "x") }),
      choice("b", ["x"], { when: when("c", "=", "x") }),
      choice("c", ["x"], { when: when("a", "=", "x") }),
    ]));
    assert.deepEqual(only(writeForm(loop)),
      ["condition-later page 1 question 1 condition 1", "condition-later page 1 question 2 condition 1"]);
  });

  test("no more faults than somebody reads", () => {
    const bad = form(page("p", Array.from({ length: 200 }, () => question("q", "text"))));
    assert.equal(faultsOf(bad).length, formLimits.faults);
  });
});

describe("a blank", () => {
  test("form is not finished: it says what is missing", () => {
    const made = newForm();
    made.pages[0].questions.push(newQuestion("choice"), newQuestion("people"));
    const codes = new Set(faultsOf(made).map(({ code }) => code));
    assert.deepEqual([...codes].sort(), ["option", "text-missing", "title"]);
  });

  test("copy of a page asks its own questions", () => {
    const made = form(page("p", [choice("a", ["x"]), question("b", "text", { when: when("a", "=", "x") })]));
    made.pages.push(copyPage(made.pages[0]));
    assert.deepEqual(faultsOf(made), []);
    const [first, second] = made.pages[1].questions;
    assert.equal(second.when.conditions[0].question, first.id);
  });
});
