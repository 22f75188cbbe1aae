import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlobSASPermissions } from "@azure/storage-blob";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { ObjectSealer } from "../../static-web/js/crypto/object-sealer.js";
import { storedLengthOf } from "../../static-web/js/crypto/regions.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { sourceOf } from "../../static-web/js/download/sources.js";
import { Ahead } from "../../static-web/js/spaces/ahead.js";
import { StorageWorld } from "./storage-world.js";

/**
 * Five thousand small files of a folder as one archive, by the site's own modules: tickets a hundred at a time, each
 * object read from the storage emulator, opened, checked and written down. `unzip -t` judges it. Prints `zip-5000-s`;
 * a number behind the command takes so many files. What it leaves out: the functions that give tickets, and the way
 * through the service worker.
 */
const count = Number(process.argv[2] ?? 5000);
const size = 10_000;
const uploadsAtOnce = 16;
const [space, sealKey] = [randomId(), makeSealKey()];

async function store(world, number) {
  const plain = randomBytes(size);
  const sealer = await ObjectSealer.begin(sealKey, space, size);
  const body = new Uint8Array(storedLengthOf(size));
  await sealer.sealRegion(0, plain, body);
  const id = randomId();
  const reference = { id, name: `map ${number % 50}/bestand ${number}.bin`, type: "", size };
  const blob = world.container.getBlockBlobClient(id);
  const metadata = { encryptiondata: sealer.encryptionData };
  const { etag } = await blob.upload(Buffer.from(body), body.length, { metadata });
  const permissions = BlobSASPermissions.parse("r");
  const downloadUrl = await blob.generateSasUrl({ permissions, expiresOn: new Date(Date.now() + 3_600_000) });
  return {
    reference: { ...reference, seal: toBase64(await sealer.seal()) },
    ticket: { downloadUrl, etag, storedLength: body.length },
  };
}

async function storeAll(world) {
  const files = [];
  let next = 0;
  await Promise.all(Array.from({ length: uploadsAtOnce }, async () => {
    while (next < count) {
      const number = next++;
      files[number] = await store(world, number);
    }
  }));
  return files;
}

async function save(files, path) {
  const tickets = new Map(files.map(({ reference, ticket }) => [reference.id, ticket]));
  const order = files.map(({ reference }) => ({ fileId: reference.id, size }));
  const ahead = new Ahead(
    () => order,
    async (wanted) => new Map(wanted.map(({ fileId }) => [fileId, tickets.get(fileId)])),
  );
  const jobs = files.map(({ reference }) => ({ reference, space, sealKey }));
  const source = sourceOf({ jobs, archive: { name: "Map.zip", at: "2026-11-21T12:00:00Z" } });
  const requestTicket = (file) => ahead.take(order[file]);
  const out = openSync(path, "w");
  for await (const piece of source.read({ requestTicket, signal: new AbortController().signal })) {
    writeSync(out, piece);
  }

  assert.equal(statSync(path).size, source.length);
}

const folder = mkdtempSync(join(tmpdir(), "zegel-zip-"));
const world = await StorageWorld.start();
try {
  const files = await storeAll(world);
  const path = join(folder, "Map.zip");
  const start = performance.now();
  await save(files, path);
  const seconds = (performance.now() - start) / 1000;
  const judged = execFileSync("unzip", ["-tq", path], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  assert.match(judged, /^No errors detected/);
  const listed = execFileSync("unzip", ["-Z1", path], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  assert.equal(new Set(listed.trim().split("\n")).size, count);
  console.log(`zip-${count}-s ${seconds.toFixed(2)} s`);
} finally {
  rmSync(folder, { recursive: true });
  await world.stop();
}
