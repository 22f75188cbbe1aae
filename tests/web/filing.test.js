import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations keeping");
const parts = new Map();
document.querySelector = (selector) => {
  parts.has(selector) || parts.set(selector, document.createElement("div"));
  return parts.get(selector);
};
const { Keeping } = await import("../../static-web/js/pages/mail/keeping.js");
const { Picking } = await import("../../static-web/js/pages/mail/picking.js");
const { RowActs } = await import("../../static-web/js/pages/mail/row-acts.js");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
await chooseLanguage("nl");

const row = (participantId, more = {}) => ({
  participantId, messageId: `${participantId}-1`, subject: participantId, kind: "conversation", unread: true, ...more,
});
const told = () => parts.get('[data-part="list-told"]').textContent;

describe("rows that are picked", () => {
  const { fetch } = globalThis;
  let asked, heard, mailbox, picking, acts, chosen;

  beforeEach(() => {
    [asked, heard, chosen] = [[], [], "c"];
    // Something came in at "b", and nobody saw it yet.
    globalThis.fetch = async (path, { body }) => {
      const [, id, what] = /participants\/(\w+)\/(\w+)/.exec(String(path));
      const { filing = null, messageId } = JSON.parse(body);
      asked.push([what, id, filing, ...(what === "read" ? [messageId] : [])]);
      const problem = { type: "/problems/came-in-meanwhile", title: "", status: 409 };
      return id === "b" && messageId !== null && what === "filing"
        ? Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } })
        : Response.json({});
    };
    const rows = [row("a"), row("b"), row("c", { unread: false }), row("d", { kind: "dossier" })];
    mailbox = { view: "inbox", rows, put: ({ participantId }, view) => heard.push(["put", participantId, view]),
      markRead: (id) => heard.push(["read", id]) };
    const list = { get chosen() { return chosen; }, tell: (error) => heard.push(["told", error.code]),
      focusRow: (id) => heard.push(["focus", id]) };
    const keeping = new Keeping({
      choose() {}, tellNothing() {}, tell: list.tell, filed: (ids) => heard.push(["filed", ...ids]),
      takenBack: () => heard.push(["back"]),
    });
    picking = new Picking({ file() {}, read() {}, changed() {}, left() {} });
    picking.show(rows, "inbox");
    acts = new RowActs(picking, list, keeping);
  });

  afterEach(() => Object.assign(globalThis, { fetch }));

  const settled = async (count) => {
    while (heard.length < count) {
      await new Promise(setImmediate);
    }
  };

  test("go together, but for one where something came in", async () => {
    ["a", "b", "c", "d"].forEach((id) => picking.toggle(id));
    assert.deepEqual(picking.rows.map(({ participantId }) => participantId), ["a", "b", "c"]);
    acts.file({ mailbox, panes: {} }, "archived");
    await settled(4);
    assert.deepEqual(heard, [
      ["put", "a", "archived"], ["put", "c", "archived"], ["told", "came-in-meanwhile"], ["filed", "a", "c"],
    ]);
    assert.match(told(), /^2 conversaties staan in het archief/);
  });

  test("are what is meant, also while a conversation is open", async () => {
    picking.toggle("a");
    acts.file({ mailbox, panes: { shown: { put: () => heard.push(["open one"]) } } }, "deleted");
    await settled(2);
    assert.deepEqual(heard, [["put", "a", "deleted"], ["filed", "a"]]);
  });

  test("are none: then it is the open one, or the row that has the focus", async () => {
    acts.file({ mailbox, panes: { shown: { put: (filing) => heard.push(["open one", filing]) } } }, "archived");
    acts.file({ mailbox, panes: {} }, "archived");
    await settled(3);
    assert.deepEqual(heard, [["open one", "archived"], ["put", "c", "archived"], ["filed", "c"]]);
  });

  test("stay where they stand already, and a dossier is put nowhere", () => {
    picking.toggle("a");
    acts.file({ mailbox, panes: {} }, "none");
    picking.clear();
    chosen = "d";
    acts.file({ mailbox, panes: {} }, "archived");
    assert.deepEqual(asked, []);
  });

  test("are marked as read up to what is seen, each that was not, and none is opened", async () => {
    ["a", "c"].forEach((id) => picking.toggle(id));
    await acts.read({ mailbox, panes: {} });
    assert.deepEqual(asked, [["read", "a", null, "a-1"]]);
    assert.deepEqual(heard, [["read", "a"], ["focus", "c"]]);
    assert.deepEqual(picking.rows, []);
  });

  test("that are not in the list any more are not picked any more", () => {
    ["a", "b"].forEach((id) => picking.toggle(id));
    picking.show([row("b")], "inbox");
    assert.deepEqual(picking.rows.map(({ participantId }) => participantId), ["b"]);
    picking.show([row("a"), row("b")], "inbox");
    assert.deepEqual(picking.rows.map(({ participantId }) => participantId), ["b"]);
  });
});
