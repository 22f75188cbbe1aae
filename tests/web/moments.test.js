import assert from "node:assert/strict";
import { test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations desk");
const { auditTable } = await import("../../static-web/js/components/audit-table.js");
const { messageCard } = await import("../../static-web/js/components/message-card.js");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");

const at = "2025-11-21T14:05:00Z";
const entry = {
  seq: 1, at, event: "signed-in", outcome: 0, actor: "system", about: null, method: null, onBehalfOf: null, holds: true,
};
const message = {
  messageId: "m", author: "a", by: null, at, isNew: false, damaged: true, subject: "", text: "", body: null, files: [],
  expiresAt: null, revokedAt: null, receipts: [],
};

const tableOf = (entries, names) => {
  const table = auditTable();
  table.show(entries, names);
  return table.element;
};

test("who did what is shown by name, with the id by which it can be found", async () => {
  await chooseLanguage("nl");
  const entries = [{ ...entry, actor: "a1", about: "b2 toString", onBehalfOf: "m3" }];
  const words = tableOf(entries, { a1: "Conny de Vries", m3: "Info" }).textContent;
  for (const shown of ["Conny de Vries", "a1", "b2", "toString", "Info", "m3"]) {
    assert.ok(words.includes(shown), shown);
  }

  assert.ok(!words.includes("[native code]"));
});

/** Everything below an element. */
const all = (element) => [element, ...(element.children ?? []).flatMap(all)];

for (const [language, words] of [["nl", "21 november 2025"], ["en", "21 November 2025"]]) {
  test(`moments of what happened, and of messages, are in the reader's language: ${language}`, async () => {
    await chooseLanguage(language);
    // With the key of its text it changes along when another language is chosen.
    const shown = all(tableOf([entry], {})).filter((element) => element.dataset?.text === "moment");
    assert.ok(shown.some((element) => element.textContent.startsWith(words)));
    const context = { own: "b", nameOf: () => "Anna", awaited: ["a", "b"], files: null, menuOf: () => [] };
    const card = messageCard(message, context, true);
    assert.ok(all(card).some((element) => element.getAttribute?.("title")?.startsWith(words)));
  });
}
