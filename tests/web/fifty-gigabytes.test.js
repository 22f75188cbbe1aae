import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { toBase64 } from "../../static-web/js/crypto/base64.js";
import { nonceOf, plainLengthOf, regionCount, storedLengthOf } from "../../static-web/js/crypto/regions.js";
import { sealOf } from "../../static-web/js/crypto/seal.js";
import { blockAt, blockCount, blockIdOf } from "../../static-web/js/upload/blocks.js";
import { Tickets } from "../../static-web/js/storage/tickets.js";

/**
 * A file of 50 GB is never stored here. Its block plan, nonces, lengths, ticket renewals and seal are held against a
 * computation that shares no code with the site and works with big integers.
 */
const size = 50_000_000_000;
const [region, overhead] = [524_288n, 28n];

test("the plan of 50 GB covers every byte once and stays within the storage's limits", () => {
  const regions = (BigInt(size) + region - 1n) / region;
  assert.equal(BigInt(regionCount(size)), regions);
  assert.equal(BigInt(storedLengthOf(size)), BigInt(size) + regions * overhead);
  assert.equal(BigInt(blockCount(size)), (regions + 15n) / 16n);
  assert.ok(blockCount(size) <= 50_000);
  let [next, plain, stored] = [0, 0n, 0n];
  const ids = new Set();
  for (let block = 0; block < blockCount(size); block++) {
    const { first, end, plain: length } = blockAt(size, block);
    assert.equal(first, next);
    next = end;
    plain += BigInt(length);
    stored += BigInt(length) + BigInt(end - first) * overhead;
    ids.add(blockIdOf(block));
    assert.equal(blockIdOf(block).length, 8);
  }

  assert.equal(BigInt(next), regions);
  assert.equal(plain, BigInt(size));
  assert.equal(stored, BigInt(storedLengthOf(size)));
  assert.equal(ids.size, blockCount(size));
  assert.equal(BigInt(plainLengthOf(size, Number(regions) - 1)), BigInt(size) - (regions - 1n) * region);
});

test("the nonces of 50 GB are the position from 1 as a 64-bit number, and no two are the same", () => {
  const seen = new Set();
  for (let index = 0; index < regionCount(size); index++) {
    const expected = Buffer.alloc(12);
    expected.writeBigUInt64LE(BigInt(index) + 1n, 4);
    assert.ok(expected.equals(nonceOf(index)), `${index}`);
    seen.add(expected.toString("hex"));
  }

  assert.equal(seen.size, regionCount(size));
});

test("the seal over all regions of 50 GB is the one that is computed in one go", async () => {
  const hash = createHash("sha256");
  const hashes = Array.from({ length: regionCount(size) }, (_, index) =>
    createHash("sha256").update(`region ${index}`).digest());
  hashes.forEach((one) => hash.update(one));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(size));

  assert.equal(toBase64(await sealOf(hashes, size)), hash.update(length).digest("base64"));
});

test("an upload of 50 GB at 10 MB a second asks for a ticket each fourteen minutes and no more", async () => {
  let [now, asked] = [0, 0];
  const tickets = new Tickets(async () => {
    asked++;
    return { expiresAt: new Date(now + 900_000).toISOString() };
  }, () => now);
  for (let block = 0; block < blockCount(size); block++) {
    await tickets.current();
    now += blockAt(size, block).plain / 10_000;
  }

  const minutes = size / 10_000_000 / 60;
  assert.ok(asked <= Math.ceil(minutes / 14) + 1, `${asked}`);
  assert.ok(asked >= Math.floor(minutes / 15), `${asked}`);
});
