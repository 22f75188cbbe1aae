import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { ProblemError, call } from "../../static-web/js/api/call.js";

const { fetch } = globalThis;
globalThis.document ??= /** @type {any} */ (new EventTarget());

afterEach(() => (globalThis.fetch = fetch));

/** Answers one after the other; the last one for ever. @param {(() => Response)[]} answers */
function service(...answers) {
  let asked = 0;
  globalThis.fetch = async () => answers[Math.min(asked++, answers.length - 1)]();
  return { asked: () => asked };
}

const isRefused = (/** @type {string} */ code) => (/** @type {unknown} */ error) =>
  error instanceof ProblemError && error.code === code;

const done = () => Response.json({ is: "done" });
const refused = (/** @type {string} */ code) => () =>
  new Response(JSON.stringify({ type: `/problems/${code}`, title: "", status: 409 }), {
    status: 409,
    headers: { "Content-Type": "application/problem+json" },
  });

test("What met another change is asked again, since nothing was changed", async () => {
  const { asked } = service(refused("changed-meanwhile"), done);
  assert.deepEqual(await call("GET session"), { is: "done" });
  assert.equal(asked(), 2);
});

test("What keeps meeting other changes is told", async () => {
  const { asked } = service(refused("changed-meanwhile"));
  await assert.rejects(call("GET session"), isRefused("changed-meanwhile"));
  assert.equal(asked(), 3);
});

test("Another refusal is told at once", async () => {
  const { asked } = service(refused("id-taken"));
  await assert.rejects(call("GET session"), isRefused("id-taken"));
  assert.equal(asked(), 1);
});
