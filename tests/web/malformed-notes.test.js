import "./nonce-watch.js";
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { DamagedError } from "../../static-web/js/crypto/errors.js";
import { isBody } from "../../static-web/js/body/body.js";
import { plainOf } from "../../static-web/js/body/plain.js";
import { openNote, sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
const { Conversation } = await import("../../static-web/js/spaces/conversation.js");
const { messageCard } = await import("../../static-web/js/components/message-card.js");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");

const sealKey = makeSealKey();
const space = randomId();
const author = `${space}01`;

const reference = () =>
  ({ id: randomId(), name: "Uitslag.pdf", type: "application/pdf", size: 3, seal: toBase64(makeSealKey()) });

/** A good note of each kind. */
const good = {
  message: () => ({ subject: "Uitslag", text: "Beste Anna,", files: [reference(), reference()] }),
  formatted: () => ({
    subject: "Uitslag",
    body: [
      { kind: "paragraph", runs: [{ text: "Beste " }, { text: "Anna", bold: true, italic: true }] },
      {
        kind: "numbers",
        start: 1,
        items: [[{ kind: "paragraph", runs: [{ text: "x", link: "https://delinde.nl/" }] }]],
      },
    ],
    files: [reference()],
  }),
  header: () => ({ subject: "Uitslag", name: "Anna" }),
  contact: () => ({ email: "anna@voorbeeld.nl", name: "Anna", phone: "+31612345678", method: "sms", language: "nl",
    isDefault: true, at: "2026-11-29T12:00:00Z", times: 3 }),
  draft: () => ({
    subject: "Uitslag", text: "Beste Anna,", above: "null", messageId: randomId(), files: [reference()],
    coming: [{ id: randomId(), name: "b.pdf", size: 4 }], sealKey: toBase64(makeSealKey()),
  }),
  exposure: () => ({ files: [{ id: randomId(), name: "Uitslag.pdf", size: 3 }] }),
  internal: () => ({ conversation: randomId(), text: "Bellen." }),
  label: () => ({ name: "Spoed", colour: "red" }),
  typed: () => ({ words: JSON.stringify({ number: "2026.1" }) }),
  unfinished: () => ({ name: "map/Uitslag.pdf", seal: toBase64(makeSealKey()) }),
};

/** What a note says that it is. */
const kindOf = (kind) => (kind === "formatted" ? "message" : kind);

/** What is read of a good note. */
const readOf = {
  message: (note) => ({ ...note, body: null }),
  draft: (note) => ({ ...note, body: null }),
  formatted: (note) => ({ ...note, text: plainOf(note.body) }),
};
const read = (kind, note) => readOf[kind]?.(note) ?? note;

/** Everything that JSON can say, in forms that a program might trip over. */
const values = [
  null, true, false, 0, -1, 5, 0.5, 1e308, -1e308, 2 ** 53, 50e9 + 1, "", "x", "\u0000", "\ud800", "../../x",
  "__proto__", "x".repeat(2000), [], [null], [[]], [5], ["x"], [{}], {}, { length: 1 }, { length: 1, 0: {} },
  { toString: "x" },
  { constructor: null }, JSON.parse('{"__proto__":{"subject":"x"}}'), Array.from({ length: 61 }, () => 1),
];

/** Every place in a value, as the names that lead to it. @returns {(string | number)[][]} */
function placesIn(value, way = []) {
  const names = typeof value === "object" && value !== null ? Object.keys(value) : [];
  return [...(way.length > 0 ? [way] : []), ...names.flatMap((name) => placesIn(value[name], [...way, name]))];
}

/** The value with something else, or nothing, at a place. */
function changed(value, way, other) {
  const copy = structuredClone(value);
  const last = way.at(-1);
  const parent = way.slice(0, -1).reduce((part, name) => part[name], copy);
  if (other !== undefined) {
    parent[last] = other;
  } else if (Array.isArray(parent)) {
    parent.splice(Number(last), 1);
  } else {
    delete parent[last];
  }

  return copy;
}

/** Each with one fault somewhere; some are none, such as another text where a text stands. */
function* mutationsOf(kind) {
  const note = good[kind]();
  for (const way of placesIn(note)) {
    for (const other of [undefined, ...values]) {
      yield { what: `${way.join(".")} = ${JSON.stringify(other)?.slice(0, 60)}`, note: changed(note, way, other) };
    }
  }

  if (kind === "message") {
    const one = reference();
    yield { what: "a file twice", note: { ...note, files: [one, one] } };
    yield { what: "61 files", note: { ...note, files: Array.from({ length: 61 }, reference) } };
    yield { what: "a seal that is no seal", note: { ...note, files: [{ ...one, seal: `${"A".repeat(42)}B=` }] } };
  }
}

/** Members of the right shape and no others: what pages may rely on. */
function isSound(kind, note) {
  const isText = (value) => typeof value === "string";
  const isFile = ({ id, name, type, size, seal, ...rest }) =>
    /^[0-9a-f]{32}$/.test(id) && isText(name) && isText(type) && Number.isInteger(size) && size >= 0 && size <= 50e9
    && atob(seal).length === 32 && Object.keys(rest).length === 0;
  const isNamed = (one) => Object.keys(one).join() === "id,name,size" && isText(one.name);
  const names = Object.keys(read(kind, good[kind]())).sort().join();
  const { files = [], seal = null, body = null, phone = null, isDefault = false, times = 0, coming = [],
    sealKey: key = null, ...words } = note;
  return Object.keys(note).sort().join() === names && Object.values(words).every(isText)
    && (body === null || isBody(body))
    && [seal, key].every((one) => one === null || atob(one).length === 32)
    && coming.length <= 60 && coming.every(isNamed)
    && (phone === null || isText(phone)) && typeof isDefault === "boolean" && Number.isInteger(times) && times >= 0
    && Array.isArray(files) && files.length <= 60
    && files.every(kind === "exposure" ? isNamed : isFile);
}

for (const kind of Object.keys(good)) {
  describe(`a note of kind ${kind}`, () => {
    const identity = { kind: kindOf(kind), space, id: randomId(), author };
    const open = async (note) => openNote(sealKey, await sealNote(sealKey, { ...note, ...identity }), identity);

    test("says what was written", async () => {
      const note = good[kind]();
      assert.deepEqual(await open(note), read(kind, note));
    });

    test("that says more opens, without what we do not know", async () => {
      const note = good[kind]();
      assert.deepEqual(await open({ ...note, more: { of: "it" }, toString: 5 }), read(kind, note));
    });

    test("with anything else in any place is damaged, or has the shape that pages know", async () => {
      let damaged = 0;
      for (const { what, note } of mutationsOf(kind)) {
        try {
          assert.ok(isSound(kind, await open(note)), what);
        } catch (error) {
          assert.ok(error instanceof DamagedError, `${what}: ${error}`);
          damaged++;
        }
      }

      assert.ok(damaged >= 20 * Object.keys(good[kind]()).length, `Only ${damaged} were damaged.`);
    });
  });
}

describe("the sealed form of a note", () => {
  test("with anything else in any place of its metadata is damaged", async () => {
    const identity = { kind: "message", space, id: randomId(), author };
    const sealed = await sealNote(sealKey, { ...good.message(), ...identity });
    const data = JSON.parse(sealed.encryptionData);
    const forms = placesIn(data).flatMap((way) => [undefined, ...values].map((other) => changed(data, way, other)));
    const others = ["", "{", "null", "[]", "5", `${sealed.encryptionData} x`];
    const texts = [...forms.map((form) => JSON.stringify(form)), ...others];
    // The name of the program that sealed it is not held against anything.
    const isFree = (text) => text.includes("KeyWrappingMetadata\":{\"EncryptionLibrary\":");
    for (const encryptionData of texts.filter((text) => text !== sealed.encryptionData)) {
      const opening = openNote(sealKey, { ...sealed, encryptionData }, identity);
      await opening.then(() => assert.ok(isFree(encryptionData), encryptionData), (error) =>
        assert.ok(error instanceof DamagedError, `${encryptionData.slice(0, 300)}: ${error}`));
    }
  });
});

describe("a conversation with malformed messages", () => {
  const at = (minute) => `2026-11-28T10:${String(minute).padStart(2, "0")}:00Z`;

  /** @param {object} note */
  async function message(minute, note) {
    const messageId = randomId();
    const sealed = await sealNote(sealKey, { ...note, kind: "message", space, id: messageId, author });
    const kept = { expiresAt: null, revokedAt: null, receipts: [] };
    return { messageId, author, by: null, at: at(minute), note: sealed, isNew: true, ...kept };
  }

  const malformed = [
    { files: 5 }, { files: [null] }, { files: null }, { files: {} }, { files: "x" }, { subject: 5 },
    { subject: null }, { text: {} }, { text: ["x"] }, { files: [{ ...reference(), name: 5 }] },
    { files: [{ ...reference(), name: null }] },
    { files: [{ ...reference(), type: 5 }] }, { files: [{ ...reference(), size: -1 }] },
    { files: [{ ...reference(), size: "3" }] }, { files: [{ ...reference(), seal: 5 }] },
    { files: [{ ...reference(), id: "../x" }] }, { body: "<b>x</b>" }, { body: [{ kind: "html" }] },
    { body: [{ kind: "paragraph", runs: [{ text: "x", link: "data:text/html,x" }] }] },
  ];

  let opened;
  before(async () => {
    const notes = malformed.flatMap((fault) => [good.message(), { ...good.message(), ...fault }]);
    const messages = await Promise.all([...notes, good.message()].map((note, minute) => message(minute, note)));
    const answer = {
      conversationId: space,
      participantId: `${space}00`,
      started: true,
      sealKey: toBase64(sealKey),
      wrappedSealKey: null,
      participants: [],
      messages,
      waiting: [],
      earlier: null,
    };
    globalThis.fetch = async () => Response.json(answer);
    opened = new Conversation(`${space}00`);
    await opened.load();
  });

  test("shows the others, each damaged one in its place, and is called after a good one", () => {
    const expected = malformed.flatMap(() => [false, true]).concat(false);
    assert.deepEqual(opened.entries.map(({ damaged }) => damaged), expected);
    assert.equal(opened.subject, "Uitslag");
  });

  for (const [language, words] of [
    ["nl", "Dit bericht is beschadigd en kan niet worden geopend. Vraag de afzender om het opnieuw te sturen."],
    ["en", "This message is damaged and cannot be opened. Ask the sender to send it again."],
  ]) {
    test(`has a card for every one of them in ${language}`, async () => {
      await chooseLanguage(language);
      const files = { prepare() {}, makeDownload() {}, read() {} };
      const context = { own: `${space}00`, nameOf: () => "Anna", awaited: ["a", "b"], files, menuOf: () => [] };
      const cards = opened.entries.map((one) => ({ one, card: messageCard(one, context, true).textContent }));
      for (const { one, card } of cards) {
        assert.equal(card.includes(words), one.damaged);
        assert.equal(card.includes("Beste Anna,") && card.includes("Uitslag.pdf"), !one.damaged);
      }
    });
  }
});
