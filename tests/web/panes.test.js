import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
const { PaneHost } = await import("../../static-web/js/pages/shared/pane-host.js");
await chooseLanguage("en");

/** Something that ends when the test says so. */
function later() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

const [waiting, nothing, title] = ["waiting", "nothing", "title"].map((name) =>
  Object.assign(document.createElement("p"), { name }));

describe("panes beside a list", () => {
  let place, host, heard, made, answers;

  /** A pane that says which making of which address it is: "a1", "a2". */
  const paneOf = (address) => {
    const name = `${address}${made.filter((one) => one === address).length}`;
    const focus = () => heard.push(`focus ${name}`);
    return { element: Object.assign(document.createElement("div"), { name }), isDirty: false, focus };
  };

  /** Goes to an address, as a click on a row does. */
  const go = (address) => {
    location.hash = address === "" ? "" : `#${address}`;
    return host.show();
  };

  const shown = () => place.children.map((child) => child.name ?? child.textContent);

  const hostWith = (more = {}) =>
    new PaneHost(
      place,
      async (address) => {
        made.push(address);
        return (await answers[address]) ?? paneOf(address);
      },
      {
        waiting: () => waiting,
        nothing: () => nothing,
        going: (...to) => heard.push(["going", ...to].join(" ")),
        shown: (address) => heard.push(`shown ${address}`),
        back: (from) => heard.push(`back ${from}`),
        ...more,
      },
    );

  beforeEach(() => {
    globalThis.location = { hash: "" };
    [heard, made, answers] = [[], [], {}];
    place = document.createElement("main");
    host = hostWith();
  });

  test("are what the address names; until one is made something says so", async () => {
    const showing = go("a");
    assert.deepEqual(shown(), ["waiting"]);
    await showing;

    assert.deepEqual(shown(), ["a1"]);
    assert.equal(host.pane.element, place.children[0]);
    assert.deepEqual(heard, ["going a false", "focus a1", "shown a"]);
  });

  test("leave what is there until the next is made, where nothing is said meanwhile", async () => {
    host = hostWith({ waiting: () => null });
    await go("a");
    const showing = go("b");
    assert.deepEqual(shown(), ["a1"]);
    await showing;
    assert.deepEqual(shown(), ["b1"]);
  });

  test("go, and the focus is back in the list where one came from", async () => {
    await go("a");
    heard = [];
    await go("");

    assert.deepEqual(shown(), ["nothing"]);
    assert.equal(host.pane, undefined);
    assert.deepEqual(heard, ["going  true", "back a"]);
  });

  test("stay when something was typed in them, while others are shown", async () => {
    await go("a");
    const { pane } = host;
    pane.isDirty = true;
    await go("b");
    assert.equal(host.isDirty, true);
    await go("");
    assert.equal(host.isDirty, true);
    await go("a");

    assert.equal(host.pane, pane);
    assert.deepEqual(shown(), ["a1"]);
    assert.deepEqual(made, ["a", "b"]);
  });

  test("are made anew when nothing was typed in them", async () => {
    await go("a");
    await go("b");
    await go("a");

    assert.deepEqual(shown(), ["a2"]);
    assert.equal(host.isDirty, false);
  });

  test("that come too late are not shown in the place of another", async () => {
    const late = later();
    answers.a = late.promise;
    const first = go("a");
    await go("b");
    late.resolve(paneOf("a"));
    await first;

    assert.deepEqual(shown(), ["b1"]);
    assert.deepEqual(heard, ["going a false", "going b false", "focus b1", "shown b"]);
    await go("a");
    assert.equal(made.filter((address) => address === "a").length, 2);
  });

  test("that fail too late say nothing in the place of another", async () => {
    const late = later();
    answers.a = late.promise;
    const first = go("a");
    await go("b");
    late.reject(new Error("Too late."));
    await first;

    assert.deepEqual(shown(), ["b1"]);
  });

  test("that fail say what went wrong, and are tried again", async () => {
    host = hostWith({ title });
    answers.a = Promise.reject(Object.assign(new Error("It is away."), { code: "changed-meanwhile" }));
    await go("a");

    const [above, bar] = place.children;
    assert.equal(above, title);
    assert.equal(bar.getAttribute("role"), "alert");
    assert.equal(bar.children[1].children[0].dataset.text, "problem.changed-meanwhile");
    assert.equal(host.pane, undefined);

    delete answers.a;
    await go("a");
    assert.deepEqual(shown(), ["a2"]);
  });

  test("are not made for an address that is none", async () => {
    await go("Nothing/of-ours");

    assert.deepEqual(made, []);
    const [bar] = place.children;
    assert.equal(bar.children[1].children[0].dataset.text, "problem.not-found");
  });

  test("that are dropped are gone, with what was typed in them", async () => {
    await go("a");
    host.pane.isDirty = true;
    host.drop("a");
    assert.equal(host.isDirty, false);
    await go("a");

    assert.deepEqual(shown(), ["a2"]);
  });

  test("that were made elsewhere are shown at their address", async () => {
    const pane = paneOf("sent");
    host.put("sent", pane);
    await go("sent");

    assert.deepEqual([host.pane, made], [pane, []]);
    assert.equal(place.children[0], pane.element);
  });

  test("are not shown in a place that was left", async () => {
    const late = later();
    answers.a = late.promise;
    const first = go("a");
    host.leave();
    place.replaceChildren(nothing);
    late.resolve(paneOf("a"));
    await first;

    assert.deepEqual(shown(), ["nothing"]);
    assert.deepEqual(heard, ["going a false"]);
  });

  test("are found and dropped by what is in them, and made anew", async () => {
    host = hostWith();
    await go("a");
    host.pane.isDirty = true;
    await go("b");
    assert.equal(host.addressOf(({ isDirty }) => isDirty), "a");
    assert.equal(host.addressOf(() => false), null);
    host.dropAll((address, { isDirty }) => address === "a" && isDirty);
    await go("a");
    assert.deepEqual(made, ["a", "b", "a"]);
  });
});
