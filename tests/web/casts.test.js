import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const site = fileURLToPath(new URL("../../static-web/", import.meta.url));

const plainBuffer = "Web Crypto and streams work on bytes with a plain buffer, which the caller's type does not say.";
const worker = "`self` has the type of a window in one configuration and of a worker in the other.";
const thrown = "An error may be anything; its members are looked at one by one after this.";
const inRange = "The index comes from the same list.";

/** Files that claim a type where the checker cannot know it, how often, and why. A new one has to have a reason. */
const allowed = {
  "js/api/call.js": [2, "What is left of a typed address, and the parts of a route that not every route has."],
  "js/components/dropped-files.js": [2, "The kind of an entry is a flag of it."],
  "js/components/enter.js": [1, "Where a key is pressed is an element; tests press on less."],
  "js/components/passkey.js": [3, "Options and answers are JSON between the service and the browser."],
  "js/components/problem-text.js": [1, thrown],
  "js/crypto/browser-key.js": [1, plainBuffer],
  "js/crypto/content-keys.js": [1, plainBuffer],
  "js/crypto/encryption-data.js": [1, "The lines above it looked."],
  "js/crypto/key-wrap.js": [3, plainBuffer],
  "js/crypto/name-tags.js": [1, plainBuffer],
  "js/crypto/note-shapes.js": [1, "A note has the shape of its kind once `has` said so."],
  "js/crypto/object-opener.js": [1, plainBuffer],
  "js/crypto/plain-check.js": [1, plainBuffer],
  "js/crypto/seal.js": [1, plainBuffer],
  "js/crypto/strict-json.js": [1, "A colon stands within an object: the text was parsed before."],
  "js/download/archive.js": [1, plainBuffer],
  "js/download/download.js": [1, inRange],
  "js/download/exact-reader.js": [1, plainBuffer],
  "js/download/open-worker.js": [2, worker],
  "js/download/sources.js": [1, inRange],
  "js/forms/members.js": [1, "What JSON has between braces; its members are looked at one by one after this."],
  "js/pages/shared/enrolment.js": [1, "A passkey is always asked a name first."],
  "js/spaces/conversation.js": [1, plainBuffer],
  "js/spaces/unfinished.js": [1, plainBuffer],
  "js/storage/ask.js": [1, thrown],
  "js/storage/blob.js": [1, plainBuffer],
  "js/trusted-scripts.js": [2, "The checker's DOM has no Trusted Types yet."],
  "js/upload/journal.js": [1, "The keys of the store are pairs."],
  "js/upload/seal-worker.js": [2, worker],
  "service-worker.js": [2, worker],
};

const sources = readdirSync(site, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll(path.sep, "/"))
  .filter((file) => file.endsWith(".js") && !file.startsWith("vendor/"))
  .map((file) => [file, readFileSync(path.join(site, file), "utf8")]);

/** A comment with a type that stands before a parenthesis is a cast; one to `const` claims nothing. */
const casts = (source) => source.match(/\/\*\* @type \{(?!const\})[^\n]*?\} \*\/\s*\(/g) ?? [];

test("a cast is found, a type of a variable or of a parameter is not", () => {
  assert.equal(casts("const a = /** @type {HTMLElement} */ (b);").length, 1);
  assert.equal(casts("const a = /** @type {{ b?: string }} */ (\n  b);").length, 1);
  assert.equal(casts('const a = /** @type {const} */ (["b"]);').length, 0);
  assert.equal(casts("/** @type {string | null} */\nlet a = null;").length, 0);
  assert.equal(casts("const a = (/** @type {string} */ b) => b;").length, 0);
});

test("nobody claims a type that the checker can know", () => {
  const found = sources.flatMap(([file, source]) => {
    const count = casts(source).length;
    return count === 0 ? [] : [[file, count]];
  });
  const expected = Object.entries(allowed).map(([file, [count]]) => [file, count]);
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
});

test("nobody tells the checker to look away", () => {
  for (const [file, source] of sources) {
    assert.doesNotMatch(source, /@ts-(?:ignore|expect-error|nocheck)/, file);
  }
});
