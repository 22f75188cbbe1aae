import "./nonce-watch.js";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { regionCount, regionLength, storedLengthOf, storedRegionLength } from "../../static-web/js/crypto/regions.js";
import { ObjectSealer } from "../../static-web/js/crypto/object-sealer.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { DownloadDesk } from "../../static-web/js/download/download-desk.js";
import { DownloadJob } from "../../static-web/js/download/download-job.js";
import { downloadPath } from "../../static-web/js/download/download-messages.js";
import { sourceOf } from "../../static-web/js/download/sources.js";
import { entriesOf, readAll } from "./judges/zip.js";
import { StorageWorld } from "./storage-world.js";

const space = randomId();
const sealKey = makeSealKey();

/** @type {StorageWorld} */
let world;
before(async () => {
  world = await StorageWorld.start();
});
after(() => world.stop());

/** Stores files; gives the order of whoever wants them. */
async function orderOf(...plains) {
  const jobs = await Promise.all(plains.map(store));
  return { jobs, archive: plains.length > 1 ? { name: "Dossier.zip", at: "2026-11-21T12:00:00Z" } : null };
}

async function store(plain) {
  const id = randomId();
  const sealer = await ObjectSealer.begin(sealKey, space, plain.length);
  const body = new Uint8Array(storedLengthOf(plain.length));
  for (let index = 0; index < regionCount(plain.length); index++) {
    const region = plain.subarray(index * regionLength, (index + 1) * regionLength);
    await sealer.sealRegion(index, region, body.subarray(index * storedRegionLength));
  }

  await world.container.getBlockBlobClient(id)
    .upload(body, body.length, { metadata: { encryptiondata: sealer.encryptionData } });
  const seal = toBase64(await sealer.seal());
  const reference = { id, name: "map/uitslag é.pdf", type: "", size: plain.length, seal };
  return { reference, space, sealKey };
}

/** A page that wants an order saved, the job that opens it, and what the page heard. */
function page(desk, order) {
  const token = randomId();
  const { port1, port2 } = new MessageChannel();
  const heard = [];
  const passed = [];
  const post = port1.postMessage.bind(port1);
  port1.postMessage = (message, given) => {
    passed.push(message.type);
    post(message, given);
  };
  const request = (file) => world.downloadTickets(order.jobs[file].reference.id).request();
  const answers = [];
  const answer = async (file) => job.hear({ type: "ticket", file, ticket: await request(file) });
  const job = new DownloadJob(order, (message) => {
    heard.push(message.code ?? message.type);
    if (message.type === "ticket-wanted") {
      answers.push(answer(message.file));
    }
  }, port1);
  const { name, length } = sourceOf(order);
  const work = desk.hear({ type: "download", token, label: { name, length } }, [port2]);
  const get = (path = token) => desk.answer(new Request(`https://site${downloadPath}${path}`));
  const ended = job.run();
  const close = async () => {
    await ended;
    await Promise.all(answers);
    port1.close();
  };
  return { token, job, heard, passed, work, get, ended, close };
}

/** What the browser writes: each piece before it asks for the next. @param {Response} response */
async function written(response) {
  const pieces = [];
  for await (const piece of response.body) {
    pieces.push(Buffer.from(piece));
  }

  return Buffer.concat(pieces);
}

/** Waits until something is so. */
async function until(isSo) {
  while (!isSo()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const isPending = async (promise) =>
  await Promise.race([promise.then(() => false), new Promise((resolve) => setImmediate(() => resolve(true)))]);

describe("the service worker", () => {
  test("answers an address once, as a file to save whose length is announced", async () => {
    const [desk, plain] = [new DownloadDesk(), randomBytes(1000)];
    const reader = page(desk, await orderOf(plain));
    const response = reader.get();

    assert.equal(response.headers.get("content-length"), "1000");
    assert.match(response.headers.get("content-disposition"), /^attachment; filename="uitslag _.pdf"; /);
    assert.equal(response.headers.get("content-type"), "application/octet-stream");
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.equal(reader.get().status, 404);
    assert.ok((await written(response)).equals(plain));
    assert.equal(reader.get().status, 404);
    await reader.close();
  });

  test("knows no other address, and leaves what is not a download alone", () => {
    const desk = new DownloadDesk();

    assert.equal(desk.answer(new Request(`https://site${downloadPath}${randomId()}`)).status, 404);
    assert.equal(desk.answer(new Request("https://site/open/")), null);
  });

  test("has work from one ping to the next, and none after the end", async () => {
    const [desk, plain] = [new DownloadDesk(), randomBytes(1000)];
    const reader = page(desk, await orderOf(plain));
    assert.ok(await isPending(reader.work));
    const ping = desk.hear({ type: "ping", token: reader.token }, []);
    await reader.work;
    assert.ok(await isPending(ping));

    await written(reader.get());
    await ping;
    await desk.hear({ type: "ping", token: reader.token }, []);
    await reader.close();
  });

  test("is told of the end only when the browser took everything", async () => {
    const [desk, plain] = [new DownloadDesk(), randomBytes(1000)];
    const reader = page(desk, await orderOf(plain));
    await until(() => reader.heard.includes("progress"));
    const response = reader.get();
    assert.ok(!reader.heard.includes("saved"));

    assert.ok((await written(response)).equals(plain));

    await until(() => reader.heard.includes("saved"));
    await reader.close();
  });

  test("opens no further ahead than eight pieces of what the browser took", async () => {
    const [desk, plain] = [new DownloadDesk(), randomBytes(20 * 512 * 1024)];
    const reader = page(desk, await orderOf(plain));
    await until(() => reader.passed.length === 8);
    assert.ok(await isPending(reader.ended));
    assert.equal(reader.passed.length, 8);

    const body = reader.get().body.getReader();
    const pieces = [Buffer.from((await body.read()).value)];
    assert.equal(reader.passed.length, 8);
    pieces.push(Buffer.from((await body.read()).value));
    await until(() => reader.passed.length === 9);
    for (let next = await body.read(); !next.done; next = await body.read()) {
      pieces.push(Buffer.from(next.value));
    }

    assert.ok(Buffer.concat(pieces).equals(plain));
    await reader.close();
  });

  test("passes on an archive that others can read", async () => {
    const [desk, plains] = [new DownloadDesk(), [randomBytes(1_200_000), randomBytes(0), randomBytes(1000)]];
    const reader = page(desk, await orderOf(...plains));

    const bytes = await written(reader.get());

    const entries = await entriesOf(bytes);
    assert.deepEqual(entries.map(({ fileName }) => fileName),
      ["map/uitslag é.pdf", "map/uitslag é (2).pdf", "map/uitslag é (3).pdf"]);
    for (const [file, entry] of entries.entries()) {
      assert.ok((await readAll(bytes, entry)).equals(plains[file]));
    }

    await reader.close();
  });

  test("asks for nothing while the page has it paused", async () => {
    const [desk, plain] = [new DownloadDesk(), randomBytes(1000)];
    const reader = page(desk, await orderOf(plain));
    reader.job.hear({ type: "pause" });
    await until(() => reader.heard.includes("alive"));

    const bytes = written(reader.get());
    assert.ok(await isPending(bytes));
    assert.ok(!reader.heard.includes("progress"));
    reader.job.hear({ type: "resume" });
    assert.ok((await bytes).equals(plain));
    await reader.close();
  });

  test("ends the answer when the page stops, and forgets it", async () => {
    const desk = new DownloadDesk();
    const reader = page(desk, await orderOf(randomBytes(1000)));
    reader.job.hear({ type: "pause" });
    const bytes = written(reader.get());

    reader.job.hear({ type: "stop" });

    await assert.rejects(bytes);
    await reader.work;
    assert.ok(!reader.heard.includes("unexpected"));
    await reader.close();
  });

  test("ends the answer when the page goes", async () => {
    const desk = new DownloadDesk();
    const reader = page(desk, await orderOf(randomBytes(1000)));
    reader.job.hear({ type: "pause" });
    const bytes = written(reader.get());

    void desk.hear({ type: "stop", token: reader.token }, []);

    await assert.rejects(bytes);
    await reader.work;
    reader.job.hear({ type: "stop" });
    await reader.close();
  });

  test("forgets a download that ended before the browser asked for it", async () => {
    const desk = new DownloadDesk();
    const reader = page(desk, await orderOf(randomBytes(1000)));

    reader.job.hear({ type: "stop" });

    await reader.work;
    assert.equal(reader.get().status, 404);
    await reader.close();
  });

  test("ends the answer of a damaged file, and says what it was", async () => {
    const [desk, order] = [new DownloadDesk(), await orderOf(randomBytes(1000))];
    order.jobs[0].reference.seal = toBase64(randomBytes(32));
    const reader = page(desk, order);

    await assert.rejects(written(reader.get()));

    assert.ok(reader.heard.includes("damaged"));
    assert.ok(!reader.heard.includes("saved"));
    await reader.close();
  });

  test("tells the page when the browser gives up", async () => {
    const desk = new DownloadDesk();
    const reader = page(desk, await orderOf(randomBytes(1000)));

    await reader.get().body.cancel();

    await until(() => reader.heard.includes("cancelled"));
    await reader.work;
    await reader.close();
  });
});
