import "./nonce-watch.js";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { randomId } from "../../static-web/js/crypto/base64.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { plainOf } from "../../static-web/js/body/plain.js";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations receipts revoking checks");
Object.assign(globalThis.document, { currentScript: null, baseURI: "http://localhost/" });
const { chooseLanguage, text } = await import("../../static-web/js/text/text.js");
const { quoting } = await import("../../static-web/js/spaces/quotes.js");
const { exposureOf } = await import("../../static-web/js/spaces/exposure.js");
const { makeExposurePdf } = await import("../../static-web/js/spaces/exposure-pdf.js");
const { ConversationView } = await import("../../static-web/js/components/conversation-view.js");
const { el } = await import("../../static-web/js/components/dom.js");
const { RevokedSince } = await import("../../static-web/js/pages/shared/revoked-since.js");
const { openFileNames, sealFileNames } = await import("../../static-web/js/spaces/file-names.js");
await chooseLanguage("nl");

describe("what quotes a message that is revoked", () => {
  const message = { messageId: "a", text: "Beste Anna,\n\nUw uitslag is binnen en alles is goed.\nGroet, Conny" };
  const reply = (words) => [{ messageId: "b", text: words }];

  test("is a reply with a line of it, however that is broken and marked", () => {
    assert.equal(quoting(message, reply("Fijn!\n\n> Uw uitslag is binnen en\n> alles is goed.")).length, 1);
    assert.equal(quoting(message, reply("> > Uw uitslag is binnen en alles is goed.\n> dank")).length, 1);
    assert.equal(quoting(message, reply(">> Uw uitslag is binnen en alles is goed.")).length, 1);
    const body = [
      { kind: "paragraph", runs: [{ text: "Dank u." }] },
      { kind: "quote", blocks: [{ kind: "paragraph", runs: [
        { text: "Uw uitslag is binnen", bold: true }, { text: " en alles is goed." },
      ] }] },
    ];
    assert.equal(quoting(message, reply(plainOf(body))).length, 1);
    const whole = message.text.split("\n").map((line) => `> ${line}`).join("\n");
    assert.equal(quoting(message, reply(`Hoi\n${whole}`)).length, 1);
  });

  test("is not one that says something alike, or quotes another, or the message itself", () => {
    assert.equal(quoting(message, reply("Uw uitslag is binnen en alles is goed.")).length, 0);
    assert.equal(quoting(message, reply("> Een heel ander bericht dan dat.")).length, 0);
    assert.equal(quoting(message, reply("> Groet")).length, 0);
    assert.equal(quoting(message, [message]).length, 0);
    assert.equal(quoting({ ...message, text: "" }, reply("> Wat dan ook, lang genoeg")).length, 0);
  });
});

test("the names of files are the mailbox's alone, also sixty of the longest", async () => {
  const mailbox = { mailboxId: randomId(), sealKey: makeSealKey() };
  const message = { messageId: randomId(), author: `${randomId()}00`,
    files: Array.from({ length: 60 }, (_, n) => ({ id: randomId(), name: `${n}${"é".repeat(255)}`, size: n })) };

  const fileNames = await sealFileNames(mailbox, message);
  const opened = await openFileNames(mailbox, { ...message, fileNames });

  assert.deepEqual(opened.map(({ id, size }) => [id, size]), message.files.map(({ id, size }) => [id, size]));
  assert.ok(opened.every(({ name }, n) => message.files[n].name.startsWith(name)));
  assert.deepEqual(await openFileNames({ ...mailbox, sealKey: makeSealKey() }, { ...message, fileNames }), []);
  assert.deepEqual(await openFileNames(mailbox, { ...message, messageId: randomId(), fileNames }), []);
  assert.equal(await sealFileNames(mailbox, { ...message, files: [] }), null);
});

describe("who saw a message", () => {
  const space = randomId();
  const person = (number, more) => ({
    participantId: `${space}0${number}`, kind: "person", name: null, email: `p${number}@example.nl`, revokedAt: null,
    ...more,
  });
  const people = [
    { participantId: `${space}00`, kind: "mailbox", name: "Info", email: null, revokedAt: null },
    person(1, { name: "Łucja Őry" }), person(2, { revokedAt: "2026-11-29T11:00:00Z" }), person(3),
  ];
  const conversation = { participants: people, nameOf: (id) => {
    const { name, email } = people.find(({ participantId }) => participantId === id);
    return name ?? email;
  } };
  const nothing = { notifiedAt: null, deliveredAt: null, failed: null, textedAt: null, visitedAt: null, openedAt: null,
    method: null, files: [] };
  const at = "2026-11-29T10:30:00Z";
  const message = {
    author: `${space}00`, by: "Conny", at: "2026-11-29T10:00:00Z", subject: "",
    revokedAt: "2026-11-29T12:00:00Z", revokedBy: "Cees", expired: false, expiresAt: null,
    receipts: [
      { ...nothing, participantId: `${space}00`, openedAt: at },
      { ...nothing, participantId: `${space}01`, notifiedAt: at, deliveredAt: at, visitedAt: at, openedAt: at,
        method: "sms", files: [{ fileId: "f", at, method: "sms" }, { fileId: "gone", at, method: "sms" }] },
      { ...nothing, participantId: `${space}02`, notifiedAt: at, failed: { at, why: "bounced" }, textedAt: at },
    ],
  };
  const files = [{ id: "f", name: "uitslag 👍.pdf" }];

  test("is said for each recipient, who opened it and who did not, and never for the mailbox", () => {
    const { facts, people: said, unknown } = exposureOf(conversation, message, files);

    assert.deepEqual(facts.map(({ key }) => key), ["seen.sent-for", "seen.revoked"]);
    assert.deepEqual(said.map(({ name, lines }) => [name, lines.map(({ key }) => key)]), [
      ["Łucja Őry (p1@example.nl)", ["received.notified", "received.delivered", "received.visited", "received.opened",
        "received.file", "received.file"]],
      ["p2@example.nl", ["received.notified", "received.failed.bounced", "received.texted", "seen.not-opened",
        "seen.file.not", "seen.withdrawn"]],
    ]);
    assert.equal(unknown.length, 2);
  });

  test("is a tagged document that says the same", async () => {
    const vendor = path.join(import.meta.dirname, "../../static-web/vendor");
    await import(path.join(vendor, "pdfkit.js"));
    const font = (name) => new Uint8Array(readFileSync(path.join(vendor, name)));
    const fonts = { regular: font("dejavu-sans.woff"), bold: font("dejavu-sans-bold.woff") };
    const folder = mkdtempSync(path.join(tmpdir(), "zegel-seen-"));
    after(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, "seen.pdf");
    const exposure = exposureOf(conversation, message, files);

    const pdf = await makeExposurePdf(exposure, { made: "2026-11-29T13:00:00Z", by: "Info" }, fonts);
    writeFileSync(file, new Uint8Array(await pdf.arrayBuffer()));

    const read = (tool, ...more) => execFileSync(tool, [...more, file], { encoding: "utf8" });
    assert.match(read("pdfinfo"), /^Tagged: +yes$/m);
    assert.match(read("pdfinfo", "-meta"), /<pdfuaid:part>1<\/pdfuaid:part>/);
    const words = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
    const lines = [...exposure.facts, ...exposure.people.flatMap(({ lines: some }) => some), ...exposure.unknown]
      .map(({ key, values }) => text(key, values).replace("👍", "□"));
    for (const line of [...lines, ...exposure.people.map(({ name }) => name), text("seen.pdf.unknown-signs")]) {
      const plain = line.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ");
      assert.ok(words.replace(/[\u2066-\u2069]/g, "").includes(plain), plain);
    }
  });
});

test("what was revoked and could not be read again yet is read the next time, and then once", async () => {
  let [isAway, reads] = [true, 0];
  globalThis.fetch = async () => Response.json({ revokedAt: "2026-11-29T12:00:00Z" });
  const loadAll = async () => {
    reads++;
    assert.ok(!isAway);
  };
  const since = new RevokedSince({ participantId: "p", entries: [], participants: [], loadAll }, {});
  const show = (read) => read().then(() => true, () => false);

  await since.look(show);
  isAway = false;
  await since.look(show);
  await since.look(show);

  assert.equal(reads, 2);
});

test("what was revoked from the page itself is not read a second time, so that what is said of it stays", async () => {
  const conversation = { participantId: "p", entries: [], participants: [] };
  const entry = { messageId: "a", files: [], revokedAt: "2026-11-29T12:00:00Z" };
  const since = new RevokedSince({ ...conversation, loadAll() {
    this.entries = [entry];
  } }, {});
  globalThis.fetch = async () => Response.json({ revokedAt: entry.revokedAt });

  await since.readAll();
  await since.look(() => assert.fail("It is shown already."));
});

test("a conversation in which nobody is left is called after who was; what was said of a sending is over", () => {
  const view = new ConversationView({}, {});
  const person = { participantId: "p01", revokedAt: "2026-11-29T12:00:00Z", isCc: false };
  view.show({ entries: [], waiting: [], participants: [{ participantId: "p00", revokedAt: null }, person], subject: "",
    participantId: "p00", earlier: null, started: true, nameOf: () => "Anna" });
  view.tell(el("p", { content: "Verzonden." }));

  view.inform(el("p", { content: "Anna heeft geen toegang meer." }));

  assert.match(view.element.textContent, /Conversatie met Anna/);
  assert.doesNotMatch(view.element.textContent, /Verzonden/);
});
