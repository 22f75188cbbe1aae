import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations desk log-in");
const { isolated, shownLine, shownText } = await import("../../static-web/js/text/shown.js");
const { el } = await import("../../static-web/js/components/dom.js");
const { chooseLanguage, text } = await import("../../static-web/js/text/text.js");
const { attachments } = await import("../../static-web/js/components/attachment.js");
const { accountList } = await import("../../static-web/js/components/account-list.js");
const { auditTable } = await import("../../static-web/js/components/audit-table.js");
const { fileList } = await import("../../static-web/js/components/file-list.js");
const { messageCard } = await import("../../static-web/js/components/message-card.js");
const { conversationList } = await import("../../static-web/js/components/conversation-list.js");
const { fileNameOf, safePaths } = await import("../../static-web/js/download/safe-names.js");
await chooseLanguage("nl");

const turns = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e",
  "\u200f", "\u061c"];
const hostile = "photo\u202egpj.exe";
const hebrew = "\u05d0\u05d1\u05d9";

/** Everything below an element. */
const all = (element) => [element, ...(element.children ?? []).flatMap(all)];

/** What an element shows and is called, in words. */
const wordsOf = (element) => all(element).flatMap((one) => [
  one.textContent ?? one, ...["title", "aria-label", "alt"].map((name) => one.getAttribute?.(name) ?? "")]).join("\n");

describe("a line that somebody typed", () => {
  for (const mark of turns) {
    test(`has no U+${mark.codePointAt(0).toString(16)}`, () => {
      assert.equal(shownLine(`a${mark}b`), "ab");
      assert.equal(el("span", { content: `a${mark}b` }).textContent, "ab");
      assert.equal(text("list.mailbox", { name: `a${mark}b` }), text("list.mailbox", { name: "ab" }));
    });
  }

  test("is one line, and keeps what scripts and emoji need", () => {
    assert.equal(shownLine("a\r\nb\tc\u2028d"), "a b c d");
    for (const words of ["Zo\u00eb", hebrew, "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "👩‍👧", "❤️", "نعم"]) {
      assert.equal(shownLine(words), words);
    }
  });

  test("runs in its own direction", () => {
    assert.equal(el("span", { content: hebrew }).getAttribute("dir"), "auto");
    assert.equal(isolated(hebrew), `\u2068${hebrew}\u2069`);
    assert.equal(isolated("Jan"), "Jan");
    assert.ok(text("conversation.people", { names: [hebrew, "J\u202ean"] }).includes(`\u2068${hebrew}\u2069, Jan`));
  });
});

describe("a text of more lines", () => {
  test("keeps the marks of its own language, and none that overrides the order of letters", () => {
    assert.equal(shownText(`${hebrew}\u200f (1)\nb`), `${hebrew}\u200f (1)\nb`);
    assert.equal(shownText(`a\u202e${hebrew}\u202c\nb`), `a${hebrew}\nb`);
  });

  test("loses isolates that do not end in their own line, and keeps those that do", () => {
    assert.equal(shownText("a \u2067b\u2069 c"), "a \u2067b\u2069 c");
    for (const open of ["a\u2067b\nc\u2069", "a\u2069b\u2067", "\u2066\u2067a\u2069", "\u2069", "a\u2068"]) {
      assert.equal(shownText(open), open.replace(/[\u2066-\u2069]/g, ""), JSON.stringify(open));
    }
  });

  test("of a message is shown that way", () => {
    const message = { messageId: "m", author: "a", by: null, at: "2025-11-21T14:05:00Z", isNew: false, damaged: false,
      subject: hostile, text: `een\ntwee\u202e drie`, body: null, files: [],
      expiresAt: null, revokedAt: null, receipts: [] };
    const context = { own: "b", nameOf: () => hostile, awaited: ["a", "b"], files: null, menuOf: () => [] };
    const shown = wordsOf(messageCard(message, context, true));
    assert.ok(shown.includes("een\ntwee drie"));
    assert.doesNotMatch(shown, /\u202e/);
  });
});

describe("the places where typed lines stand", () => {
  const file = { id: "f", name: hostile, size: 10, encryptionData: "" };
  const files = { prepare() {}, makeDownload() {}, read() {} };
  const entry = { seq: 1, at: "2025-11-21T14:05:00Z", event: "signed-in", outcome: 0, actor: "a", about: null,
    method: hostile, onBehalfOf: null, holds: true };
  const row = { conversationId: "c", participantId: "c00", people: [hostile, hostile], subject: hostile,
    at: "2025-11-21T14:05:00Z", unread: true, noticeFailed: false, notMyNumber: false, held: false, files: 0,
    readers: 0, awaited: 0 };
  const account = { accountId: "a", name: hostile, email: hostile, roles: ["staff"], state: "active",
    hasSecondFactor: true, invitedUntil: null };
  const upload = { state: "ready", sent: 0, secondsLeft: null, bytesPerSecond: 0, error: null };
  const places = {
    "a file that came": () => attachments({ files: [file], subject: hostile, at: row.at }, files),
    "a file that goes": () => {
      const made = fileList({ remove() {}, again() {}, forget() {}, choose() {} });
      made.show([{ file: { size: 1 }, name: hostile, upload }], [{ fileId: "f", name: hostile, percent: 4, size: 1 }]);
      return made.element;
    },
    "a row of the mailbox": () => {
      const list = el("ul");
      conversationList(list, { has: () => false, toggle() {} })([row], null);
      return list;
    },
    "an account": () => {
      const list = el("ul");
      accountList(list)([account], "");
      return list;
    },
    "the trail": () => {
      const table = auditTable();
      table.show([entry], { a: hostile });
      return table.element;
    },
  };
  for (const [place, make] of Object.entries(places)) {
    test(`turn nothing: ${place}`, () => {
      const shown = wordsOf(make());
      assert.ok(shown.includes("photogpj.exe"), shown);
      assert.doesNotMatch(shown, /[\u202a-\u202e\u2066-\u2069]/);
    });
  }

  test("turn nothing: names of saved files, alone and in an archive", () => {
    for (const mark of turns) {
      assert.ok(!fileNameOf(`photo${mark}gpj.exe`).includes(mark));
      assert.ok(!safePaths([`a${mark}b/photo${mark}gpj.exe`])[0].includes(mark));
    }
  });
});
