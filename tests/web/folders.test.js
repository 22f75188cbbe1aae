import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { bindKey } from "../../static-web/js/crypto/key-context.js";
import { wrapBytes } from "../../static-web/js/crypto/key-wrap.js";
import { nameTags } from "../../static-web/js/crypto/name-tags.js";
import { sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { Ahead } from "../../static-web/js/spaces/ahead.js";
import { Folder } from "../../static-web/js/spaces/folder.js";
import { entryName, freeName, TakenNames } from "../../static-web/js/spaces/folder-names.js";
import { FolderTree } from "../../static-web/js/spaces/folder-tree.js";
import { Shelf } from "../../static-web/js/spaces/shelf.js";

const sealKey = makeSealKey();
const space = randomId();
const [owner, guest] = [`${space}00`, `${space}01`];
const realFetch = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = realFetch;
});

/** Answers each call of the functions; keeps what was asked. */
function serve(answers) {
  const asked = [];
  globalThis.document ??= { dispatchEvent: () => undefined };
  globalThis.fetch = async (address, { method, body }) => {
    const [path] = address.replace("/api/", "").split("?");
    const answer = answers[`${method} ${path.replace(/[0-9a-f]{32,34}/g, "*")}`];
    const said = body === undefined ? null : JSON.parse(body);
    asked.push([`${method} ${address}`, said]);
    return Response.json(await answer(said, address));
  };
  return asked;
}

const opened = async (more = {}) => ({
  folderId: space, participantId: guest, isOwner: false, mayUpload: true, digest: "soon", sealKey: toBase64(sealKey),
  wrappedSealKey: null, noteAuthor: owner, parts: 1, participants: [],
  note: await sealNote(sealKey, { kind: "folder", space, id: space, author: owner, parent: null, name: "Dossier" }),
  ...more,
});

/** A row of a file, as the service lists it; changes of its note and its row. */
async function row({ id = randomId(), parent = space, name = "a.pdf", note = {}, listed = {} } = {}) {
  const file = { id, name, type: "application/pdf", size: 3, seal: toBase64(new Uint8Array(32)) };
  const sealed = await sealNote(sealKey, { kind: "file", space, id, author: guest, parent, file, ...note });
  const at = "2026-11-29T08:00:00Z";
  const own = { entryId: id, kind: "file", parent, note: sealed, author: guest };
  return { ...own, by: "Gijs", at, size: 3, withdrawnAt: null, ...listed };
}

describe("a name", () => {
  test("has the tag that openssl makes of it, however it is written", async () => {
    const tag = await nameTags(new Uint8Array(32).fill(7));
    const parent = "00112233445566778899aabbccddeeff";
    const expected = "MWS0W9ujb+apkfax6pOPbzGmoKxvqUuYlZHgS1T+9dQ=";
    assert.equal(await tag(parent, "uitslag café.pdf"), expected);
    assert.equal(await tag(parent, "Uitslag CAFE\u0301.pdf"), expected);
    assert.notEqual(await tag(space, "uitslag café.pdf"), expected);
  });

  test("that is taken gets the first number that is free", () => {
    const taken = new TakenNames(["Brief.pdf", "brief (2).PDF", "map", ".profile"]);
    const free = (name) => freeName(name, (one) => taken.has(one));
    assert.equal(free("brief.pdf"), "brief (3).pdf");
    assert.equal(free("map"), "map (2)");
    assert.equal(free(".profile"), ".profile (2)");
    assert.equal(free("brief.docx"), "brief.docx");
    assert.equal(free("tar.gz"), "tar.gz");
  });

  test("has nothing in it that divides names, and fits its note", () => {
    assert.equal(entryName(" a/b\\c\u0000d.pdf "), "a_b_c_d.pdf");
    assert.equal(entryName("   "), "_");
    const long = entryName(`${"é".repeat(400)}.pdf`);
    assert.ok(long.endsWith(".pdf") && long.length <= 250, long);
  });
});

describe("a shared folder", () => {
  test("opens its name and what stands in it, by its parts", async () => {
    const rows = [await row(), await row({ name: "b.pdf" })];
    serve({
      "POST participants/*/folder/open": () => opened({ parts: 2 }),
      "GET participants/*/folder/entries": (_, address) => ({
        entries: [rows[Number(/part=(\d)/.exec(address)[1])]], mayUpload: false,
      }),
    });
    const folder = new Folder(guest);
    await folder.open();
    await folder.readEntries();
    assert.equal(folder.name, "Dossier");
    assert.deepEqual(folder.tree.entriesIn().map(({ name }) => name).sort(), ["a.pdf", "b.pdf"]);
    // The right was lowered since it was opened: each list says so (X24).
    assert.equal(folder.mayUpload, false);
  });

  for (const [what, change] of Object.entries({
    "another place": { listed: { parent: randomId() } },
    "another size": { listed: { size: 4 } },
    "another author": { listed: { author: owner } },
    "another file": { note: { id: randomId() } },
    "another kind": { note: { kind: "message" } },
  })) {
    test(`shows an entry whose row says ${what} than its note as damaged`, async () => {
      const entries = [await row(change), await row({ name: "goed.pdf" })];
      serve({
        "POST participants/*/folder/open": () => opened(),
        "GET participants/*/folder/entries": () => ({ entries }),
      });
      const folder = new Folder(guest);
      await folder.open();
      await folder.readEntries();
      const names = folder.tree.entriesIn().map(({ name }) => name);
      assert.deepEqual(names.sort(), ["goed.pdf", null].sort());
    });
  }

  test("that is not listed any more is gone, and what stood in a place that is gone stands at the top", () => {
    const tree = new FolderTree(space);
    const [sub, file] = [randomId(), randomId()];
    tree.put({ entryId: sub, kind: "folder", parent: space, name: "sub" });
    tree.put({ entryId: file, kind: "file", parent: sub, name: "a" });
    assert.deepEqual(tree.entriesIn(sub).map(({ name }) => name), ["a"]);
    assert.deepEqual(tree.below(tree.entry(sub)).map(({ path }) => path), ["sub", "sub/a"]);
    tree.keepOnly(new Set([file]));
    assert.deepEqual(tree.entriesIn().map(({ name }) => name), ["a"]);
  });

  test("whose subfolders stand in each other in a circle ends somewhere", () => {
    const tree = new FolderTree(space);
    const [one, other] = [randomId(), randomId()];
    tree.put({ entryId: one, kind: "folder", parent: other, name: "one" });
    tree.put({ entryId: other, kind: "folder", parent: one, name: "other" });
    assert.ok(tree.pathTo(one).length < 100);
    assert.ok(tree.below(tree.entry(one)).length < 100);
  });

  test("is posted to with sealed names alone, and a name that is taken is told apart", async () => {
    const asked = serve({
      "POST participants/*/folder/open": () => opened(),
      "POST participants/*/folder/entries": ({ entries }) => ({
        entries: entries.map(({ entryId }) => ({ entryId, outcome: "name-taken", at: null })),
      }),
    });
    const folder = new Folder(guest);
    await folder.open();
    await assert.rejects(folder.makeSubfolder(space, "Geheim plan"), { code: "name-taken" });
    assert.doesNotMatch(JSON.stringify(asked), /Geheim/i);
    assert.equal(folder.tree.entriesIn().length, 0);
  });

  test("removes what lies deepest first, a hundred at a time, nothing with what it stands in", async () => {
    const asked = serve({
      "POST participants/*/folder/remove": ({ entries }) => ({
        entries: entries.map((entryId) => ({ entryId, outcome: "removed" })),
      }),
    });
    const folder = new Folder(owner);
    const sub = { entryId: randomId(), kind: "folder", parent: space, name: "sub" };
    folder.tree.put(sub);
    for (let n = 0; n < 150; n++) {
      folder.tree.put({ entryId: randomId(), kind: "file", parent: sub.entryId, name: `${n}` });
    }

    assert.equal(await folder.remove([sub]), 0);
    assert.deepEqual(asked.map(([, { entries }]) => entries.length), [100, 50, 1]);
    assert.deepEqual(asked[2][1].entries, [sub.entryId]);
    assert.equal(folder.tree.entries.length, 0);
  });
});

describe("the folders that are shared with somebody", () => {
  const listed = async (key, kind) => ({
    folderId: space, participantId: guest, at: "2026-11-29T08:00:00Z", sharedBy: "Info", right: "read",
    note: (await opened()).note, wrappedSealKey: toBase64(await wrapBytes(key, await bindKey(sealKey, space, kind))),
  });

  test("are named under the shelf's key, which is asked for once", async () => {
    const key = makeSealKey();
    const asked = serve({
      "GET shelf": async () => ({ folders: [await listed(key, "folder")], next: null }),
      "POST shelf/open": () => ({ shelfKey: toBase64(key) }),
    });
    const shelf = new Shelf();
    await shelf.refresh(false);
    await shelf.refresh(false);
    assert.deepEqual(shelf.folders.map(({ name, sharedBy }) => [name, sharedBy]), [["Dossier", "Info"]]);
    assert.equal(asked.filter(([what]) => what.includes("shelf/open")).length, 1);
  });

  test("are not named by a key of another kind of space that was put there", async () => {
    const key = makeSealKey();
    serve({
      "GET shelf": async () => ({ folders: [await listed(key, "conversation")], next: null }),
      "POST shelf/open": () => ({ shelfKey: toBase64(key) }),
    });
    const shelf = new Shelf();
    await shelf.refresh(false);
    assert.deepEqual(shelf.folders.map(({ name }) => name), [null]);
  });
});

describe("asking ahead", () => {
  const files = Array.from({ length: 250 }, (_, n) => ({ fileId: `f${n}`, size: 10 }));

  test("asks about a hundred at once, and about none twice", async () => {
    const asked = [];
    const ahead = new Ahead(() => files, async (some) => {
      asked.push(some.length);
      return new Map(some.map(({ fileId }) => [fileId, `ticket ${fileId}`]));
    });
    for (const file of files) {
      assert.equal(await ahead.take(file), `ticket ${file.fileId}`);
    }

    assert.deepEqual(asked, [100, 100, 50]);
  });

  test("asks anew for a file that wants another ticket, or was refused ahead of its turn", async () => {
    const asked = [];
    const ahead = new Ahead(() => files.slice(0, 3), async (some) => {
      asked.push(some.map(({ fileId }) => fileId));
      return new Map(some.slice(0, 1).map(({ fileId }) => [fileId, asked.length]));
    });
    assert.deepEqual([await ahead.take(files[0]), await ahead.take(files[0]), await ahead.take(files[1])], [1, 2, 3]);
    assert.deepEqual(asked, [["f0", "f1", "f2"], ["f0"], ["f1"]]);
  });

  test("does not ask for what many bytes are in front of", async () => {
    const large = [{ fileId: "a", size: 50e9 }, { fileId: "b", size: 1 }];
    const asked = [];
    const ahead = new Ahead(() => large, async (some) => {
      asked.push(some.length);
      return new Map([["a", 1]]);
    });
    await ahead.take(large[0]);
    assert.deepEqual(asked, [1]);
  });
});
