import assert from "node:assert/strict";
import { test } from "node:test";
import { late } from "../../static-web/js/browser/late.js";
import { codeOf, problemText } from "../../static-web/js/components/problem-text.js";
import { texts as dutch } from "../../static-web/js/text/nl/common.js";
import { importedBy } from "../../infra/scripts/write-pages.mjs";
import { fileURLToPath } from "node:url";

const site = fileURLToPath(new URL("../../static-web", import.meta.url));

test("a part that comes is handed on", async () => {
  assert.deepEqual(await late(() => Promise.resolve({ part: 1 })), { part: 1 });
});

test("a part that does not come says that the page must be loaded again", async () => {
  const cause = new TypeError("Failed to fetch dynamically imported module");
  const error = await late(() => Promise.reject(cause)).catch((refused) => refused);
  assert.equal(codeOf(error), "part-missing");
  assert.equal(error.cause, cause);
  assert.ok(`problem.${codeOf(error)}` in dutch);
  assert.ok(problemText(error).key);
});

const comesLater = [
  "js/components/composer.js",
  "js/upload/upload.js",
  "js/download/download.js",
  "js/pages/shared/enrolment.js",
];

for (const page of ["open", "mail", "login", "start"]) {
  test(`what is seen first of /${page}/ waits for no writing, no files and no enrolling`, () => {
    const first = importedBy(site, `js/pages/${page}/index.js`);
    assert.deepEqual(comesLater.filter((module) => first.includes(module)), []);
  });
}

test("the log-in over a page is there before it is needed", () => {
  assert.ok(importedBy(site, "js/pages/mail/index.js").includes("js/components/log-in-form.js"));
});
