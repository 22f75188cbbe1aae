import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { Conversation } from "../../static-web/js/spaces/conversation.js";
import { Draft } from "../../static-web/js/spaces/draft.js";
import { DraftFiles } from "../../static-web/js/spaces/draft-files.js";
import { SpaceFiles } from "../../static-web/js/spaces/space-files.js";
import { fromBase64, randomId } from "../../static-web/js/crypto/base64.js";
import { openBoundKey } from "../../static-web/js/crypto/key-context.js";
import { openNote } from "../../static-web/js/crypto/notes.js";

const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };
const space = randomId();
const words = { subject: "Uitslag", text: "Goed nieuws.", body: null };
const content = { ...words, expiresAt: null, name: "Anna", recipients: [], raise: [] };
const { fetch, document } = globalThis;

afterEach(() => {
  Object.assign(globalThis, { fetch, document, Worker: undefined });
});

/** A conversation of which nothing was sent yet. */
const newConversation = () => new Conversation(`${space}00`);

/** One with a seal key. */
const keyedConversation = () => Object.assign(newConversation(), { sealKey: new Uint8Array(32) });

/** The functions, as far as a draft asks them. @param {(path: string, body: any) => [number, object]} answer */
function functionsThat(answer) {
  globalThis.document = new EventTarget();
  globalThis.fetch = async (path, { body = "null" }) => {
    const [status, told] = answer(path.replace("/api/", ""), JSON.parse(body));
    const type = status < 400 ? "application/json" : "application/problem+json";
    return new Response(JSON.stringify(told), { status, headers: { "Content-Type": type } });
  };
}

/** @param {EventTarget} drafts */
const changeOf = (drafts) => new Promise((resolve) => drafts.addEventListener("change", resolve, { once: true }));

const refusal = (code, more = {}) => [409, { type: `/problems/${code}`, title: code, status: 409, ...more }];

async function newVaultKey(version) {
  const rsa = { ...algorithm, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };
  const pair = await crypto.subtle.generateKey(rsa, true, ["encrypt", "decrypt"]);
  return { version, pair, jwk: await crypto.subtle.exportKey("jwk", pair.publicKey) };
}

describe("a first message", () => {
  test("whose vault key was rotated meanwhile goes again: the same id and key, under the newest", async () => {
    const keys = [await newVaultKey("old"), await newVaultKey("new")];
    const bodies = [];
    functionsThat((path, body) => {
      if (path === "sealing-key") {
        const { version, jwk } = keys[bodies.length];
        return [200, { version, jwk }];
      }

      bodies.push(body);
      const sent = { messageId: body.messageId, at: "2026-11-28T12:00:00Z", by: null };
      return bodies.length === 1 ? refusal("seal-key-outdated") : [201, sent];
    });
    const conversation = newConversation();

    await new Draft(conversation).send(content);

    assert.deepEqual(bodies.map(({ sealKey }) => sealKey.version), ["old", "new"]);
    assert.equal(bodies[0].messageId, bodies[1].messageId);
    const wrapped = fromBase64(bodies[1].sealKey.wrapped);
    const bound = await crypto.subtle.decrypt(algorithm, keys[1].pair.privateKey, wrapped);
    const sealKey = await openBoundKey(new Uint8Array(bound), space, "conversation");
    assert.deepEqual(sealKey, conversation.sealKey);
    const identity = { kind: "message", space, id: bodies[1].messageId, author: `${space}00` };
    assert.equal((await openNote(sealKey, bodies[1].note, identity)).text, "Goed nieuws.");
  });

  test("goes into any space that has a key, loads and takes over what was sent", async () => {
    const sealKey = new Uint8Array(32).fill(7);
    const taken = [];
    const folder = {
      spaceId: space,
      participantId: `${space}02`,
      mailboxId: null,
      sealKey,
      started: true,
      load: async () => assert.fail("It was read."),
      has: () => assert.fail("It was searched."),
      takeOver: (...sent) => taken.push(sent),
    };
    functionsThat((path, { messageId }) => [201, { messageId, at: "2026-11-28T12:00:00Z", by: "Conny", path }]);

    await new Draft(folder).send(content);

    const [[{ messageId, ...sent }, key]] = taken;
    const { subject, text, body, expiresAt } = content;
    const author = `${space}02`;
    const expected = { at: "2026-11-28T12:00:00Z", author, by: "Conny", subject, text, body, files: [], expiresAt };
    assert.deepEqual([sent, key, taken.length], [expected, sealKey, 1]);
    assert.match(messageId, /^[0-9a-f]{32}$/);
  });

  test("that got through unseen is found in its space, and not sent again", async () => {
    const conversation = Object.assign(keyedConversation(), { started: true });
    let sent = 0;
    functionsThat((_path, { messageId }) => {
      sent++;
      conversation.load = async () => void (conversation.entries = [{ messageId }]);
      return refusal("id-taken");
    });

    await assert.rejects(new Draft(conversation).send(content), { code: "already-sent" });
    assert.equal(sent, 1);
  });

  test("that is refused again and again is given back to whoever wrote it", async () => {
    const key = await newVaultKey("old");
    let tries = 0;
    functionsThat((path) => {
      if (path === "sealing-key") {
        return [200, { version: "old", jwk: key.jwk }];
      }

      tries++;
      return refusal("seal-key-outdated");
    });

    await assert.rejects(new Draft(newConversation()).send(content), { code: "seal-key-outdated" });
    assert.equal(tries, 5);
  });
});

describe("a file of an earlier visit", () => {
  const answers = [
    ["mailbox-staging-full", true],
    ["file-unknown", false],
  ];
  for (const [code, goesOn] of answers) {
    test(`whose ticket is refused with ${code} ${goesOn ? "keeps what is stored of it" : "is sent anew"}`, async () => {
      const file = new File(["zes weken"], "rapport.txt", { lastModified: 7 });
      const { name, size } = file;
      const before = { fileId: randomId(), name, size, lastModified: 7, percent: 60, words: null };
      functionsThat(() => refusal(code));
      Object.defineProperty(globalThis, "navigator", {
        value: { locks: { request: async (_name, _options, held) => held({}) } },
        configurable: true,
      });
      // It asks for a ticket, as the real one does first, and stays.
      globalThis.Worker = class {
        postMessage({ type }) {
          if (type === "start") {
            queueMicrotask(() => this.onmessage({ data: { type: "ticket-wanted" } }));
          }
        }

        terminate() {}
      };
      const drafts = new DraftFiles(new SpaceFiles(keyedConversation()));
      await changeOf(drafts);
      drafts.unfinished = [before];

      await drafts.add({ file, name: "rapport.txt", words: null });
      while (drafts.files[0].upload.state !== "failed") {
        await changeOf(drafts);
      }

      assert.equal(drafts.files[0].fileId === before.fileId, goesOn);
      assert.equal(drafts.files[0].upload.error.code, "ticket-refused");
    });
  }
});

describe("a message that was given up", () => {
  for (const [what, isWaiting] of [["while its files were under way", true], ["while it was being sealed", false]]) {
    test(`${what} is not sent, with or without its files`, async () => {
      functionsThat((path) => (path === "sealing-key" ? refusal("unavailable") : assert.fail(`${path} was asked.`)));
      const conversation = Object.assign(keyedConversation(), { started: true });
      const draft = new Draft(conversation);
      await changeOf(draft.attached);
      if (isWaiting) {
        const upload = { state: "sending", cancel() {} };
        draft.attached.forget = () => draft.attached.dispatchEvent(new Event("change"));
        draft.attached.files = [{ upload, fileId: randomId() }];
      }

      const sending = draft.send(content);
      draft.giveUp();

      await assert.rejects(sending, { code: "given-up" });
    });
  }
});

describe("without Web Locks", () => {
  /** A worker that stores what it is given, as the real one. */
  class StoringWorker {
    static started = [];

    postMessage(message) {
      if (message.type === "start") {
        StoringWorker.started.push(message);
        queueMicrotask(() => this.onmessage({ data: { type: "stored", seal: new Uint8Array(32) } }));
      }
    }

    terminate() {}
  }

  /** The files of a draft in a tab. @param {object} there its navigator */
  const begin = async (there) => {
    functionsThat(() => [200, null]);
    Object.defineProperty(globalThis, "navigator", { value: there, configurable: true });
    globalThis.Worker = StoringWorker;
    const drafts = new DraftFiles(new SpaceFiles(keyedConversation()));
    await changeOf(drafts);
    return drafts;
  };

  for (const [what, there] of [
    ["a browser that has none", {}],
    ["one in which they are undefined", { locks: undefined }],
  ]) {
    test(`an upload works in ${what}, twice the same file too, each as an object of its own`, async () => {
      StoringWorker.started = [];
      const file = new File(["zes weken"], "rapport.txt");
      const tabs = [await begin(there), await begin(there)];
      for (const drafts of tabs) {
        await drafts.add({ file, name: "rapport.txt", words: null });
        await drafts.whenReady();
      }

      const [one, other] = tabs.map((drafts) => drafts.references[0]);
      assert.equal(one.name, "rapport.txt");
      assert.notEqual(one.id, other.id);
      assert.deepEqual(StoringWorker.started.map(({ isResumed }) => isResumed), [false, false]);
      const [{ kept }] = StoringWorker.started;
      assert.deepEqual([kept.participantId, kept.mailboxId, kept.fileId], [`${space}00`, null, one.id]);
      const sealKey = new Uint8Array(32);
      const identity = { kind: "unfinished", space, id: one.id, author: `${space}00` };
      assert.equal((await openNote(sealKey, kept.name, identity)).name, "rapport.txt");
    });
  }

  test("nothing is kept, so that no tab goes on with what another one sends", async () => {
    Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
    globalThis.indexedDB = { open: () => assert.fail("It was opened.") };
    const { browserKey, Journal, unfinished } = await import("../../static-web/js/upload/journal.js");

    assert.deepEqual(await unfinished(), []);
    await assert.rejects(Journal.of(randomId()), /locks/);
    await assert.rejects(browserKey(), /locks/);
    delete globalThis.indexedDB;
  });

  test("an upload that failed begins anew, as another object", async () => {
    const drafts = await begin({});
    globalThis.Worker = class extends StoringWorker {
      postMessage(message) {
        if (message.type === "start" && StoringWorker.started.length === 0) {
          StoringWorker.started.push(message);
          queueMicrotask(() => this.onmessage({ data: { type: "failed", code: "network", message: "" } }));
        } else if (message.type === "start" && message.isResumed) {
          // As the real one, which finds no journal.
          queueMicrotask(() => this.onmessage({ data: { type: "failed", code: "file-changed", message: "" } }));
        } else {
          super.postMessage(message);
        }
      }
    };
    StoringWorker.started = [];
    await drafts.add({ file: new File(["x"], "a.txt"), name: "a.txt", words: null });
    await assert.rejects(drafts.whenReady(), { code: "files-failed" });
    const [{ fileId }] = drafts.files;

    drafts.again(drafts.files[0]);
    await drafts.whenReady();

    assert.notEqual(drafts.files[0].fileId, fileId);
  });
});
