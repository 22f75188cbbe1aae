import { noncesSeen } from "./nonce-watch.js";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, afterEach, before, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { openFile } from "../../static-web/js/download/opened-file.js";
import { blockCount, regionsPerBlock } from "../../static-web/js/upload/blocks.js";
import { UploadRun } from "../../static-web/js/upload/upload-run.js";
import { StorageWorld } from "./storage-world.js";

const MiB = 1024 * 1024;
const space = randomId();
const sealKey = makeSealKey();
const pause = async () => undefined;

/** @type {StorageWorld} */
let world;
before(async () => {
  world = await StorageWorld.start();
});
after(() => world.stop());
afterEach(() => {
  world.trouble = () => null;
  world.requests.length = 0;
});

/** What a browser keeps of a run, in memory. */
class Kept {
  traces = new Map();
  blocks = new Set();
  encryptionData = "";

  get notes() {
    return {
      begin: async (encryptionData) => {
        this.encryptionData = encryptionData;
      },
      reach: async (sent) => {
        this.sent = sent;
      },
      note: async (block, traces) => {
        this.blocks.add(block);
        traces.forEach((trace, at) => this.traces.set(regionsPerBlock * block + at, trace));
      },
    };
  }
}

/** The blocks that the storage holds of a blob, as the functions would say. */
async function storedBlocks(id) {
  const list = await world.container.getBlockBlobClient(id).getBlockList("all").catch(() => ({}));
  const all = [...(list.uncommittedBlocks ?? []), ...(list.committedBlocks ?? [])];
  return all.map(({ name }) => Number(atob(name)));
}

function begin(id, file, kept, { goesOn = false } = {}) {
  const tickets = world.uploadTickets(id);
  const requestTicket = async () => {
    kept.listed = goesOn ? await storedBlocks(id) : null;
    return { ...await tickets.request(), blocks: kept.listed };
  };
  const left = goesOn ? { encryptionData: kept.encryptionData, traces: kept.traces } : null;
  return new UploadRun({ file, requestTicket, onProgress: () => undefined, notes: kept.notes, before: left, pause });
}

/** Uploads until so many blocks were sent and then loses everything but what was kept. */
async function cutOff(id, bytes, kept, blocks) {
  let sent = 0;
  world.trouble = (kind) => (kind === "PUT block" && sent++ >= blocks ? 400 : null);
  await assert.rejects(begin(id, new File([bytes], "f"), kept).run(sealKey, space), { name: "StorageRefusal" });
  // What was under way is gone with the tab, and counts no more.
  world.road.closeAllConnections();
  world.trouble = () => null;
  world.requests.length = 0;
}

async function readBack(id, size, seal) {
  const reference = { id, name: "f", type: "", size, seal: toBase64(seal) };
  const { signal } = new AbortController();
  const requestTicket = world.downloadTickets(id).request;
  const regions = [];
  for await (const region of openFile({ reference, space, sealKey }, { requestTicket, signal, pause })) {
    regions.push(region);
  }

  return Buffer.concat(regions);
}

describe("an upload that was cut off", () => {
  test("sends only the rest, under the same key, and is one file", async () => {
    const [id, kept, bytes] = [randomId(), new Kept(), randomBytes(61 * MiB + 5)];
    await cutOff(id, bytes, kept, 5);
    const encryptionData = kept.encryptionData;

    const seal = await begin(id, new File([bytes], "f"), kept, { goesOn: true }).run(sealKey, space);

    assert.ok(kept.listed.length > 0);
    assert.equal(blocksPut(), blockCount(bytes.length) - kept.listed.length);
    assert.equal(kept.encryptionData, encryptionData);
    assert.ok((await readBack(id, bytes.length, seal)).equals(bytes));
  });

  test("seals a block again that was written down and never arrived", async () => {
    const [id, kept, bytes] = [randomId(), new Kept(), randomBytes(24 * MiB)];
    await cutOff(id, bytes, kept, 1);
    assert.ok(kept.blocks.size > 1);

    const seal = await begin(id, new File([bytes], "f"), kept, { goesOn: true }).run(sealKey, space);

    assert.ok((await readBack(id, bytes.length, seal)).equals(bytes));
  });

  test("never seals other plaintext under the same key and nonce", async () => {
    for (const changedAt of [0, 9 * MiB, 23 * MiB]) {
      const [id, kept, bytes] = [randomId(), new Kept(), randomBytes(24 * MiB)];
      await cutOff(id, bytes, kept, 1);
      const changed = Buffer.from(bytes);
      changed[changedAt] ^= 1;

      // The watch on the nonces would fail the run with another error.
      const run = begin(id, new File([changed], "f"), kept, { goesOn: true }).run(sealKey, space);
      await assert.rejects(run, { name: "PlaintextChangedError", code: "file-changed" });
    }

    assert.ok(noncesSeen() > 0);
  });

  test("asks the storage for nothing that it has as a whole", async () => {
    const [id, kept, bytes] = [randomId(), new Kept(), randomBytes(9 * MiB)];
    const first = await begin(id, new File([bytes], "f"), kept).run(sealKey, space);
    world.requests.length = 0;
    const left = { encryptionData: kept.encryptionData, traces: kept.traces };
    const requestTicket = async () => ({ uploadUrl: null, expiresAt: null, blocks: [], finished: true });
    const parts = { file: new File([bytes], "f"), requestTicket, onProgress: () => undefined, before: left, pause };

    assert.deepEqual(await new UploadRun(parts).run(sealKey, space), first);
    assert.deepEqual(world.requests, []);
  });

  test("is not gone on with under another space's key", async () => {
    const [id, kept, bytes] = [randomId(), new Kept(), randomBytes(24 * MiB)];
    await cutOff(id, bytes, kept, 1);

    const run = begin(id, new File([bytes], "f"), kept, { goesOn: true });
    await assert.rejects(run.run(makeSealKey(), space), { name: "DamagedError" });
  });
});

describe("a bad line", () => {
  test("that drops every tenth block at first ends in the same file", async () => {
    const bytes = randomBytes(90 * MiB + 1);
    const [id, kept] = [randomId(), new Kept()];
    let blocks = 0;
    world.trouble = (kind) => (kind === "PUT block" && blocks++ % 10 === 0 ? "drop" : null);

    const seal = await begin(id, new File([bytes], "f"), kept).run(sealKey, space);

    assert.ok((await readBack(id, bytes.length, seal)).equals(bytes));
  });

  test("on which the ticket ends mid-way goes on with a new one", async () => {
    const bytes = randomBytes(64 * MiB);
    const id = randomId();
    const tickets = world.uploadTickets(id);
    let first = "";
    /** The first one ends after two seconds; what the page is told of its end is wrong, as with a wrong clock. */
    const requestTicket = async () => {
      const ticket = await tickets.request(tickets.asked === 0 ? 1 : 900);
      first ||= ticket.uploadUrl;
      return ticket;
    };
    let reach = () => undefined;
    const reached = new Promise((resolve) => {
      reach = resolve;
    });
    const onProgress = (sent) => sent === 24 * MiB && reach(run.pause());
    const run = new UploadRun({ file: new File([bytes], "f"), requestTicket, onProgress, pause });
    const done = run.run(sealKey, space);
    await reached;
    await untilItEnded(`${first}&comp=block&blockid=AAAA`);
    run.resume();

    assert.ok((await readBack(id, bytes.length, await done)).equals(bytes));
    assert.ok(tickets.asked >= 2);
  });
});

const blocksPut = () => world.requests.filter((kind) => kind === "PUT block").length;

/** Asks the storage until it refuses a ticket. @param {string} url */
async function untilItEnded(url) {
  for (let status = 0; status !== 403;) {
    ({ status } = await fetch(url, { method: "PUT", body: "x" }));
  }
}
