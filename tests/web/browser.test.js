import assert from "node:assert/strict";
import { describe, test } from "node:test";

const refused = () => {
  throw new DOMException("Access is denied for this document.", "SecurityError");
};

/** A store as browsers have it, over a map. */
const storeOver = (map) => ({
  getItem: (key) => map.get(key) ?? null,
  setItem: (key, words) => map.set(key, words),
  removeItem: (key) => map.delete(key),
});

/** The module anew, as on a page that was just loaded. */
let loads = 0;
const fresh = (name) => import(`../../static-web/js/browser/${name}.js?${++loads}`);

describe("words that stay in this browser", () => {
  const browsers = {
    "whose storage throws when it is asked for": { get: refused },
    "that has null for a storage": { value: null },
    "that has none at all": { value: undefined },
    "whose storage throws whatever is done with it": {
      value: { getItem: refused, setItem: refused, removeItem: refused },
    },
    "whose storage is full": {
      value: { ...storeOver(new Map()), setItem: () => { throw new DOMException("", "QuotaExceededError"); } },
    },
  };
  for (const [browser, property] of Object.entries(browsers)) {
    test(`are no word for the next page in a tab ${browser}`, async () => {
      Object.defineProperty(globalThis, "sessionStorage", { configurable: true, ...property });
      const { leaveWord, hearWord } = await fresh("kept");
      leaveWord("out");
      assert.equal(hearWord("out"), false);
    });

    test(`are kept with the page by one ${browser}`, async () => {
      Object.defineProperty(globalThis, "localStorage", { configurable: true, ...property });
      const { keep, kept, forget } = await fresh("kept");
      assert.equal(kept("language"), null);
      keep("language", "en");
      assert.equal(kept("language"), "en");
      forget("language");
      assert.equal(kept("language"), null);
    });
  }

  test("a word for the next page of a tab is heard there, and once", async () => {
    Object.defineProperty(globalThis, "sessionStorage", { configurable: true, value: storeOver(new Map()) });
    const [here, next] = [await fresh("kept"), await fresh("kept")];
    assert.equal(next.hearWord("out"), false);
    here.leaveWord("out");
    assert.equal(next.hearWord("out"), true);
    assert.equal(next.hearWord("out"), false);
  });

  test("are shared by the pages of one that keeps them", async () => {
    Object.defineProperty(globalThis, "localStorage", { configurable: true, value: storeOver(new Map()) });
    const [here, there] = [await fresh("kept"), await fresh("kept")];
    here.keep("language", "en");
    assert.equal(there.kept("language"), "en");
    there.keep("language", "nl");
    assert.equal(here.kept("language"), "nl");
    here.forget("language");
    assert.equal(there.kept("language"), null);
  });
});

describe("a line between tabs", () => {
  class Refused {
    constructor() {
      refused();
    }
  }

  for (const [browser, BroadcastChannel] of [["has none", undefined], ["refuses it", Refused]]) {
    test(`is silent where a browser ${browser}`, async () => {
      const own = globalThis.BroadcastChannel;
      globalThis.BroadcastChannel = BroadcastChannel;
      const { tell, hear } = (await fresh("channel")).openChannel("x");
      globalThis.BroadcastChannel = own;
      hear(() => assert.fail());
      tell("heard by nobody");
    });
  }
});

const minute = 60_000;
const answeredAt = (time) => new Headers({ Date: new Date(time).toUTCString() });

describe("the service's time", () => {
  for (const off of [-720, -12, -2, 0, 2, 12, 720].map((minutes) => minutes * minute)) {
    test(`is kept on a machine whose clock is ${off / minute} minutes off`, async (context) => {
      const start = Date.UTC(2026, 10, 28, 21, 0);
      context.mock.timers.enable({ apis: ["Date"], now: start + off });
      const { hearTime, isComing, now } = await fresh("clock");
      hearTime(answeredAt(start));
      assert.equal(now(), start);
      assert.equal(isComing(new Date(start + 5 * minute).toISOString()), true);
      context.mock.timers.setTime(start + off + 5 * minute);
      assert.equal(isComing(new Date(start + 5 * minute).toISOString()), false);
      assert.equal(isComing(null), false);
    });
  }

  test("does not jump with the whole seconds of answers, and never runs ahead", async (context) => {
    const start = Date.UTC(2026, 10, 28, 21, 0);
    context.mock.timers.enable({ apis: ["Date"], now: start });
    const { hearTime, now } = await fresh("clock");
    let before = 0;
    for (let at = start; at < start + 20_000; at += 370) {
      context.mock.timers.setTime(at);
      hearTime(answeredAt(at));
      assert.ok(now() <= at && now() > at - 1000 && now() >= before, String(at - now()));
      before = now();
    }
  });

  test("follows when this clock is put right, and is this one's where no answer says one", async (context) => {
    const start = Date.UTC(2026, 10, 28, 21, 0);
    context.mock.timers.enable({ apis: ["Date"], now: start - 12 * minute });
    const { hearTime, now } = await fresh("clock");
    hearTime(new Headers());
    hearTime(new Headers({ Date: "yesterday" }));
    assert.equal(now(), start - 12 * minute);
    hearTime(answeredAt(start));
    assert.equal(now(), start);
    context.mock.timers.setTime(start);
    hearTime(answeredAt(start));
    assert.equal(now(), start);
  });
});

describe("what counts down", () => {
  test("a ticket is renewed by the service's time, and so no sooner on a wrong clock", async (context) => {
    const start = Date.UTC(2026, 10, 28, 21, 0);
    context.mock.timers.enable({ apis: ["Date"], now: start + 12 * minute });
    const { hearTime, now } = await import("../../static-web/js/browser/clock.js");
    const { Tickets } = await import("../../static-web/js/storage/tickets.js");
    hearTime(answeredAt(start));
    let asked = 0;
    const end = () => new Date(now() + 15 * minute).toISOString();
    const tickets = new Tickets(async () => ({ number: ++asked, expiresAt: end() }));
    for (const [minutes, expected] of [[0, 1], [10, 1], [13.9, 1], [14.1, 2]]) {
      context.mock.timers.setTime(start + (12 + minutes) * minute);
      assert.equal((await tickets.current()).number, expected, `after ${minutes} minutes`);
    }

    context.mock.timers.reset();
    hearTime(answeredAt(Date.now()));
  });
});
