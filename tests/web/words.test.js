import "./nonce-watch.js";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { DamagedError } from "../../static-web/js/crypto/errors.js";
import { regionLength } from "../../static-web/js/crypto/regions.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { openWords, sealWords } from "../../static-web/js/crypto/words.js";

const sealKey = makeSealKey();
const space = randomId();
const sizeOf = (words) => new TextEncoder().encode(words).length;

describe("words that are kept sealed", () => {
  for (const [what, words] of Object.entries({
    "none": "",
    "a sign": "a",
    "a mark at the start": "\ufeffLijst",
    "signs of several units": "👨‍👩‍👧 e\u0301 𠮷\r\n\u0000",
    "one region": "x".repeat(regionLength),
    "a sign across two regions": `${"x".repeat(regionLength - 1)}é!`,
    "18,000 lines": "Regel met een paar woorden erin, zoals in een logboek.\n".repeat(18_000),
  })) {
    test(`come back as they were: ${what}`, async () => {
      const { seal, ...kept } = await sealWords(sealKey, space, words);
      assert.equal(await openWords(sealKey, space, kept, { size: sizeOf(words), seal }), words);
    });
  }

  test("do not open when anything is another", async () => {
    const words = "y".repeat(regionLength + 5);
    const size = sizeOf(words);
    const { seal, ...kept } = await sealWords(sealKey, space, words);
    const changed = kept.body.slice();
    changed[regionLength + 40] ^= 1;
    const other = await sealWords(sealKey, space, words);
    const open = (sealed, more = {}, key = sealKey, where = space) =>
      openWords(key, where, { ...kept, ...sealed }, { size, seal, ...more });
    for (const [what, opening] of Object.entries({
      "a byte": () => open({ body: changed }),
      "the key": () => open({}, {}, makeSealKey()),
      "the space": () => open({}, {}, sealKey, randomId()),
      "the size": () => open({}, { size: size - 1 }),
      "the end": () => open({ body: kept.body.slice(0, -1) }),
      "the seal": () => open({}, { seal: toBase64(makeSealKey()) }),
      "the words of another file": () => open({ encryptionData: other.encryptionData, body: other.body }),
    })) {
      await assert.rejects(opening, DamagedError, what);
    }
  });
});
