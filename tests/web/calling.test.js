import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { OfflineError, ProblemError, call } from "../../static-web/js/api/call.js";

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

/** An answer whose headers came, and whose body does not. @param {string} type @param {number} status */
const breaking = (type, status) => (/** @type {unknown} */ cause) => new Response(
  new ReadableStream({ start: (body) => (body.enqueue(new TextEncoder().encode("{")), body.error(cause)) }),
  { status, headers: { "Content-Type": type } },
);

test("An answer that breaks off, or is given up, after its headers came is none", async () => {
  const lost = new TypeError("network error");
  const givenUp = new DOMException("signal is aborted without reason", "AbortError");
  for (const cause of [lost, givenUp]) {
    for (const answer of [
      breaking("application/json; charset=utf-8", 200),
      breaking("application/jsonl", 200),
      breaking("application/problem+json", 409),
    ]) {
      service(() => answer(cause));
      await assert.rejects(call("GET session"), (error) => error instanceof OfflineError && error.cause === cause);
    }
  }

  service(() => new Response("{", { headers: { "Content-Type": "application/json" } }));
  await assert.rejects(call("GET session"), OfflineError);
});
