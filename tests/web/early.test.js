import assert from "node:assert/strict";
import { register } from "node:module";
import { test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
globalThis.navigator ??= { languages: ["nl"] };

// The texts of conversations do not come: the network, or a page that is older than the site.
const hooks = `export const resolve = (name, context, next) => {
  if (name.endsWith("/conversations.js")) {
    throw new Error("The texts did not come.");
  }

  return next(name, context);
};`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

const unhandled = [];
process.on("unhandledRejection", (error) => unhandled.push(error));

test("texts that do not come are told once, by the page that waits for them", async () => {
  await import("../../static-web/js/text/early.js");
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(unhandled, []);

  const { startLanguage } = await import("../../static-web/js/text/text.js");
  await assert.rejects(startLanguage(), /The texts did not come/);
});
