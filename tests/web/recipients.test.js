import assert from "node:assert/strict";
import { createHmac, hkdfSync } from "node:crypto";
import { test } from "node:test";
import { contactTags } from "../../static-web/js/crypto/name-tags.js";
import { openNote, sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { Contacts } from "../../static-web/js/spaces/contacts.js";
import { recipientsIn, suggestionsFor } from "../../static-web/js/text/typed-recipients.js";
import { mostRecipients } from "../../static-web/js/limits.js";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
const { RecipientPanels } = await import("../../static-web/js/components/recipient-panels.js");

const shown = (found) => found.map(({ address, name, fault }) => [address, name, fault]);

for (const [typed, expected] of [
  ["", []],
  ["anna@voorbeeld.nl", [["anna@voorbeeld.nl", "", null]]],
  ["Anna Bakker <anna@voorbeeld.nl>; ben@voorbeeld.nl",
    [["anna@voorbeeld.nl", "Anna Bakker", null], ["ben@voorbeeld.nl", "", null]]],
  ['"Bakker, Anna" <anna@voorbeeld.nl>, ben@voorbeeld.nl',
    [["anna@voorbeeld.nl", "Bakker, Anna", null], ["ben@voorbeeld.nl", "", null]]],
  ["anna@voorbeeld.nl\r\nBEN@voorbeeld.nl\nben@voorbeeld.nl",
    [["anna@voorbeeld.nl", "", null], ["BEN@voorbeeld.nl", "", null]]],
  ["anna@voorbeeld.nl; ben@@voorbeeld; cees@",
    [["anna@voorbeeld.nl", "", null], ["ben@@voorbeeld", "", "input.email-invalid"],
      ["cees@", "", "input.email-invalid"]]],
  ["Anna Bakker", [["Anna Bakker", "", "input.email-invalid"]]],
  ["renée@voorbeeld.nl", [["renée@voorbeeld.nl", "", "input.email-letters"]]],
]) {
  test(`${JSON.stringify(typed)} is ${expected.length} recipients`, () =>
    assert.deepEqual(shown(recipientsIn(typed)), expected));
}

const known = (email, name, times) => ({ email, name, times, at: "2026-11-01T09:00:00Z" });
const book = [
  known("anna@bakker.nl", "Anna Bakker", 2), known("info@andre.nl", "André de Wit", 9),
  known("j.anders@gmail.com", "", 5), known("piet@voorbeeld.nl", "Piet Jansen", 1),
];

for (const [typed, expected] of [
  ["", []],
  ["an", ["info@andre.nl", "j.anders@gmail.com", "anna@bakker.nl"]],
  ["ANDRE", ["info@andre.nl"]],
  ["bakker", ["anna@bakker.nl"]],
  ["anna b", ["anna@bakker.nl"]],
  ["nna", []],
  ["anna@bakker.nl", []],
  ["voorb", ["piet@voorbeeld.nl"]],
]) {
  test(`"${typed}" may be ${expected.length}`, () =>
    assert.deepEqual(suggestionsFor(book, typed, []).map(({ email }) => email), expected));
}

test("who is there already is not offered, and no more than six are", () => {
  const left = suggestionsFor(book, "an", ["INFO@andre.nl", "j.anders@gmail.com"]);
  assert.deepEqual(left.map(({ email }) => email), ["anna@bakker.nl"]);
  const many = Array.from({ length: 20 }, (_, index) => known(`lid${index}@club.nl`, "", index));
  assert.deepEqual(suggestionsFor(many, "lid", []).map(({ times }) => times), [19, 18, 17, 16, 15, 14]);
});

/** A panel without a screen. */
function bare() {
  return {
    address: "", fault: null, isCc: false, name: "", like: null, known: null,
    call(name) {
      this.name ||= name;
    },
    recall(contact) {
      this.known = contact;
    },
    follow(other) {
      this.like = other;
    },
    typedAs(address) {
      this.address = address;
    },
  };
}

const typed = (...addresses) => addresses.map((address) => ({ address, name: "", fault: null }));

test("a list becomes chips, each once, with the check of the first and as they were written to before", () => {
  const panels = new RecipientPanels(bare);
  panels.contacts = [known("ben@voorbeeld.nl", "Ben", 1)];
  const first = panels.begin();
  assert.equal(panels.add(typed("anna@voorbeeld.nl", "ben@voorbeeld.nl"), false).first, first);
  assert.deepEqual([panels.taken, panels.pending], [["anna@voorbeeld.nl", "ben@voorbeeld.nl"], null]);
  assert.equal(panels.chips[1].like, first);
  assert.equal(panels.chips[1].known, panels.contacts[0]);

  assert.deepEqual(panels.add(typed("ANNA@voorbeeld.nl", "cees@voorbeeld.nl"), true).refusal, null);
  assert.deepEqual(panels.chips.map(({ isCc }) => isCc), [false, false, true]);
  assert.equal(panels.add(typed("Ben@voorbeeld.nl"), false).refusal, "input.recipient-twice");
});

test("when there is no room for all, nothing changes", () => {
  const panels = new RecipientPanels(bare);
  const all = Array.from({ length: mostRecipients }, (_, index) => `lid${index}@club.nl`);
  assert.equal(panels.add(typed(...all, "een@teveel.nl"), false).refusal, "recipients.too-many");
  assert.deepEqual(panels.chips, []);
  assert.equal(panels.add(typed(...all), false).refusal, null);
  assert.equal(panels.refusalOf(typed("een@teveel.nl")[0]), "recipients.too-many");
});

test("a chip that is wrong is typed again; a copy alone is nobody to write to", () => {
  const panels = new RecipientPanels(bare);
  panels.add([{ address: "anna@", name: "Anna", fault: "input.email-invalid" }], true);
  assert.equal(panels.refusalOf(undefined), "input.email-invalid");
  const [chip] = panels.chips;
  assert.equal(panels.takeBack(chip), "anna@");
  assert.deepEqual([panels.chips, panels.pending, chip.fault, chip.address], [[], chip, null, ""]);
  assert.equal(panels.typedAlone(typed("anna@voorbeeld.nl")[0]), chip);
});

test("who is in the conversation is not added again, and a copy alone will do there", () => {
  const panels = new RecipientPanels(bare);
  panels.there = Array.from({ length: mostRecipients - 2 }, (_, index) => `lid${index}@club.nl`);
  assert.equal(panels.refusalOf(undefined), "input.email-invalid");
  assert.equal(panels.add(typed("Lid3@club.nl"), false).refusal, "input.recipient-there");
  assert.equal(panels.refusalOf(typed("LID3@club.nl")[0]), "input.recipient-there");
  assert.equal(panels.add(typed("anna@a.nl", "ben@a.nl", "cees@a.nl"), true).refusal, "recipients.too-many");
  assert.equal(panels.add(typed("anna@a.nl", "lid0@club.nl", "ben@a.nl"), true).refusal, null);
  assert.equal(panels.refusalOf(undefined), null);
  assert.equal(panels.refusalOf(typed("cees@a.nl")[0]), "recipients.too-many");
  assert.deepEqual(panels.chips.map(({ address }) => address), ["anna@a.nl", "ben@a.nl"]);
});

test("a contact's tag is the keyed hash that is documented, the same in capitals", async () => {
  const sealKey = makeSealKey();
  const key = hkdfSync("sha256", sealKey, new Uint8Array(0), "zegel/contact/1", 32);
  const expected = createHmac("sha256", Buffer.from(key)).update("anna@voorbeeld.nl").digest("hex").slice(0, 32);
  assert.equal(await (await contactTags(sealKey))("Anna@Voorbeeld.NL"), expected);
});

test("two people who write to the same person lose nothing, and a default stays what it was", async () => {
  const [sealKey, mailboxId] = [makeSealKey(), "0".repeat(32)];
  /** What the service has, by tag. */
  const rows = new Map();
  globalThis.fetch = async (_, { method, body }) => {
    if (method === "GET") {
      return Response.json({ contacts: [...rows.values()], next: null });
    }

    const { contacts } = JSON.parse(body);
    const before = contacts.map(({ tag }) => rows.get(tag));
    const changed = before.filter((row, at) => (row?.revision ?? 0) !== contacts[at].revision);
    if (changed.length > 0) {
      const problem = { type: "/problems/contacts-changed", title: "", status: 409, contacts: changed };
      return Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } });
    }

    const kept = contacts.map((one) => ({ ...one, revision: one.revision + 1 }));
    kept.forEach((one) => rows.set(one.tag, one));
    return Response.json({ contacts: kept });
  };
  const mailbox = { mailboxId, sealKey };
  const [one, other] = [new Contacts(mailbox), new Contacts(mailbox)];
  await Promise.all([one.load(), other.load()]);
  const anna = { email: "anna@voorbeeld.nl", name: "Anna", method: "sms", phone: "0612345678", language: "nl" };
  await one.keep([{ ...anna, isDefault: true, isOnce: false }], "2026-11-01T09:00:00Z");
  const once = { ...anna, name: "", method: "none", phone: null, isDefault: false, isOnce: true };
  await other.keep([once], "2026-11-02T09:00:00Z");

  const [{ tag, note }] = rows.values();
  const kept = await openNote(sealKey, note, { kind: "contact", space: mailboxId, id: tag, author: mailboxId });
  assert.deepEqual(kept, { ...anna, isDefault: true, times: 2, at: "2026-11-02T09:00:00Z" });
  assert.deepEqual(other.find("ANNA@voorbeeld.nl"), kept);

  // One that somebody broke keeps no other closed.
  const [broken, identity] = ["f".repeat(32), { kind: "contact", space: mailboxId, id: "x", author: "y" }];
  rows.set(broken, { tag: broken, revision: 1, note: await sealNote(makeSealKey(), identity) });
  const third = new Contacts(mailbox);
  await third.load();
  assert.deepEqual(third.all, [kept]);
});
