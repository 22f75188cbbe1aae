import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { JoinedAnswers } from "../../static-web/js/forms/joined-answers.js";
import { answered, form, page, question } from "./forms-world.js";

const made = form(page("p", [question("a", "text"), question("b", "text")]));
const answer = (value, by = "Bert") => ({ value, at: "2026-11-29T11:00:00Z", by });

describe("answers beside those that are saved", () => {
  test("are not saved until they are, also when something is typed meanwhile", () => {
    const joined = new JoinedAnswers(made);
    joined.write("p", "a", answer("1"));
    const sent = joined.of("p");
    joined.write("p", "b", answer("2"));
    joined.wasSaved("p", sent, 1);
    assert.deepEqual(Object.keys(joined.unsavedOf("p").answers), ["b"]);
    joined.wasSaved("p", joined.of("p"), 2);
    assert.equal(joined.isUnsaved, false);
    assert.equal(joined.revisionOf("p"), 2);
  });

  test("are joined to what somebody else saved, and asked where both answered", () => {
    const joined = new JoinedAnswers(made);
    joined.take("p", answered({ a: "0", b: "0" }), 1);
    joined.write("p", "a", answer("mine"));
    joined.take("p", { a: answer("theirs", "Anna"), b: answer("theirs", "Anna") }, 2);
    assert.equal(joined.of("p").b.value, "theirs");
    assert.deepEqual(joined.asks.get("p").map(({ key, theirs }) => [key, theirs.by]), [["a", "Anna"]]);
    joined.write("p", "a", answer("mine, again"));
    const elsewhere = new JoinedAnswers(made);
    elsewhere.take("p", { a: answer("theirs", "Anna"), b: answer("theirs", "Anna") }, 2);
    elsewhere.join("p", joined.unsavedOf("p"));
    assert.deepEqual(elsewhere.asks.get("p").map(({ mine, theirs }) => [mine.value, theirs.value]),
      [["mine, again", "theirs"]], "what was not chosen is asked again after a reload");
    assert.equal(joined.settle("p", "a").mine.value, "mine, again");
    assert.equal(joined.asks.has("p"), false);
    assert.deepEqual(joined.unsavedOf("p").base.a.value, "theirs");
  });

  test("that this browser kept are put back on what is saved now", () => {
    const before = new JoinedAnswers(made);
    before.take("p", answered({ a: "0", b: "0" }), 1);
    before.write("p", "a", answer("mine"));
    const kept = before.unsavedOf("p");
    const joined = new JoinedAnswers(made);
    joined.take("p", { ...answered({ a: "0" }), b: answer("theirs", "Anna") }, 2);
    joined.join("p", kept);
    assert.deepEqual([joined.of("p").a.value, joined.of("p").b.value, joined.asks.size], ["mine", "theirs", 0]);
    assert.equal(joined.isUnsaved, true);
    const saved = new JoinedAnswers(made);
    saved.take("p", before.of("p"), 2);
    saved.join("p", kept);
    assert.equal(saved.isUnsaved, false);
  });
});
