import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations drafts keeping checks people");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
const { describeExpiry, describeRaised, describeRecipients } =
  await import("../../static-web/js/components/described-people.js");
const { draftChoice } = await import("../../static-web/js/components/draft-choice.js");
const { text } = await import("../../static-web/js/text/text.js");
const { draftIn, ownAddress, rowOf } = await import("../../static-web/js/pages/mail/addresses.js");
const { MailboxDrafts } = await import("../../static-web/js/spaces/mailbox-drafts.js");
await chooseLanguage("nl");

const participantId = `${"a".repeat(32)}00`;
const sealKey = Buffer.alloc(32, 1).toString("base64");
const answer = (digit) => (
  { draftId: digit.repeat(32), participantId, written: { sealKey: null }, goesAt: null, isOwn: true });

describe("a draft's address", () => {
  test("is its own, of an answer and of a new conversation", () => {
    const addresses = [answer("1"), answer("2")].map(ownAddress);
    assert.deepEqual(addresses.map(draftIn), [
      { participantId, draftId: "1".repeat(32) }, { participantId, draftId: "2".repeat(32) },
    ]);
    const begun = ownAddress({ ...answer("3"), written: { sealKey } });
    assert.deepEqual(draftIn(begun), { participantId: null, draftId: "3".repeat(32) });
    assert.deepEqual([...addresses, null].map(rowOf), [participantId, participantId, null]);
  });

  test("is none of a conversation, a dossier, or a new conversation", () => {
    for (const address of ["", "new", participantId, `${participantId}-messages`, `${participantId}-draft-1`]) {
      assert.equal(draftIn(address), null, address);
    }
  });
});

test("An answer goes on with one's own draft, and a colleague's stays theirs when it is saved here", () => {
  const drafts = new MailboxDrafts({ mailboxId: "m".repeat(32), sealKey: new Uint8Array(32) });
  drafts.all = [answer("1"), { ...answer("2"), isOwn: false }];
  drafts.keep({ ...answer("2"), isOwn: undefined });
  drafts.keep({ ...answer("3"), isOwn: undefined });
  assert.deepEqual(drafts.in(participantId).map(({ draftId }) => draftId[0]), ["3", "1"]);
});

describe("a damaged draft", () => {
  const { fetch } = globalThis;
  afterEach(() => Object.assign(globalThis, { fetch }));

  const draftsThat = (status) => {
    const asked = [];
    globalThis.fetch = async (path, { method }) => {
      asked.push([method, new URL(String(path), "http://localhost").search]);
      const problem = { type: "/problems/draft-changed", title: "", status };
      return status === 204 ? new Response(null, { status })
        : new Response(JSON.stringify(problem), { status, headers: { "Content-Type": "application/problem+json" } });
    };
    const drafts = new MailboxDrafts({ mailboxId: "m".repeat(32), sealKey: new Uint8Array(32) });
    drafts.all = [{ ...answer("1"), revision: 4, written: null }, answer("2")];
    return { drafts, asked };
  };

  test("is thrown away as it was read, and no other", async () => {
    const { drafts, asked } = draftsThat(204);
    await drafts.throwAway("1".repeat(32));
    assert.deepEqual(asked, [["DELETE", "?revision=4"]]);
    assert.deepEqual(drafts.all.map(({ draftId }) => draftId), ["2".repeat(32)]);
  });

  test("that could not be thrown away is shown again", async () => {
    const { drafts } = draftsThat(409);
    await assert.rejects(drafts.throwAway("1".repeat(32)));
    globalThis.fetch = async () => Response.json({
      drafts: [{ ...answer("1"), written: undefined, revision: 5, note: { iv: "", sealed: "", key: "" } }],
    });
    drafts.open = async (row) => ({ ...row, written: null });
    await drafts.refresh();
    assert.deepEqual(drafts.all.map(({ revision }) => revision), [5]);
  });
});

const wordsOf = (lines) => lines.map((line) => text(line.text, line.values));

describe("what stands above a draft's text", () => {
  test("is said in words: who, by which check, until when", () => {
    const chips = [
      { email: "anna@voorbeeld.nl", name: "Anna", method: "sms", phone: "06 12345678", language: "en", isCc: false },
      { email: "bert@voorbeeld.nl", name: null, method: "account", phone: null, language: "nl", isCc: true },
    ];
    assert.deepEqual(wordsOf(describeRecipients({ chips, pending: { method: "password" }, to: " cees@ ", cc: "" })), [
      "Anna <anna@voorbeeld.nl>: SMS-code, 06 12345678. E-mail in het Engels.",
      "Cc bert@voorbeeld.nl: Account. E-mail in het Nederlands.",
      "cees@: Wachtwoord. E-mail in het Nederlands.",
    ]);
    assert.deepEqual(wordsOf(describeRaised([{ participantId, method: "sms", phone: "06 12345678" }], () => "Anna")),
      ["Hogere controle voor Anna: SMS-code, 06 12345678"]);
    assert.deepEqual(wordsOf(describeExpiry(null)), [text("keeping.stays")]);
  });

  for (const odd of [null, "words", { chips: "none", to: 4 }, { chips: [null, { method: "strange" }] }]) {
    test(`is said of ${JSON.stringify(odd)} as far as it can be`, () =>
      assert.ok(wordsOf([...describeRecipients(odd), ...describeRaised(odd, String), ...describeExpiry(odd)])
        .every((words) => words !== "")));
  }
});

/** Every element below one. */
const all = (element) => [element, ...(element.children ?? []).flatMap(all)];

describe("two versions of a draft", () => {
  const version = (...above) => ({ subject: "Uitslag", text: "Goed", body: null, above });
  const marked = (mine, theirs) => all(draftChoice({ mine, theirs, by: "Cees", at: "2026-11-29T12:00:00Z" }, () => {}))
    .filter(({ localName }) => localName === "strong").map((one) => one.textContent);
  const [anna, stays] = [{ text: "draft.nobody" }, { text: "keeping.stays" }];

  test("say what differs in people and dates, each at its own", () => {
    const differs = `${text("draft.differs")} ${text("draft.nobody")}`;
    assert.deepEqual(marked(version(anna, stays), version(stays)), [differs]);
    assert.deepEqual(marked(version(stays), version(anna, stays)), [differs]);
  });

  test("say nothing of people who are the same", () =>
    assert.deepEqual(all(draftChoice(
      { mine: version(anna), theirs: version(anna), by: "Cees", at: "2026-11-29T12:00:00Z" }, () => {}))
      .filter(({ className }) => className === "draft-above"), []));
});
