import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { beforeEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

/** What listens now, and what counts: what was ended is not in it. */
const alive = new Set();

/** Whatever somebody can listen to. Who listens without a signal does so for the whole page. */
class Heard extends EventTarget {
  addEventListener(type, listen, options = {}) {
    super.addEventListener(type, listen, options);
    const one = {};
    alive.add(one);
    options.signal?.addEventListener("abort", () => alive.delete(one));
  }
}

const lines = [];
class Channel extends Heard {
  constructor(name) {
    super();
    this.name = name;
    this.said = [];
    lines.push(this);
  }

  postMessage(data) {
    this.said.push(data);
  }

  /** What another tab says. */
  static hear(name, data) {
    lines.filter((line) => line.name === name).forEach((line) =>
      line.dispatchEvent(new MessageEvent("message", { data })));
  }
}

// One signal ends a dozen things.
setMaxListeners(0);
useSmallDocument("log-in");
const page = new Heard();
const paper = new Heard();
globalThis.BroadcastChannel = Channel;
globalThis.addEventListener = page.addEventListener.bind(page);
document.addEventListener = paper.addEventListener.bind(paper);
document.dispatchEvent = paper.dispatchEvent.bind(paper);
document.visibilityState = "visible";
globalThis.window = globalThis;
document.querySelector = () => null;

const { setInterval: begin, clearInterval: end } = globalThis;
globalThis.setInterval = (act, interval) => {
  const timer = begin(act, interval).unref();
  alive.add(timer);
  return timer;
};
globalThis.clearInterval = (timer) => {
  alive.delete(timer);
  end(timer);
};

const view = {
  accountId: "a", email: "els@example.nl", usable: true, roles: ["staff"], mailboxes: [],
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
};
let isIn = true;
globalThis.fetch = async () =>
  isIn
    ? Response.json(view)
    : new Response(JSON.stringify({ type: "/problems/not-signed-in", title: "", status: 401 }), {
      status: 401, headers: { "Content-Type": "application/problem+json" },
    });

// What the dialog of the log-in needs besides.
const rest = ["removeAttribute", "replaceChildren", "replaceWith", "showModal", "close", "before", "after", "prepend"];
rest.forEach((name) => (HTMLElement.prototype[name] = () => undefined));

const { getAccount } = await import("../../static-web/js/api/account.js");
const { sessionOrLogIn } = await import("../../static-web/js/pages/shared/session.js");
const pageLeft = (persisted) => page.dispatchEvent(Object.assign(new Event("pagehide"), { persisted }));

describe("the session of a page", () => {
  beforeEach(() => {
    isIn = true;
    document.body = {
      replaceChildren: () => (document.body.isEmpty = true),
      append: () => document.body.asks?.(),
    };
    globalThis.location = {
      replace: (address) => (location.gone = address),
      reload: () => (location.gone = "again"),
    };
  });

  for (const [ending, act, gone] of [
    ["the person signs out", (session) => session.signOut(), "/login/"],
    ["another tab signs out", () => Channel.hear("zegel-session", null), "/login/"],
    ["another person logs in on another tab", () => Channel.hear("zegel-session", "b"), "again"],
    ["the page is left", () => pageLeft(false), undefined],
  ]) {
    test(`leaves nothing that listens or counts when ${ending}`, async () => {
      const before = new Set(alive);
      const session = await sessionOrLogIn();
      assert.ok(alive.size > before.size + 5);
      assert.equal(session.signal.aborted, false);

      await act(session);

      assert.equal(session.signal.aborted, true);
      assert.deepEqual([...alive].filter((one) => !before.has(one)), []);
      assert.equal(location.gone, gone);
      assert.equal(document.body.isEmpty ?? false, gone !== undefined);
    });
  }

  test("leaves no log-in that waits over a page that is left", async () => {
    const before = new Set(alive);
    await sessionOrLogIn();
    const during = alive.size;
    isIn = false;
    const dialog = new Promise((resolve) => (document.body.asks = resolve));
    void getAccount();
    await dialog;
    await new Promise(setImmediate);
    assert.ok(alive.size > during);

    pageLeft(false);

    assert.deepEqual([...alive].filter((one) => !before.has(one)), []);
  });

  test("goes on while the same person logs in elsewhere, and on a page that the browser keeps", async () => {
    const session = await sessionOrLogIn();
    const during = alive.size;

    Channel.hear("zegel-session", "a");
    pageLeft(true);

    assert.deepEqual([session.signal.aborted, alive.size, location.gone], [false, during, undefined]);
    pageLeft(false);
  });

  test("two after each other know nothing of each other", async () => {
    const first = await sessionOrLogIn();
    pageLeft(false);
    const second = await sessionOrLogIn();

    Channel.hear("zegel-session", null);

    assert.deepEqual([first.signal.aborted, second.signal.aborted, location.gone], [true, true, "/login/"]);
  });

  test("tells the other tabs that it is in use, and no longer once it is over", async (t) => {
    await sessionOrLogIn();
    const { said } = lines.find(({ name }) => name === "zegel-used");
    const use = (minutes) => {
      t.mock.timers.enable({ apis: ["Date"], now: Date.now() + minutes * 60_000 });
      document.dispatchEvent(new Event("zegel-used"));
      t.mock.timers.reset();
    };
    said.length = 0;
    use(1);
    assert.deepEqual(said, ["used"]);

    pageLeft(false);
    use(3);
    assert.deepEqual(said, ["used"]);
  });
});
