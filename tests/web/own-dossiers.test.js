import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { listOwnDossiers } from "../../static-web/js/api/portal.js";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { bindKey } from "../../static-web/js/crypto/key-context.js";
import { wrapBytes } from "../../static-web/js/crypto/key-wrap.js";
import { sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { OwnDossiers } from "../../static-web/js/spaces/own-dossiers.js";

const shelfKey = makeSealKey();
const { fetch, document } = globalThis;

afterEach(() => Object.assign(globalThis, { fetch, document }));

/** A row of the list, as the service lists it. */
async function row({ n = 0, kind = "part", of, unread = {} } = {}) {
  const [partId, sealKey] = [randomId(), makeSealKey()];
  const note = await sealNote(sealKey, {
    kind: "dossier", space: partId, id: partId, author: `${partId}00`, number: `2026.${n}`, description: `Huis ${n}`,
    steps: [],
  });
  return {
    partId, participantId: `${partId}01`, note, at: "2026-11-29T09:00:00Z", facts: {}, numbers: {}, accounts: [],
    wrappedSealKey: toBase64(await wrapBytes(shelfKey, await bindKey(sealKey, of ?? partId, kind))),
    unread: { correspondence: 0, documents: 0, delivered: 0, messages: 0, ...unread },
    tasks: { toDo: 0, toJudge: 0, done: 0 },
  };
}

/** Answers with the pages, as often as they are asked; counts what was asked. */
function serve(pages) {
  const asked = [];
  globalThis.document = new EventTarget();
  globalThis.fetch = async (address) => {
    asked.push(address);
    const at = Number(new URL(address, "http://x").searchParams.get("cursor") ?? 0);
    return Response.json(address.includes("shelf/open") ? { shelfKey: toBase64(shelfKey) }
      : { dossiers: pages[at], next: at + 1 < pages.length ? String(at + 1) : null });
  };
  return asked;
}

test("a client's dossiers stand there at once, and get their names as they are opened", async () => {
  const pages = [
    await Promise.all(Array.from({ length: 60 }, (_, n) => row({ n, unread: n === 3 ? { messages: 2 } : {} }))),
    [await row({ n: 60, unread: { documents: 1 } })],
  ];
  const asked = serve(pages);
  const own = new OwnDossiers();
  const drawn = [];

  const count = () => drawn.push(own.dossiers.filter(({ name }) => name !== undefined).length);
  await own.refresh(false);
  assert.equal(asked.filter((address) => address.includes("shelf/open")).length, 0, "home needs no names");
  count();
  await Promise.all([own.openNames(count), own.openNames(count)]);

  assert.deepEqual(drawn, [0, 50, 61]);
  assert.deepEqual(own.dossiers.at(-1).name, { number: "2026.60", description: "Huis 60" });
  assert.equal(own.waiting, 3);

  await own.refresh(true);
  await own.openNames(count);
  assert.deepEqual(drawn.slice(3), [], "nothing is opened twice");
  assert.ok(own.dossiers.every(({ name }) => name !== undefined));
  assert.equal(asked.filter((address) => address.includes("shelf/open")).length, 1);
});

test("what waits is counted in every page of the list, also where no name is opened", async () => {
  const asked = serve([[await row({ unread: { messages: 2 } })], [await row({ unread: { documents: 1 } })]]);
  const rows = await listOwnDossiers();
  assert.deepEqual(rows.map(({ unread }) => unread.messages + unread.documents), [2, 1]);
  assert.equal(asked.length, 2);
});

test("a name whose key is of another dossier, or of another kind, is damaged, and the others are not", async () => {
  serve([[await row(), await row({ of: randomId() }), await row({ kind: "folder" }),
    { ...(await row()), wrappedSealKey: "#" }]]);
  const own = new OwnDossiers();

  await own.refresh(false);
  await own.openNames(() => undefined);

  assert.deepEqual(own.dossiers.map(({ name }) => name !== null), [true, false, false, false]);
});
