import assert from "node:assert/strict";
import { test } from "node:test";
import { isLongEnough } from "../../static-web/js/components/password-length.js";
import { passphrase } from "../../static-web/js/components/passphrase.js";

const made = Array.from({ length: 500 }, passphrase);

test("a password that was made has five words, one with a capital, and a number", () => {
  for (const one of made) {
    assert.match(one, /^[A-Z][a-z]+(-[a-z]+){4}-[1-9]\d\d$/);
    assert.ok(isLongEnough(one, 8));
  }
});

test("every word is drawn from 256, about as often", () => {
  const counts = new Map();
  for (const word of made.flatMap((one) => one.toLowerCase().split("-").slice(0, 5))) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }

  // 2,500 words drawn: 9.8 of each. Each of these fails by chance less than once in a hundred thousand runs.
  assert.ok(counts.size > 245 && counts.size <= 256, `${counts.size} words`);
  assert.ok(Math.max(...counts.values()) < 35, `a word came ${Math.max(...counts.values())} times`);
});

test("long enough is 15 characters, or the minimum with a capital and a digit", () => {
  assert.ok(isLongEnough("vijftien tekens", 8));
  assert.ok(!isLongEnough("veertien teken", 8));
  assert.ok(isLongEnough("Achttek1", 8));
  assert.ok(!isLongEnough("Zeven_1", 8));
  assert.ok(!isLongEnough("achttek1", 8));
  assert.ok(!isLongEnough("Achttekn", 8));
  assert.ok(isLongEnough("Élégant1", 8));
  assert.ok(!isLongEnough("Achttek1", 15));
});

test("characters are counted, not the parts they are written in", () => {
  assert.ok(!isLongEnough("😀".repeat(14), 15));
  assert.ok(isLongEnough("😀".repeat(15), 15));
  assert.ok(!isLongEnough("e\u0301".repeat(14), 15));
});
