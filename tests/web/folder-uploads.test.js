import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { Folder } from "../../static-web/js/spaces/folder.js";
import { FolderUploads } from "../../static-web/js/spaces/folder-uploads.js";

const sealKey = makeSealKey();
const space = randomId();
const guest = `${space}01`;
const { fetch, document, navigator, Worker } = globalThis;

/** A worker that stores what it is given, as the real one, once it has a ticket. */
class StoringWorker {
  postMessage({ type }) {
    if (type === "start") {
      queueMicrotask(() => this.onmessage?.({ data: { type: "ticket-wanted" } }));
    } else if (type === "ticket") {
      queueMicrotask(() => this.onmessage?.({ data: { type: "stored", seal: new Uint8Array(32) } }));
    }
  }

  terminate() {}
}

/** The service, as far as a folder asks it: a name is inserted once in a place. */
class Service {
  calls = [];
  names = new Map();
  entries = [];
  isShared = true;

  async answer(route, body) {
    this.calls.push(route);
    if (!this.isShared) {
      return [404, { type: "/problems/not-found", title: "", status: 404 }];
    }

    switch (route) {
      case "folder/open":
        return [200, {
          isOwner: false, mayUpload: true, digest: "soon", parts: 1, participants: [], sealKey: toBase64(sealKey),
          wrappedSealKey: null, noteAuthor: `${space}00`, note: await this.#note,
        }];
      case "uploads":
        return [200, {
          files: body.files.map(({ fileId }) => ({ fileId, upload: { expiresAt: null }, refused: null })),
        }];
      case "uploads/finish":
        return [200, {
          files: body.files.map((fileId) => ({ fileId, finished: true, refused: null })), retryInSeconds: null,
        }];
      default:
        return [200, route === "folder/entries" && body === null
          ? { entries: this.entries, mayUpload: true } : { entries: this.#post(body) }];
    }
  }

  #note = sealNote(sealKey, { kind: "folder", space, id: space, author: `${space}00`, parent: null, name: "Map" });

  #post({ entries }) {
    return entries.map(({ entryId, kind, parent, nameTag, note }) => {
      const holder = this.names.get(`${parent} ${nameTag}`) ?? entryId;
      this.names.set(`${parent} ${nameTag}`, holder);
      if (holder !== entryId) {
        return { entryId, outcome: "name-taken", at: null };
      }

      const row = { by: "Gijs", at: "2026-11-29T08:00:00Z", size: kind === "file" ? 1 : null, withdrawnAt: null };
      this.entries.push({ entryId, kind, parent, note, author: guest, ...row });
      return { entryId, outcome: "posted", at: row.at };
    });
  }
}

beforeEach(() => {
  globalThis.document = new EventTarget();
  globalThis.Worker = StoringWorker;
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
});

afterEach(() => {
  Object.assign(globalThis, { fetch, document, Worker });
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
});

/** A folder in a tab of its own. @param {Service} service */
async function openIn(service) {
  globalThis.fetch = async (address, { body }) => {
    const [path] = address.replace(`/api/participants/${guest}/`, "").split("?");
    const [status, said] = await service.answer(path, body === undefined ? null : JSON.parse(body));
    const type = status < 400 ? "application/json" : "application/problem+json";
    return new Response(JSON.stringify(said), { status, headers: { "Content-Type": type } });
  };
  const folder = new Folder(guest);
  await folder.open();
  return { folder, uploads: new FolderUploads(folder) };
}

const chosen = (...names) =>
  names.map((name) => ({ file: new File(["x"], name.split("/").at(-1)), name, words: null }));

/** @param {FolderUploads} uploads */
async function whenDone(uploads) {
  while (uploads.isUnderWay && uploads.error === null) {
    await new Promise((resolve) => uploads.addEventListener("change", resolve, { once: true }));
  }
}

/** The names in a place, as somebody else reads them. @param {Service} service */
async function namesIn(service, parent = space) {
  const { folder } = await openIn(service);
  await folder.readEntries();
  return folder.tree.entriesIn(parent).map(({ name }) => name).sort();
}

test("two who add a file of one name at once both keep theirs", async () => {
  const service = new Service();
  const [one, other] = [await openIn(service), await openIn(service)];
  await Promise.all([
    one.uploads.add(chosen("brief.pdf"), space),
    other.uploads.add(chosen("Brief.pdf", "brief (2).pdf"), space),
  ]);
  await Promise.all([whenDone(one.uploads), whenDone(other.uploads)]);
  const names = await namesIn(service);
  assert.equal(names.length, 3, names.join());
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, 3, names.join());
});

test("a folder that is uploaded keeps its places, and goes together with one of its name", async () => {
  const service = new Service();
  const { folder, uploads } = await openIn(service);
  await uploads.add(chosen("Verslagen/a.txt", "Verslagen/januari/b.txt"), space);
  await whenDone(uploads);
  await uploads.add(chosen("verslagen/c.txt"), space);
  await whenDone(uploads);
  assert.deepEqual(await namesIn(service), ["Verslagen"]);
  const { entryId } = folder.tree.subfolderNamed(space, "verslagen");
  assert.deepEqual(await namesIn(service, entryId), ["a.txt", "c.txt", "januari"]);
});

test("a hundred and fifty files are a few calls, and none of them is lost", async () => {
  const service = new Service();
  const { uploads } = await openIn(service);
  await uploads.add(chosen(...Array.from({ length: 150 }, (_, n) => `${n}.txt`)), space);
  await whenDone(uploads);
  assert.equal((await namesIn(service)).length, 150);
  const of = (route) => service.calls.filter((one) => one === route).length;
  assert.ok(of("uploads") <= 4, `${of("uploads")} calls for tickets`);
  assert.ok(of("uploads/finish") <= 4, `${of("uploads/finish")} calls to finish`);
});

test("what cannot be added since the folder is no longer shared says so, and stops", async () => {
  const service = new Service();
  const { uploads } = await openIn(service);
  await uploads.add(chosen("a.txt"), space);
  uploads.addEventListener("change", () => uploads.files.some(({ upload }) => upload.state === "ready")
    && (service.isShared = false));
  await whenDone(uploads);
  assert.equal(uploads.error?.code, "not-found");
  uploads.stop();
  assert.deepEqual(uploads.files, []);
});

test("what is on its way is given up where it may no longer be added, and another time it goes", async () => {
  const service = new Service();
  const { uploads } = await openIn(service);
  globalThis.Worker = class extends StoringWorker {
    postMessage() {}
  };
  await uploads.add(chosen("a.txt", "b.txt", "c.txt"), space);
  assert.ok(uploads.isUnderWay);
  uploads.giveUp();
  assert.deepEqual([uploads.files, uploads.unfinished, uploads.isUnderWay], [[], [], false]);

  globalThis.Worker = StoringWorker;
  await uploads.add(chosen("d.txt"), space);
  await whenDone(uploads);
  assert.deepEqual(await namesIn(service), ["d.txt"]);
});
