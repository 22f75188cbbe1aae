import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { randomId } from "../../static-web/js/crypto/base64.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { openNote, sealNote } from "../../static-web/js/crypto/notes.js";
import { largestNote } from "../../static-web/js/limits.js";
import { keptAnswers } from "../../static-web/js/pages/portal/questionnaire/kept-answers.js";
import { KeptNote } from "../../static-web/js/pages/shared/kept-note.js";

const space = randomId();
const about = { kind: "typed", space, id: "new.1", author: randomId() };

/** @returns {Map<string, string>} what the browser keeps */
function useStore() {
  const items = new Map();
  globalThis.localStorage = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, words) => items.set(key, words),
    removeItem: (key) => items.delete(key),
  };
  return items;
}

const keptUnder = (sealKey, more = {}) => new KeptNote("zegel-form-x", { ...about, ...more }, () => sealKey);

afterEach(() => {
  delete globalThis.localStorage;
  mock.timers.reset();
});

test("what is typed is kept sealed, and opened by nobody but who has the key and the form", async () => {
  const items = useStore();
  const sealKey = makeSealKey();
  await keptUnder(sealKey).keep(() => ({ words: "{\"number\":\"2026-geheim\"}" }));
  assert.ok(!items.get("zegel-form-x").includes("geheim"));
  assert.equal((await keptUnder(sealKey).read()).words, "{\"number\":\"2026-geheim\"}");

  for (const other of [keptUnder(makeSealKey()), keptUnder(sealKey, { id: "other.1" }),
    keptUnder(sealKey, { author: randomId() })]) {
    await keptUnder(sealKey).keep(() => ({ words: "{}" }));
    assert.equal(await other.read(), null);
    assert.equal(items.size, 0, "what does not open is kept no longer");
  }

  items.set("zegel-form-x", "geen JSON");
  assert.equal(await keptUnder(sealKey).read(), null);
});

test("what is too much for the service is kept all the same", async () => {
  useStore();
  const sealKey = makeSealKey();
  const words = "x".repeat(2 * largestNote);
  await keptUnder(sealKey).keep(() => ({ words }));
  assert.equal((await keptUnder(sealKey).read()).words, words);
});

test("what was forgotten, or is empty by now, does not come back", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const items = useStore();
  const form = keptUnder(makeSealKey());
  const sealing = form.keep(() => ({ words: "{}" }));
  form.forget();
  await sealing;
  assert.equal(items.size, 0);

  form.keepSoon(() => ({ words: "{}" }));
  form.forget();
  mock.timers.tick(1000);
  assert.equal(items.size, 0);

  await form.keep(() => ({ words: "{}" }));
  assert.equal(items.size, 1);
  form.keepSoon(() => null);
  mock.timers.tick(1000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(items.size, 0);
});

test("what another version of the program kept is not read, and stays there for it", async () => {
  const items = useStore();
  const sealKey = makeSealKey();
  items.set("zegel-form-x", JSON.stringify(await sealNote(sealKey, { ...about, steps: [{ words: "later" }] })));
  const before = items.get("zegel-form-x");
  assert.equal(await keptUnder(sealKey).read(), null);
  assert.equal(items.get("zegel-form-x"), before);
});

test("answers that this version cannot read stay beside those that it keeps, until all were sent", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const items = useStore();
  const [part, taskId] = [{ spaceId: space, participantId: `${space}01`, sealKey: makeSealKey() }, randomId()];
  const questions = ["a", "b"].map((one) => ({ id: one, kind: "text", questions: [] }));
  const form = { pages: [{ id: "p1", questions }] };
  const answer = (value) => ({ value, at: "2026-11-29T12:00:00Z", by: "Karin" });
  const later = { drawn: answer({ strokes: [[1, 2]] }), b: answer({ rich: "words" }) };
  const identity = { kind: "answers-begun", space, id: taskId, author: part.participantId };
  const key = `zegel-answers-${part.participantId}-${taskId}-p1`;
  const answers = { a: answer("now"), ...later };
  items.set(key, JSON.stringify(await sealNote(part.sealKey, { ...identity, page: "p1", base: {}, answers })));
  const inBrowser = async () =>
    Object.keys((await openNote(part.sealKey, JSON.parse(items.get(key)), identity)).answers).sort();
  const settled = async (act) => {
    const before = items.get(key);
    act();
    mock.timers.tick(1);
    while (items.get(key) === before) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const keeper = keptAnswers(part, taskId, () => form);
  assert.deepEqual(await keeper.read("p1"), { base: {}, answers: { a: answer("now") } });
  await settled(() => keeper.keepSoon("p1", () => ({ base: {}, answers: { a: answer("changed") } })));
  assert.deepEqual(await inBrowser(), ["a", "b", "drawn"]);
  await settled(() => keeper.forget("p1"));
  assert.deepEqual(await inBrowser(), ["b", "drawn"]);
  keeper.forget("p1", true);
  assert.equal(items.size, 0);
});
