import "./nonce-watch.js";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { ObjectSealer } from "../../static-web/js/crypto/object-sealer.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { JobDesk } from "../../static-web/js/download/job-desk.js";
import { downloadPath } from "../../static-web/js/download/messages.js";
import { StorageWorld } from "./storage-world.js";

const space = randomId();
const sealKey = makeSealKey();

/** @type {StorageWorld} */
let world;
before(async () => {
  world = await StorageWorld.start();
});
after(() => world.stop());

/** Stores a file of one region; gives the order of whoever wants it. */
async function orderOf(plain) {
  const id = randomId();
  const sealer = await ObjectSealer.begin(sealKey, space, plain.length);
  const body = new Uint8Array(plain.length + 28);
  await sealer.sealRegion(0, plain, body);
  await world.container.getBlockBlobClient(id)
    .upload(body, body.length, { metadata: { encryptiondata: sealer.encryptionData } });
  const seal = toBase64(await sealer.seal());
  const reference = { id, name: "map/uitslag é.pdf", type: "", size: plain.length, seal };
  return { jobs: [{ reference, space, sealKey }], archive: null };
}

/** A page that wants an order from the service worker, and what it heard. */
function page(desk, order) {
  const token = randomId();
  const { port1: port, port2 } = new MessageChannel();
  const heard = [];
  const request = world.downloadTickets(order.jobs[0].reference.id).request;
  const answers = [];
  const answer = async (file) => port.postMessage({ type: "ticket", file, ticket: await request() });
  port.onmessage = ({ data }) => {
    heard.push(data.type);
    if (data.type === "ticket-wanted") {
      answers.push(answer(data.file));
    }
  };
  const close = async () => {
    await Promise.all(answers);
    port.close();
  };
  const work = desk.hear({ type: "download", token, order }, [port2]);
  const get = (path = token) => desk.answer(new Request(`https://site${downloadPath}${path}`));
  return { token, port, heard, work, get, close };
}

const isPending = async (promise) =>
  await Promise.race([promise.then(() => false), new Promise((resolve) => setImmediate(() => resolve(true)))]);

describe("the service worker", () => {
  test("answers an address once, as a file to save whose length is announced", async () => {
    const [desk, plain] = [new JobDesk(), randomBytes(1000)];
    const reader = page(desk, await orderOf(plain));
    const response = reader.get();

    assert.equal(response.headers.get("content-length"), "1000");
    assert.match(response.headers.get("content-disposition"), /^attachment; filename="uitslag _.pdf"; /);
    assert.equal(response.headers.get("content-type"), "application/octet-stream");
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.equal(reader.get().status, 404);
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(plain));
    assert.equal(reader.get().status, 404);
    await reader.close();
  });

  test("knows no other address, and leaves what is not a download alone", () => {
    const desk = new JobDesk();

    assert.equal(desk.answer(new Request(`https://site${downloadPath}${randomId()}`)).status, 404);
    assert.equal(desk.answer(new Request("https://site/open/")), null);
  });

  test("has work from one ping to the next, and none after the end", async () => {
    const [desk, plain] = [new JobDesk(), randomBytes(1000)];
    const reader = page(desk, await orderOf(plain));
    assert.ok(await isPending(reader.work));
    const ping = desk.hear({ type: "ping", token: reader.token }, []);
    await reader.work;
    assert.ok(await isPending(ping));

    await reader.get().arrayBuffer();
    await ping;
    await desk.hear({ type: "ping", token: reader.token }, []);
    await reader.close();
  });

  test("asks for nothing while the page has it paused", async () => {
    const [desk, plain] = [new JobDesk(), randomBytes(1000)];
    const reader = page(desk, await orderOf(plain));
    reader.port.postMessage({ type: "pause" });
    while (!reader.heard.includes("alive")) {
      await new Promise((resolve) => setImmediate(resolve));
    }

    const bytes = reader.get().arrayBuffer();
    assert.ok(await isPending(bytes));
    assert.ok(!reader.heard.includes("ticket-wanted"));
    reader.port.postMessage({ type: "resume" });
    assert.ok(Buffer.from(await bytes).equals(plain));
    await reader.close();
  });

  test("ends the answer when the page stops, and forgets it", async () => {
    const desk = new JobDesk();
    const reader = page(desk, await orderOf(randomBytes(1000)));
    const bytes = reader.get().arrayBuffer();
    while (!reader.heard.includes("ticket-wanted")) {
      await new Promise((resolve) => setImmediate(resolve));
    }

    reader.port.postMessage({ type: "stop" });

    await assert.rejects(bytes);
    await reader.work;
    await reader.close();
  });
});
