import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { bindKey } from "../../static-web/js/crypto/key-context.js";
import { RefusedKeyError } from "../../static-web/js/crypto/errors.js";
import { wrapBytes } from "../../static-web/js/crypto/key-wrap.js";
import { openNote, sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { DossierPart, PartPendingError } from "../../static-web/js/spaces/dossier-part.js";
import { Mailbox } from "../../static-web/js/spaces/mailbox.js";
import { PartMessage } from "../../static-web/js/spaces/part-message.js";

const sealKey = makeSealKey();
const space = randomId();
const [office, client] = [`${space}00`, `${space}01`];
const at = "2026-11-29T09:00:00Z";
const { fetch, document } = globalThis;

afterEach(() => Object.assign(globalThis, { fetch, document }));

/** Answers each call of the functions, by method and path with * for ids; keeps what was asked. */
function serve(answers) {
  const asked = [];
  globalThis.document = new EventTarget();
  globalThis.fetch = async (address, { method, body }) => {
    const [path] = address.replace("/api/", "").split("?");
    const said = body === undefined ? null : JSON.parse(body);
    asked.push([`${method} ${address}`, said]);
    const answer = await answers[`${method} ${path.replace(/[0-9a-f]{32,34}/g, "*")}`](said, address);
    return answer instanceof Response ? answer : Response.json(answer);
  };
  return asked;
}

const refusal = (code, more = {}) => Response.json(
  { type: `/problems/${code}`, title: code, status: 409, ...more },
  { status: 409, headers: { "Content-Type": "application/problem+json" } },
);

const numbers = (more = {}) => ({ correspondence: 0, documents: 0, delivered: 0, messages: 0, ...more });
const steps = [{ id: randomId(), title: "Akte" }, { id: randomId(), title: "Passeren" }];
const facts = (more = {}) => ({
  at, status: "s", handler: { accountId: null, name: "Hanna" }, standIn: null, closedAt: null,
  steps: steps.map(({ id }, n) => ({ stepId: id, tickedAt: n === 0 ? at : null, by: null })), ...more,
});

const opened = async (more = {}) => ({
  partId: space, participantId: client, dossier: null, sealKey: toBase64(sealKey), wrappedSealKey: null,
  note: await sealNote(sealKey, {
    kind: "dossier", space, id: space, author: office, number: "2026.1", description: "Huis", steps,
  }),
  facts: facts(), mayWrite: true, numbers: numbers({ messages: 2 }), unread: numbers({ messages: 1 }),
  people: [
    { participantId: office, kind: "office", name: "Notariaat", sees: true },
    { participantId: client, kind: "client", name: "Karel", sees: true },
  ],
  entries: [], next: null, ...more,
});

const fileOf = (more = {}) => ({
  id: randomId(), name: "id.pdf", type: "application/pdf", size: 3, seal: toBase64(new Uint8Array(32)), ...more,
});

/** A row of an entry, as the service lists it; changes of its note and its row. */
async function row({ id = randomId(), author = office, subject = "Vraag", files = [], note = {}, listed = {} } = {}) {
  const header = await sealNote(sealKey, {
    kind: "header", space, id, author, subject, name: "Hanna", files, ...note,
  });
  return {
    entryId: id, header, hasText: true, author, by: "Hanna", at, inReplyTo: null, isRead: false, readBy: [],
    files: files.map(({ id: fileId, size }) => ({ fileId, size })), ...listed,
  };
}

const textOf = (id, text, more = {}) =>
  sealNote(sealKey, { kind: "message", space, id, author: office, text, ...more });

async function openPartWith(answer, answers = {}, part = new DossierPart(client)) {
  const asked = serve({ "POST participants/*/part/open": () => answer, ...answers });
  await part.open("messages");
  return { part, asked };
}

describe("a part of a dossier", () => {
  test("is opened with its number, its steps and its tab", async () => {
    const [theirs, own] = [await row(), await row({ author: client, subject: "Antwoord" })];
    const { part, asked } = await openPartWith(await opened({ entries: [theirs, own], next: "older" }));

    assert.deepEqual(asked[0][1], { tab: "messages", as: null });
    assert.equal(part.header?.number, "2026.1");
    assert.deepEqual(part.steps.map(({ title, tickedAt }) => [title, tickedAt !== null]),
      [["Akte", true], ["Passeren", false]]);
    assert.deepEqual(part.entriesOf("messages").map(({ subject, isIncoming }) => [subject, isIncoming]),
      [["Vraag", true], ["Antwoord", false]]);
    assert.equal(part.entriesOf("documents"), null);
    assert.ok(part.hasMore("messages"));
    assert.deepEqual([part.namesOf(true), part.namesOf(false)], [["Notariaat"], ["Karel"]]);
    assert.equal(part.waiting, 1);
  });

  test("shows what does not hold against its row as damaged, and the rest", async () => {
    const file = fileOf();
    const other = fileOf();
    const entries = await Promise.all([
      row({ files: [file] }),
      row({ files: [file], listed: { files: [] } }),
      row({ files: [file], listed: { files: [{ fileId: other.id, size: 3 }] } }),
      row({ files: [file], listed: { files: [{ fileId: file.id, size: 4 }] } }),
      row({ note: { space: randomId() } }),
      row({ note: { author: client } }),
      row({ note: { id: randomId() } }),
      row({ note: { kind: "entry" } }),
      row({ note: { files: undefined } }),
    ]);
    const { part } = await openPartWith(await opened({ entries, note: await textOf(space, "no header") }));

    assert.equal(part.header, null);
    assert.deepEqual(part.entriesOf("messages").map(({ subject }) => subject), ["Vraag", ...Array(8).fill(null)]);
  });

  test("opens a message, which is read from then on", async () => {
    const message = await row();
    const { part, asked } = await openPartWith(await opened({ entries: [message] }), {
      "POST participants/*/part/entries/*/open": async () => ({
        entry: { ...message, isRead: true }, tab: "messages", text: await textOf(message.entryId, "Kunt u tekenen?"),
        unread: numbers(),
      }),
    });

    const { entry, text } = await part.openEntry(message.entryId);

    assert.deepEqual([text, entry.isRead, part.unread.messages], ["Kunt u tekenen?", true, 0]);
    assert.ok(part.entriesOf("messages")[0].isRead);
    assert.deepEqual(asked[1][1], { as: null });
  });

  test("does not open a text that is another message's", async () => {
    const message = await row();
    const text = await textOf(randomId(), "Maak over op mijn rekening.");
    const { part } = await openPartWith(await opened({ entries: [message] }), {
      "POST participants/*/part/entries/*/open": () => ({ entry: message, tab: "messages", text, unread: numbers() }),
    });

    assert.equal((await part.openEntry(message.entryId)).text, null);
  });

  test("keeps older pages when the newest is read again", async () => {
    const rows = await Promise.all([3, 2, 1].map((n) => row({ listed: { at: `2026-11-2${n}T09:00:00Z` } })));
    const fresh = await row({ listed: { at: "2026-11-24T09:00:00Z" } });
    const pages = [{ entries: [rows[2]], next: null }, { entries: [fresh, rows[0]], next: "middle" }];
    const { part, asked } = await openPartWith(await opened({ entries: rows.slice(0, 2), next: "older" }), {
      "GET participants/*/part/entries": () => pages.shift(),
    });

    await part.loadMore("messages");
    await part.load("messages");

    assert.match(asked[1][0], /tab=messages&cursor=older/);
    assert.deepEqual(part.entriesOf("messages").map(({ entryId }) => entryId),
      [fresh, ...rows].map(({ entryId }) => entryId));
    assert.equal(part.hasMore("messages"), false);
  });

  test("viewed as somebody else asks as them each time, and is written in by nobody", async () => {
    const mailbox = new Mailbox({ mailboxId: randomId(), name: "Notariaat" });
    const mailboxKey = makeSealKey();
    const wrapped = toBase64(await wrapBytes(mailboxKey, await bindKey(sealKey, space, "part")));
    const answers = {
      "POST mailboxes/*/open": () => ({ sealKey: toBase64(mailboxKey), smsAvailable: true }),
      "GET participants/*/part/entries": () => ({ entries: [], next: null }),
    };
    serve(answers);
    await mailbox.open();
    const answer = await opened({ sealKey: null, wrappedSealKey: wrapped, entries: [await row()] });

    const { part, asked } = await openPartWith(answer, answers, new DossierPart(office, mailbox, client));
    await part.load("documents");

    assert.deepEqual(asked[0][1], { tab: "messages", as: client });
    assert.match(asked[1][0], new RegExp(`tab=documents&as=${client}`));
    assert.deepEqual([part.mayWrite, part.entriesOf("messages")[0].isIncoming], [false, true]);
  });

  test("refuses the key of another part, and of another kind of space", async () => {
    const mailbox = new Mailbox({ mailboxId: randomId(), name: "Notariaat" });
    const mailboxKey = makeSealKey();
    const answers = {
      "POST mailboxes/*/open": () => ({ sealKey: toBase64(mailboxKey), smsAvailable: true }),
      "POST participants/*/key-refused": () => null,
    };
    serve(answers);
    await mailbox.open();
    for (const [id, kind] of [[randomId(), "part"], [space, "dossier"], [space, "conversation"]]) {
      const wrappedSealKey = toBase64(await wrapBytes(mailboxKey, await bindKey(sealKey, id, kind)));
      const answer = await opened({ sealKey: null, wrappedSealKey });
      await assert.rejects(openPartWith(answer, answers, new DossierPart(office, mailbox)), RefusedKeyError, kind);
    }

    const pending = await opened({ sealKey: null });
    await assert.rejects(openPartWith(pending, answers, new DossierPart(office, mailbox)), PartPendingError);
  });
});

describe("a message of a part", () => {
  const content = { subject: "RE: Vraag", text: "Ja.", name: "Karel", inReplyTo: randomId() };

  test("goes as it is sealed, once, and stands in the part", async () => {
    const bodies = [];
    const { part } = await openPartWith(await opened(), {
      "POST participants/*/part/messages": (body) => {
        bodies.push(body);
        return bodies.length === 1 ? refusal("changed-meanwhile")
          : { entryId: body.entryId, at, by: "Karel" };
      },
    });

    await new PartMessage(part).send(content);

    assert.deepEqual(bodies[0], bodies[1]);
    const { entryId: id, header, text, inReplyTo } = bodies[0];
    const identity = { space, id, author: client };
    assert.equal(inReplyTo, content.inReplyTo);
    assert.deepEqual(await openNote(part.sealKey, header, { kind: "entry", ...identity }),
      { subject: "RE: Vraag", name: "Karel", files: [] });
    assert.deepEqual(await openNote(part.sealKey, text, { kind: "written", ...identity }), { text: "Ja." });
    assert.deepEqual(part.entriesOf("messages").map(({ entryId, isIncoming }) => [entryId, isIncoming]),
      [[id, false]]);
    assert.equal(part.numbers.messages, 3);
  });

  test("whose answer never came is found again, and not sent twice", async () => {
    const bodies = [];
    const { part } = await openPartWith(await opened(), {
      "POST participants/*/part/messages": (body) => {
        bodies.push(body);
        if (bodies.length === 1) {
          throw new TypeError("gone");
        }

        return refusal("id-taken");
      },
      "GET participants/*/part/entries": async () => ({
        entries: [await row({ id: bodies[0].entryId, author: client })], next: null,
      }),
    });
    const message = new PartMessage(part);
    await assert.rejects(message.send(content), { code: "offline" });
    await assert.rejects(message.send({ ...content, text: "Ja, graag." }), { code: "already-sent" });
    assert.equal(bodies.length, 2);
  });

  test("that a closed dossier refuses says so, and can be sent once it is open again", async () => {
    let isClosed = true;
    const { part } = await openPartWith(await opened(), {
      "POST participants/*/part/messages": ({ entryId }) =>
        isClosed ? refusal("dossier-closed") : { entryId, at, by: "Karel" },
    });
    const message = new PartMessage(part);
    await assert.rejects(message.send(content), { code: "dossier-closed" });
    isClosed = false;
    await message.send(content);
    assert.equal(part.entriesOf("messages").length, 1);
  });
});
