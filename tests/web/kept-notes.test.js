import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { randomId } from "../../static-web/js/crypto/base64.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
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
