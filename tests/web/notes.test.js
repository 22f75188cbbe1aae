import "./nonce-watch.js";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fromBase64, randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { openNote, sealNote } from "../../static-web/js/crypto/notes.js";
import { ObjectSealer } from "../../static-web/js/crypto/object-sealer.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { largestNote } from "../../static-web/js/limits.js";

const damaged = { name: "DamagedError" };
const sealKey = makeSealKey();
const space = randomId();
const identity = { kind: "message", space, id: randomId(), author: `${space}00` };
const note = { ...identity, subject: "Uitslag 🧪", text: "Beste Anna,\n\u2028…", files: [] };
const said = { subject: note.subject, text: note.text, body: null, files: [] };

/** Seals any bytes as a note. */
async function sealBytes(bytes) {
  const sealer = await ObjectSealer.begin(sealKey, space, bytes.length);
  const body = new Uint8Array(bytes.length + 28);
  await sealer.sealRegion(0, bytes, body);
  return { encryptionData: sealer.encryptionData, body: toBase64(body) };
}

describe("a note", () => {
  test("opens as it was sealed", async () => {
    assert.deepEqual(await openNote(sealKey, await sealNote(sealKey, note), identity), said);
  });

  for (const member of Object.keys(identity)) {
    test(`of another ${member} than its row is refused`, async () => {
      const sealed = await sealNote(sealKey, note);

      await assert.rejects(openNote(sealKey, sealed, { ...identity, [member]: randomId() }), damaged);
    });

    test(`that names no ${member} is refused`, async () => {
      const rest = { ...note };
      delete rest[member];
      const sealed = await sealBytes(new TextEncoder().encode(JSON.stringify(rest)));

      await assert.rejects(openNote(sealKey, sealed, identity), damaged);
    });
  }

  test("under another key is refused", async () => {
    await assert.rejects(openNote(makeSealKey(), await sealNote(sealKey, note), identity), damaged);
  });

  test("with a flipped bit anywhere is refused", async () => {
    const sealed = await sealNote(sealKey, note);
    const length = fromBase64(sealed.body).length;
    for (const place of [0, 11, 12, length >> 1, length - 16, length - 1]) {
      const body = fromBase64(sealed.body);
      body[place] ^= 128;

      await assert.rejects(openNote(sealKey, { ...sealed, body: toBase64(body) }, identity), damaged);
    }
  });

  for (const [name, text] of Object.entries({
    "not JSON": "{",
    "null": "null",
    "a list": "[]",
    "JSON with a member twice": `{"text":"a","text":"b",${JSON.stringify(identity).slice(1)}`,
  })) {
    test(`that is ${name} is refused`, async () => {
      await assert.rejects(openNote(sealKey, await sealBytes(new TextEncoder().encode(text)), identity), damaged);
    });
  }

  test("that is not UTF-8 is refused", async () => {
    await assert.rejects(openNote(sealKey, await sealBytes(new Uint8Array([0xff, 0xfe])), identity), damaged);
  });

  test("that is empty, short or not base64 is refused", async () => {
    const sealed = await sealNote(sealKey, note);
    for (const body of ["", toBase64(new Uint8Array(27)), toBase64(new Uint8Array(28)), "?"]) {
      await assert.rejects(openNote(sealKey, { ...sealed, body }, identity), damaged);
    }
  });

  test("of exactly the limit opens and one byte more is refused", async () => {
    const small = await sealNote(sealKey, { ...note, text: "" });
    const room = largestNote - small.encryptionData.length - fromBase64(small.body).length;
    const largest = { ...note, text: "x".repeat(room) };

    assert.equal((await openNote(sealKey, await sealNote(sealKey, largest), identity)).text, largest.text);
    await assert.rejects(sealNote(sealKey, { ...note, text: "x".repeat(room + 1) }), { name: "NoteTooLargeError" });
    await assert.rejects(sealNote(sealKey, { ...note, text: "x".repeat(5_000_000) }), { code: "note-too-large" });
  });
});
