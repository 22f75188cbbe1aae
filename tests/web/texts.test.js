import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { en } from "../../static-web/js/text/en.js";
import { nl } from "../../static-web/js/text/nl.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const site = path.join(root, "static-web");

/** Keys that are put together from parts, by how they begin. */
const composed = [
  "audit.event.", "choose.", "compose.busy.", "dead-end.", "download.", "files.", "input.", "keys.", "log-in.code.",
  "log-in.way.", "method.", "my.added.", "preview.", "problem.", "receipt.", "start.sent.", "transfer.",
];

const sources = readdirSync(site, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(js|html)$/.test(file) && !file.includes(`text${path.sep}`))
  .map((file) => readFileSync(path.join(site, file), "utf8"))
  .join("\n");

const placeholders = (words) => [...words.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();

test("both languages have the same texts", () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(nl).sort());
});

test("both languages fill in the same values", () => {
  for (const key of Object.keys(nl)) {
    assert.deepEqual(placeholders(en[key]), placeholders(nl[key]), key);
  }
});

test("every text is used", () => {
  const unused = Object.keys(nl).filter(
    (key) => !sources.includes(`"${key}"`) && !composed.some((beginning) => key.startsWith(beginning)),
  );
  assert.deepEqual(unused, []);
});

test("every key that is named has a text", () => {
  const named = [...sources.matchAll(/(?:text|label|hint|advice|submit)[:=] ?"([a-z][a-z.-]+)"/g)];
  const missing = named.map(([, key]) => key).filter((key) => key.includes(".") && !(key in nl));
  assert.deepEqual(missing, []);
});

test("every problem of the service has words", () => {
  const contract = readFileSync(path.join(root, "docs", "api.md"), "utf8");
  const refusals = [...contract.matchAll(/\b4\d\d\)? `([a-z]+(?:-[a-z]+)+)`/g)].map(([, code]) => code);
  const missing = refusals.filter((code) => !(`problem.${code}` in nl));
  assert.ok(refusals.length > 8);
  assert.deepEqual(missing, []);
});

test("no text speaks of what only programmers know", () => {
  for (const words of [...Object.values(nl), ...Object.values(en)]) {
    assert.doesNotMatch(words, /\b(token|session|sync|end-to-end)\b/i);
  }
});
