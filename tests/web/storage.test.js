import "./nonce-watch.js";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, afterEach, before, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { openFile } from "../../static-web/js/download/opened-file.js";
import { UploadRun } from "../../static-web/js/upload/upload-run.js";
import { StorageWorld } from "./storage-world.js";

const MiB = 1024 * 1024;
const stored = MiB / 2 + 28;
const space = randomId();
const sealKey = makeSealKey();
/** Waiting is counted and not done. */
const waits = [];
const pause = async (seconds) => void waits.push(seconds);

/** @type {StorageWorld} */
let world;
before(async () => {
  world = await StorageWorld.start();
});
after(() => world.stop());
afterEach(() => {
  world.trouble = () => null;
  world.requests.length = 0;
  waits.length = 0;
});

/** Begins to upload bytes under a new name; `done` gives what a note would say of them. */
function begin(bytes, { file = new File([bytes], "f"), onProgress = () => undefined } = {}) {
  const id = randomId();
  const tickets = world.uploadTickets(id);
  const run = new UploadRun({ file, requestTicket: tickets.request, onProgress, pause });
  const done = run.run(sealKey, space).then((seal) => ({ id, size: bytes.length, seal: toBase64(seal), tickets }));
  return { id, run, done };
}

/** Uploads bytes and gives what a note would say of them. */
function upload(bytes, options) {
  return begin(bytes, options).done;
}

/** Downloads what a note names. `seen` gets the regions as they come, also when it fails. */
async function download(reference, { seen = [], tickets = world.downloadTickets(reference.id), key = sealKey } = {}) {
  const signal = new AbortController().signal;
  const job = { reference: { name: "f", type: "", ...reference }, space, sealKey: key };
  for await (const region of openFile(job, { requestTicket: tickets.request, signal, pause })) {
    seen.push(region);
  }

  return Buffer.concat(seen);
}

/** Stores other bytes, with the metadata of an uploaded file, as a new object. */
async function tamper(reference, change) {
  const original = world.container.getBlobClient(reference.id);
  const { metadata } = await original.getProperties();
  const bytes = change(await original.downloadToBuffer());
  const id = randomId();
  await world.container.getBlockBlobClient(id).upload(bytes, bytes.length, { metadata });
  return { ...reference, id };
}

const damaged = { name: "DamagedError" };

describe("a file goes to the storage and comes back", () => {
  for (const size of [0, 1, MiB / 2 - 1, MiB / 2, MiB / 2 + 1, 4 * MiB, 8 * MiB + 1, 45 * MiB + 7]) {
    test(`with ${size} bytes`, async () => {
      const bytes = randomBytes(size);
      const progress = [];
      const reference = await upload(bytes, { onProgress: (sent) => progress.push(sent) });

      assert.equal(progress.at(-1) ?? 0, size);
      assert.ok((await download(reference)).equals(bytes));
      const properties = await world.container.getBlobClient(reference.id).getProperties();
      assert.equal(properties.contentLength, size + 28 * Math.ceil(size / (MiB / 2)));
      assert.equal(properties.contentType, "application/octet-stream");
      assert.equal(reference.tickets.asked, 1);
    });
  }
});

describe("an upload", () => {
  test("sends lost and refused blocks again and ends in the same file", async () => {
    const bytes = randomBytes(45 * MiB);
    const seen = new Set();
    world.trouble = (kind, { url }) => {
      const first = kind === "PUT block" && !seen.has(url);
      seen.add(url);
      return first ? ["drop", 503, 500][seen.size % 3] : null;
    };
    const reference = await upload(bytes);

    assert.equal(waits.length, 6);
    assert.ok((await download(reference)).equals(bytes));
  });

  test("asks once for a new ticket when all four blocks under way are refused", async () => {
    let first = null;
    world.trouble = (kind, { url }) => {
      const ticket = new URL(url, "http://x").searchParams.get("sig");
      first ??= ticket;
      return kind === "PUT block" && ticket === first ? 403 : null;
    };
    const reference = await upload(randomBytes(40 * MiB));

    assert.equal(reference.tickets.asked, 2);
  });

  test("ends when a new ticket is refused too, and leaves no object", async () => {
    world.trouble = (kind) => (kind === "PUT block" ? 403 : null);
    const started = begin(randomBytes(20 * MiB));

    await assert.rejects(started.done, { name: "StorageRefusal", status: 403 });
    assert.ok(!await world.container.getBlobClient(started.id).exists());
  });

  test("gives up on a connection that stays away", async () => {
    world.trouble = () => "drop";
    const started = begin(randomBytes(1));

    await assert.rejects(started.done, { name: "ConnectionLost" });
    assert.equal(waits.length, 9);
  });

  test("that is paused under way sends the same sealed bytes when it goes on", async () => {
    const bytes = randomBytes(45 * MiB);
    let isPaused = false;
    world.trouble = (kind) => {
      if (kind === "PUT block" && !isPaused && world.requests.length === 3) {
        isPaused = true;
        started.run.pause();
        setImmediate(() => started.run.resume());
      }

      return null;
    };
    const started = begin(bytes);
    const reference = await started.done;

    assert.ok(isPaused);
    assert.ok((await download(reference)).equals(bytes));
  });

  test("reads on only as fast as the storage takes", async () => {
    let [sent, most] = [0, 0];
    const bytes = randomBytes(64 * MiB);
    const file = new File([bytes], "f");
    const slice = file.slice.bind(file);
    file.slice = (start, end) => {
      most = Math.max(most, start - sent);
      return slice(start, end);
    };
    const onProgress = (total) => {
      sent = total;
    };
    await upload(bytes, { file, onProgress });

    assert.ok(most <= 4 * 8 * MiB, `${most} bytes ahead`);
  });

  for (const [name, change] of Object.entries({
    "reads shorter": (file) => {
      file.slice = () => new Blob([]);
    },
    "cannot be read": (file) => {
      file.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")) });
    },
    "has another time": (file) => Object.defineProperty(file, "lastModified", { value: 1 }),
  })) {
    test(`of a file that changed and ${name} fails and leaves no object`, async () => {
      const bytes = randomBytes(40 * MiB);
      const file = new File([bytes], "f");
      let isChanged = false;
      const onProgress = () => {
        if (!isChanged) {
          isChanged = true;
          change(file);
        }
      };
      const started = begin(bytes, { file, onProgress });

      await assert.rejects(started.done, { code: "file-changed" });
      assert.ok(!await world.container.getBlobClient(started.id).exists());
    });
  }
});

describe("a download", () => {
  const bytes = randomBytes(21 * MiB + 3);
  let reference;
  before(async () => {
    reference = await upload(bytes);
  });

  test("goes on where the connection broke", async () => {
    let cuts = 0;
    world.trouble = (kind) => (kind === "GET" && cuts++ < 3 ? { cutAfter: 5 * MiB } : null);

    assert.ok((await download(reference)).equals(bytes));
    assert.equal(world.requests.filter((kind) => kind === "GET").length, 4);
  });

  test("takes a new ticket when the old one is refused", async () => {
    let refused = 0;
    world.trouble = (kind) => (kind === "GET" && refused++ < 1 ? 403 : null);
    const tickets = world.downloadTickets(reference.id);

    assert.ok((await download(reference, { tickets })).equals(bytes));
    assert.equal(tickets.asked, 2);
  });

  test("is one request and one ticket when nothing is wrong", async () => {
    const tickets = world.downloadTickets(reference.id);
    await download(reference, { tickets });

    assert.deepEqual(world.requests, ["GET"]);
    assert.equal(tickets.asked, 1);
  });

  const region = (object, index) => object.subarray(index * stored, (index + 1) * stored);
  for (const [name, change] of Object.entries({
    "swapped regions": (all) => Buffer.concat([region(all, 1), region(all, 0), all.subarray(2 * stored)]),
    "a region dropped": (all) => all.subarray(stored),
    "the end dropped": (all) => all.subarray(0, 5 * stored),
    "a region appended": (all) => Buffer.concat([all, region(all, 0)]),
    "nothing in it": () => Buffer.alloc(0),
    "a bit flipped in the last region": (all) => all.fill(all.at(-20) ^ 1, all.length - 20, all.length - 19),
  })) {
    test(`of an object with ${name} fails before the last bytes`, async () => {
      const seen = [];

      await assert.rejects(download(await tamper(reference, change), { seen }), damaged);
      assert.ok(Buffer.concat(seen).length < bytes.length);
    });
  }

  test("holds the last region back until the seal was checked", async () => {
    const seen = [];

    await assert.rejects(download({ ...reference, seal: toBase64(new Uint8Array(32)) }, { seen }), damaged);
    assert.equal(Buffer.concat(seen).length, 21 * MiB);
  });

  test("of an object without metadata, or under another key, fails", async () => {
    const bare = await tamper(reference, (all) => all);
    await world.container.getBlobClient(bare.id).setMetadata({});

    await assert.rejects(download(bare), damaged);
    await assert.rejects(download(reference, { key: makeSealKey() }), damaged);
  });

  test("of an object that was replaced after its ticket fails", async () => {
    const real = world.downloadTickets(reference.id);
    const tickets = { request: async () => ({ ...await real.request(), etag: '"0x1"' }) };

    await assert.rejects(download(reference, { tickets }), damaged);
  });

  for (const size of [-1, 1.5, NaN, 2 ** 60, 21 * MiB + 2]) {
    test(`of a file that is said to have ${size} bytes fails`, async () => {
      await assert.rejects(download({ ...reference, size }), damaged);
    });
  }
});
