import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations receipts revoking checks");
/** Everything below an element. */
const all = (element) => [element, ...(element.children ?? []).flatMap(all)];
// A dialog that is confirmed as soon as it is there, with the first of what can be chosen.
Object.assign(globalThis.HTMLElement.prototype, {
  addEventListener(type, act) {
    this.heard = { ...this.heard, [type]: act };
  },
  showModal() {
    const first = all(this).find((one) => one.getAttribute?.("type") === "radio");
    first && (first.checked = true);
    all(this).find(({ localName }) => localName === "form").heard.submit({ preventDefault() {} });
  },
  close() {
    this.heard.close();
  },
});
globalThis.document.body = globalThis.document.createElement("body");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
const { revokingItems } = await import("../../static-web/js/pages/mail/revoking.js");
await chooseLanguage("nl");

describe("the row in the list", () => {
  const { fetch } = globalThis;
  const person = (number) => ({
    participantId: `a0${number}`, kind: "person", name: `P${number}`, email: `p${number}@example.nl`, revokedAt: null,
    isCc: false, seesFrom: null, notReached: null, notMyNumber: null, held: false,
  });
  const message = {
    messageId: "m", author: "a00", subject: "Uitslag", text: "Goed.", body: null, files: [], at: "2026-11-29",
    revokedAt: null, expired: false, receipts: [],
  };
  const participants = [{ participantId: "a00", kind: "mailbox", name: "Info", revokedAt: null }, person(1), person(2)];
  const conversation = { participantId: "a00", entries: [message], participants, nameOf: (id) => id };
  let happened, items;

  beforeEach(() => {
    happened = [];
    const mailbox = { change: (...change) => happened.push(change) };
    globalThis.fetch = async (path) => {
      happened.push(String(path).replace(/^.*participants/, ""));
      return Response.json({ revokedAt: "2026-11-30" });
    };
    items = revokingItems(mailbox, conversation, () => happened.push("read again"))(message);
  });

  afterEach(() => Object.assign(globalThis, { fetch }));

  test("says that a message is revoked before the list is read again", async () => {
    await items.find(({ text }) => text === "revoking.message").act();

    assert.deepEqual(happened, [
      "/a00/messages/m/revoke", ["a00", "m", { revoked: true, subject: null, files: 0 }], "read again",
    ]);
  });

  test("has one reader less when access is withdrawn, before the list is read again", async () => {
    await items.find(({ text }) => text === "revoking.access").act();

    const [path, [, messageId, { awaited, people }], last] = happened;
    assert.deepEqual([path, messageId, awaited, people, last],
      ["/a00/people/a01/revoke", "m", 1, ["P2"], "read again"]);
  });
});
