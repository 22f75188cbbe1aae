import assert from "node:assert/strict";
import { createDecipheriv, createHash } from "node:crypto";
import { after, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { UploadRun } from "../../static-web/js/upload/upload-run.js";

/**
 * The whole of an upload over a file that is made while it is read, into a sink that checks and forgets. Every stored
 * byte is looked at by Node's own cipher and hash. `ZEGEL_FIFTY_GB=1` makes it the full 50 GB (minutes); else it is
 * as many regions as fit a test, with the same odd end.
 */
const size = process.env["ZEGEL_FIFTY_GB"] === "1" ? 50_000_000_000 : 300_000_001;
const region = 512 * 1024;
const regionsPerBlock = 16;
const regions = Math.ceil(size / region);
const template = Buffer.from(Array.from({ length: region }, (_, at) => (at * 31) % 251));

/** Region `index` of the file. */
function plainOf(index) {
  const plain = Buffer.from(template.subarray(0, Math.min(region, size - index * region)));
  plain.writeUInt8(index % 256, 0);
  return plain;
}

const file = {
  name: "made.bin",
  size,
  lastModified: 1,
  slice: (start, end) => ({
    arrayBuffer: async () => {
      const first = Math.floor(start / region);
      const touched = Array.from({ length: Math.ceil(end / region) - first }, (_, at) => plainOf(first + at));
      const from = start - first * region;
      return new Uint8Array(Buffer.concat(touched)).slice(from, from + end - start).buffer;
    },
  }),
};

/** What the sink saw: the blocks in its own book-keeping, a hash of each region as it was stored. */
const hashes = new Array(regions);
const sink = { blocks: new Map(), inFlight: 0, most: 0, bytes: 0, list: "", data: "" };
const checks = [];
const realFetch = globalThis.fetch;
after(() => {
  globalThis.fetch = realFetch;
});

globalThis.fetch = async (url, { headers, body }) => {
  const query = new URL(url).searchParams;
  if (query.get("comp") === "blocklist") {
    sink.list = body;
    sink.data = headers["x-ms-meta-encryptiondata"];
    return new Response(null, { status: 201 });
  }

  sink.inFlight++;
  sink.most = Math.max(sink.most, sink.inFlight);
  const number = Number(atob(query.get("blockid")));
  assert.ok(!sink.blocks.has(number), `block ${number} came twice`);
  sink.blocks.set(number, body.length);
  sink.bytes += body.length;
  for (let at = 0, index = regionsPerBlock * number; at < body.length; at += region + 28, index++) {
    const stored = Buffer.from(body.subarray(at, at + region + 28));
    const nonce = Buffer.alloc(12);
    nonce.writeBigUInt64LE(BigInt(index) + 1n, 4);
    assert.ok(stored.subarray(0, 12).equals(nonce), `the nonce of region ${index}`);
    hashes[index] = createHash("sha256").update(stored).digest();
    if (index % 97 === 0 || index >= regions - 2) {
      checks.push({ index, stored });
    }
  }

  await new Promise((resolve) => setImmediate(resolve));
  sink.inFlight--;
  return new Response(null, { status: 201 });
};

test(`an upload of ${size} bytes is what an independent computation says`, { timeout: 3_600_000 }, async () => {
  const [space, sealKey] = [randomId(), makeSealKey()];
  const ticket = { uploadUrl: "http://sink.test/blob?ticket=1", expiresAt: new Date(Date.now() + 1e9).toISOString() };
  const run = new UploadRun({ file, requestTicket: async () => ticket, onProgress: () => undefined });

  const seal = await run.run(sealKey, space);

  assert.equal(sink.bytes, size + 28 * regions);
  assert.equal(sink.blocks.size, Math.ceil(regions / regionsPerBlock));
  assert.ok(sink.most <= 4, `${sink.most} blocks at once`);
  const ids = [...sink.list.matchAll(/<Latest>([^<]+)</g)].map(([, id]) => Number(atob(id)));
  assert.deepEqual(ids, Array.from(sink.blocks.keys()).sort((one, other) => one - other));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(size));
  const whole = createHash("sha256").update(Buffer.concat(hashes)).update(length).digest("base64");
  assert.equal(toBase64(seal), whole);
  const contentKey = unwrap(sealKey, JSON.parse(sink.data).WrappedContentKey.EncryptedKey);
  for (const { index, stored } of checks) {
    const cipher = createDecipheriv("aes-256-gcm", contentKey, stored.subarray(0, 12)).setAuthTag(stored.subarray(-16));
    const plain = Buffer.concat([cipher.update(stored.subarray(12, -16)), cipher.final()]);
    assert.ok(plain.equals(plainOf(index)), `region ${index}`);
  }
});

/** RFC 3394 by Node, after which the protocol stands in front of the key. */
function unwrap(sealKey, wrapped) {
  const cipher = createDecipheriv("id-aes256-wrap", sealKey, Buffer.from("A6A6A6A6A6A6A6A6", "hex"));
  return Buffer.concat([cipher.update(Buffer.from(wrapped, "base64")), cipher.final()]).subarray(8);
}
