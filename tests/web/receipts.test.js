import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations receipts checks people keeping");
const { smallEnvelope } = await import("../../static-web/js/components/envelope.js");
const { messageCard } = await import("../../static-web/js/components/message-card.js");
const { receiptsOf, stateOf } = await import("../../static-web/js/components/receipts.js");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");

await chooseLanguage("nl");
const at = "2026-11-28T12:00:00Z";
const nothing = { notifiedAt: null, deliveredAt: null, failed: null, textedAt: null, visitedAt: null, openedAt: null,
  method: null, files: [] };
const opened = { ...nothing, notifiedAt: at, visitedAt: at, openedAt: at, method: "sms" };
const nameOf = (/** @type {string} */ id) => ({ p: "Piet", q: "Quirine", c: "Kees" })[id] ?? "Info";
const messageWith = (receipts) => ({
  messageId: "m", author: "a", by: null, at, isNew: false, damaged: false, expired: false, subject: "x", text: "y",
  body: null, revokedAt: null, files: [{ id: "f", name: "scan.pdf" }, { id: "g", name: "brief.pdf" }],
  expiresAt: null, receipts,
});

test("each state is the last step that is known, and opening outweighs a notice that failed", () => {
  const failed = { at, why: "bounced" };
  const files = [{ fileId: "f", at, method: "none" }];
  const states = [nothing, { ...nothing, notifiedAt: at }, { ...nothing, notifiedAt: at, visitedAt: at },
    { ...nothing, visitedAt: at, failed }, { ...opened, failed }, { ...opened, files }].map(stateOf);
  assert.deepEqual(states, ["nothing", "notified", "visited", "failed", "opened", "downloaded"]);
});

describe("the envelope", () => {
  for (const [n, state, words] of [[0, "none", "Nog niet gelezen"], [1, "some", "1Gelezen door 1 van 2"],
    [2, "all", "Gelezen door 2 van 2"]]) {
    test(`is ${state} when ${n} of 2 read`, () => {
      const mark = smallEnvelope(n, 2);
      assert.equal(mark.className, `mark receipt is-${state}`);
      assert.equal(mark.textContent, words);
    });
  }

  test("counts who is to read, and neither copies nor files", () => {
    const receipts = [{ ...opened, participantId: "p" }, { ...nothing, participantId: "q" },
      { ...opened, participantId: "c" }];
    const files = { prepare() {}, makeDownload() {}, read() {} };
    const context = { own: "a", nameOf, awaited: ["a", "p", "q"], files, menuOf: () => [] };
    const card = messageCard({ ...messageWith(receipts), files: [] }, context, true);
    assert.ok(card.textContent.includes("Gelezen door 1 van 2"));
    assert.ok(card.textContent.includes("Kees"), "who got a copy and read it is named");
  });
});

test("per recipient each step is said with its time and its proof, and a file with its name", () => {
  const receipts = [
    { ...opened, participantId: "p", files: [{ fileId: "f", at, method: "sms" }] },
    { ...nothing, participantId: "q", notifiedAt: at, failed: { at, why: "spam" }, textedAt: at },
  ];
  const words = receiptsOf(messageWith(receipts), nameOf).textContent;
  for (const said of ["Geopend, 1 van 2 bestanden opgehaald", "met een code per sms", "scan.pdf opgehaald op",
    "mailscanner", "Quirine", "Niet bereikt", "ongewenste mail", "Sms gestuurd"]) {
    assert.ok(words.includes(said), said);
  }
});
