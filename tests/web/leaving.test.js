import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");

/** The tabs of a browser; what one posts all others hear, a little later. */
const tabs = new Set();
class Channel extends EventTarget {
  constructor(name) {
    super();
    this.name = name;
    tabs.add(this);
  }

  postMessage(data) {
    for (const tab of tabs) {
      if (tab !== this && tab.name === this.name) {
        setImmediate(() => tab.dispatchEvent(new MessageEvent("message", { data })));
      }
    }
  }
}

globalThis.BroadcastChannel = Channel;
const page = new EventTarget();
globalThis.addEventListener = page.addEventListener.bind(page);

let count = 0;

/** A page of its own, as each tab has one. */
const open = () => import(`../../static-web/js/pages/shared/leaving.js?${count++}`);

/** What the browser does when the page is left. */
function leave() {
  const event = new Event("beforeunload", { cancelable: true });
  page.dispatchEvent(event);
  return event.defaultPrevented ? "asks" : "leaves";
}

beforeEach(() => {
  tabs.clear();
  document.body = { replaceChildren: () => (document.body.isEmpty = true) };
});

describe("leaving a page", () => {
  test("asks as long as one of its parts has something, and not after it was decided", async () => {
    const { hasUnsent, leaveNow, warnBeforeLeaving } = await open();
    const parts = [false, false];
    assert.equal(hasUnsent(), false);
    parts.forEach((_, at) => warnBeforeLeaving(() => parts[at]));
    assert.equal(leave(), "leaves");

    parts[1] = true;
    assert.equal(leave(), "asks");
    assert.ok(hasUnsent());
    parts[1] = false;
    assert.equal(leave(), "leaves");

    parts[0] = true;
    let seen = "";
    leaveNow(() => (seen = `${leave()}, ${document.body.isEmpty}`));
    assert.equal(seen, "leaves, true");
  });
});

describe("signing out", () => {
  test("with nothing unsent acts at once", async () => {
    const { signOutAfterAsking, warnBeforeLeaving } = await open();
    warnBeforeLeaving(() => false);
    let acts = 0;
    await signOutAfterAsking("account", async () => acts++);
    await signOutAfterAsking("account", async () => acts++, { isShared: true });
    assert.equal(acts, 2);
  });

  test("that fails says so to whoever asked for it", async () => {
    const { signOutAfterAsking } = await open();
    await assert.rejects(signOutAfterAsking("account", () => Promise.reject(new Error("away"))), /away/);
  });

  for (const [what, others, expected] of [
    ["no other tab", [], false],
    ["a tab with nothing", [["account", false]], false],
    ["a tab with something", [["account", true]], true],
    ["three tabs, of which one has something", [["account", false], ["account", true], ["account", false]], true],
    ["a tab that shares no session", [[null, true]], false],
    ["a tab of a visitor", [["visit", true]], false],
  ]) {
    test(`hears from ${what}: ${expected}`, async () => {
      for (const [shared, isUnsent] of others) {
        const { answerOtherTabs, warnBeforeLeaving } = await open();
        warnBeforeLeaving(() => isUnsent);
        shared && answerOtherTabs(shared);
      }

      const { isUnsentElsewhere } = await open();
      assert.equal(await isUnsentElsewhere("account"), expected);
    });
  }

  test("does not hear itself", async () => {
    const { answerOtherTabs, isUnsentElsewhere, warnBeforeLeaving } = await open();
    warnBeforeLeaving(() => true);
    answerOtherTabs("visit");
    assert.equal(await isUnsentElsewhere("visit"), false);
  });
});
