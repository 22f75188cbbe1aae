import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

/** @type {{ body: any, headers: Record<string, string>, keepalive: boolean, signal: AbortSignal | null,
 *   answer: (response: Response) => void }[]} */
let asked = [];
const { fetch } = globalThis;
const page = new EventTarget();
const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
Object.assign(globalThis, {
  document,
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
});
const { Presence } = await import("../../static-web/js/pages/mail/presence.js");

const place = { mailboxId: "m".repeat(32), at: null, isWriting: false };
const turn = () => new Promise((resolve) => setImmediate(resolve));
/** @type {AbortController} */
let over;

beforeEach(() => {
  asked = [];
  over = new AbortController();
  document.visibilityState = "visible";
  mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.fetch = (_, { body, headers, keepalive, signal }) => new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
    asked.push({ body: JSON.parse(body), headers, keepalive, signal, answer: resolve });
  });
});

afterEach(() => {
  over.abort();
  mock.timers.reset();
  globalThis.fetch = fetch;
});

const told = (seen, people = []) => Response.json({ seen, people });

/** @param {string} visibility */
function look(visibility) {
  document.visibilityState = visibility;
  document.dispatchEvent(new Event("visibilitychange"));
}

test("One request waits; what was heard is named in the next one, and no session is kept alive by it", async () => {
  const heard = [];
  const presence = new Presence((people) => heard.push(people), over.signal);
  presence.be(place);
  presence.be({ ...place, at: "a".repeat(34) });
  presence.be({ ...place, at: "b".repeat(34) });
  mock.timers.tick(200);
  await turn();
  assert.deepEqual(asked.map(({ body }) => [body.at, body.seen]), [["b".repeat(34), null]]);
  assert.equal(asked[0].headers["Zegel-Unattended"], "1");

  asked[0].answer(told("1", ["Wim"]));
  await turn();
  assert.deepEqual(heard, [["Wim"]]);
  assert.deepEqual(asked.map(({ body }) => body.seen), [null, "1"]);

  presence.be({ ...place, at: "b".repeat(34), isWriting: true });
  mock.timers.tick(200);
  await turn();
  assert.ok(asked[1].signal.aborted);
  assert.deepEqual([asked[2].body.isWriting, asked[2].body.tab], [true, asked[0].body.tab]);
  presence.be({ ...place, at: "b".repeat(34), isWriting: true });
  mock.timers.tick(200);
  await turn();
  assert.equal(asked.length, 3);
});

test("Nobody is there while the page is not looked at, and that is told at once, also when it goes", async () => {
  new Presence(() => {}, over.signal).be(place);
  mock.timers.tick(200);
  await turn();
  look("hidden");
  await turn();
  assert.ok(asked[0].signal.aborted);
  assert.deepEqual([asked[1].body.isGone, asked[1].keepalive, asked[1].body.tab], [true, true, asked[0].body.tab]);
  mock.timers.tick(100_000);
  await turn();
  assert.equal(asked.length, 2);

  look("visible");
  await turn();
  assert.equal(asked[2].body.seen, null);
  page.dispatchEvent(new Event("pagehide"));
  await turn();
  assert.equal(asked[3].body.isGone, true);
});

test("After a failure nobody is shown, and it is asked later and later", async () => {
  const heard = [];
  new Presence((people) => heard.push(people), over.signal).be(place);
  mock.timers.tick(200);
  await turn();
  for (const [at, pause] of [2_000, 4_000, 8_000].entries()) {
    asked[at].answer(new Response(null, { status: 503 }));
    await turn();
    await turn();
    mock.timers.tick(pause - 1);
    await turn();
    assert.equal(asked.length, at + 1);
    mock.timers.tick(1);
    await turn();
    assert.equal(asked.length, at + 2);
  }

  assert.deepEqual(heard, [[], [], []]);
});
