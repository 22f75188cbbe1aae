import "./nonce-watch.js";
import assert from "node:assert/strict";
import { createCipheriv, randomBytes } from "node:crypto";
import { after, afterEach, before, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { wrapContentKey } from "../../static-web/js/crypto/content-keys.js";
import { writeEncryptionData } from "../../static-web/js/crypto/encryption-data.js";
import { ObjectSealer } from "../../static-web/js/crypto/object-sealer.js";
import { nonceOf, regionCount, regionLength, storedLengthOf } from "../../static-web/js/crypto/regions.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { sourceOf } from "../../static-web/js/download/sources.js";
import { TransferError } from "../../static-web/js/storage/errors.js";
import { Gate } from "../../static-web/js/storage/gate.js";
import { entriesOf, readAll } from "./judges/zip.js";
import { StorageWorld } from "./storage-world.js";

const MiB = 1024 * 1024;
const stored = MiB / 2 + 28;
const space = randomId();
const sealKey = makeSealKey();
const at = "2026-11-21T12:00:00Z";

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

/** An object as it is stored, and what a note says of it. */
async function sealed(plain, { key = sealKey, inSpace = space } = {}) {
  const sealer = await ObjectSealer.begin(key, inSpace, plain.length);
  const body = new Uint8Array(storedLengthOf(plain.length));
  for (let index = 0; index < regionCount(plain.length); index++) {
    await sealer.sealRegion(index, plain.slice(index * regionLength, (index + 1) * regionLength),
      body.subarray(index * stored));
  }

  const reference = { name: "f.bin", type: "", size: plain.length, seal: toBase64(await sealer.seal()) };
  return { body: Buffer.from(body), encryptionData: sealer.encryptionData, reference };
}

/** Stores an object; gives the reference of a note to it. */
async function store({ body, encryptionData, reference }) {
  const id = randomId();
  const metadata = encryptionData === "" ? {} : { encryptiondata: encryptionData };
  await world.container.getBlockBlobClient(id).upload(body, body.length, { metadata });
  return { ...reference, id };
}

const upload = async (plain, name = "f.bin") => {
  const { reference, ...object } = await sealed(plain);
  return store({ ...object, reference: { ...reference, name } });
};

/** Reads an order as a browser that saves it does. */
async function* read(references, { archive = null, requestTicket, ...rest } = {}) {
  const tickets = references.map(({ id }) => world.downloadTickets(id));
  const source = sourceOf({ jobs: references.map((reference) => ({ reference, space, sealKey })), archive });
  yield* source.read({
    requestTicket: requestTicket ?? ((file) => tickets[file].request()),
    signal: new AbortController().signal,
    pause: async () => undefined,
    ...rest,
  });
}

async function readAllOf(references, options) {
  const pieces = [];
  for await (const piece of read(references, options)) {
    pieces.push(piece);
  }

  return Buffer.concat(pieces);
}

const gets = () => world.requests.filter((kind) => kind === "GET").length;

describe("several files", () => {
  test("become one archive, over a line that breaks in the middle of each", async () => {
    const contents = [randomBytes(9 * MiB + 1), randomBytes(0), randomBytes(5 * MiB)];
    const names = ["map/scan.bin", "map/leeg.txt", "../brief.bin"];
    const references = await Promise.all(contents.map((plain, file) => upload(plain, names[file])));
    const cut = new Set();
    world.trouble = (kind, { url }) => {
      const isFirst = kind === "GET" && !cut.has(url.split("?")[0]);
      cut.add(url.split("?")[0]);
      return isFirst ? { cutAfter: 4.5 * MiB } : null;
    };

    const archive = { name: "Dossier.zip", at };
    const bytes = await readAllOf(references, { archive });
    const entries = await entriesOf(bytes);

    const jobs = references.map((reference) => ({ reference, space, sealKey }));
    assert.equal(bytes.length, sourceOf({ jobs, archive }).length);
    assert.deepEqual(entries.map(({ fileName }) => fileName), ["map/scan.bin", "map/leeg.txt", "brief.bin"]);
    for (const [file, entry] of entries.entries()) {
      assert.ok((await readAll(bytes, entry)).equals(contents[file]));
    }
  });

  test("that are small are asked for before their turn, a few at a time", async () => {
    const contents = Array.from({ length: 12 }, () => randomBytes(1000));
    const references = await Promise.all(contents.map((plain, file) => upload(plain, `${file}.bin`)));
    const asked = [];
    let enough = () => undefined;
    const first = new Promise((resolve) => (enough = () => resolve([...asked])));
    const requestTicket = async (file) => {
      if (asked.push(file) === 9) {
        enough();
      }

      await first;
      return world.downloadTickets(references[file].id).request();
    };

    const bytes = await readAllOf(references, { archive: { name: "Dossier.zip", at }, requestTicket });

    assert.deepEqual(await first, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert.equal(asked.length, 12);
    const entries = await entriesOf(bytes);
    assert.equal(entries.length, 12);
    for (const [file, entry] of entries.entries()) {
      assert.ok((await readAll(bytes, entry)).equals(contents[file]));
    }
  });

  test("break off at the one that is damaged, which is known", async () => {
    const good = await upload(randomBytes(5 * MiB));
    const object = await sealed(randomBytes(5 * MiB));
    object.body[object.body.length - 1] ^= 1;
    const references = [good, await store(object), good];
    const jobs = references.map((reference) => ({ reference, space, sealKey }));
    const source = sourceOf({ jobs, archive: { name: "a.zip", at } });
    const { signal } = new AbortController();
    const requestTicket = (file) => world.downloadTickets(references[file].id).request();
    let length = 0;

    await assert.rejects(async () => {
      for await (const piece of source.read({ requestTicket, signal })) {
        length += piece.length;
      }
    }, { code: "damaged" });

    assert.equal(source.current, 1);
    assert.ok(length < source.length);
  });
});

describe("a pause", () => {
  test("lets go of the connection and goes on at the region under way", async () => {
    const plain = randomBytes(17 * MiB);
    const reference = await upload(plain);
    const gate = new Gate();
    const pieces = read([reference], { gate });
    const seen = [(await pieces.next()).value];
    gate.close();
    const rest = (async () => {
      for await (const piece of pieces) {
        seen.push(piece);
      }
    })();
    gate.open();
    await rest;

    assert.ok(Buffer.concat(seen).equals(plain));
    assert.ok(gets() <= 2);
  });

  test("while the connection is gone asks for nothing, and goes on from there", async () => {
    const plain = randomBytes(13 * MiB);
    const reference = await upload(plain);
    const gate = new Gate();
    world.trouble = (kind) => {
      if (kind === "GET") {
        queueMicrotask(() => gate.close());
        return gets() === 1 ? { cutAfter: 5 * MiB } : "drop";
      }

      return null;
    };
    const reading = readAllOf([reference], { gate });
    await untilClosed(gate);
    world.trouble = () => null;
    const asked = gets();
    await settled();
    assert.equal(gets(), asked);
    gate.open();

    assert.ok((await reading).equals(plain));
  });
});

describe("a connection that stays away", () => {
  test("is a pause for whoever can hold it, and goes on at the region under way", async () => {
    const plain = randomBytes(13 * MiB);
    const reference = await upload(plain);
    const gate = new Gate();
    let stalls = 0;
    const onStalled = () => {
      stalls++;
      gate.close();
      world.trouble = () => null;
      queueMicrotask(() => gate.open());
    };
    world.trouble = (kind) => (kind === "GET" ? (gets() === 1 ? { cutAfter: 9 * MiB } : "drop") : null);

    assert.ok((await readAllOf([reference], { gate, onStalled })).equals(plain));
    assert.equal(stalls, 1);
  });

  test("is one also where the ticket could not be asked for", async () => {
    const plain = randomBytes(100);
    const reference = await upload(plain);
    const gate = new Gate();
    const real = world.downloadTickets(reference.id);
    let asked = 0;
    const requestTicket = () =>
      asked++ === 0 ? Promise.reject(new TransferError("network", "offline")) : real.request();
    const onStalled = () => {
      gate.close();
      queueMicrotask(() => gate.open());
    };

    assert.ok((await readAllOf([reference], { gate, onStalled, requestTicket })).equals(plain));
  });

  test("ends the reading where nobody can hold it, and a refusal always does", async () => {
    const reference = await upload(randomBytes(100));
    const onStalled = () => assert.fail("A refusal is no pause.");
    world.trouble = (kind) => (kind === "GET" ? "drop" : null);
    await assert.rejects(readAllOf([reference]), { name: "ConnectionLost" });
    world.trouble = (kind) => (kind === "GET" ? 404 : null);
    await assert.rejects(readAllOf([reference], { onStalled }), { name: "StorageRefusal" });
  });
});

test("whoever stops half-way leaves no connection behind", async () => {
  const reference = await upload(randomBytes(17 * MiB));
  const stop = new AbortController();
  const pieces = read([reference], { signal: stop.signal });
  await pieces.next();
  await pieces.return();
  await settled();
  assert.equal(gets(), 1);

  const others = read([reference, reference], { archive: { name: "a.zip", at }, signal: stop.signal });
  await others.next();
  stop.abort(new Error("stopped"));
  await assert.rejects(async () => {
    for await (const piece of others) {
      assert.ok(piece.length > 0);
    }
  }, /stopped/);
});

describe("a reader of a file rejects", () => {
  const plain = randomBytes(13 * MiB + 5);
  let object;
  let earlier;
  let neighbour;
  let stranger;
  before(async () => {
    object = await sealed(plain);
    earlier = await sealed(plain);
    neighbour = await sealed(randomBytes(plain.length));
    stranger = await sealed(plain, { key: sealKey, inSpace: randomId() });
  });
  const region = ({ body }, index) => body.subarray(index * stored, (index + 1) * stored);
  const regions = (...parts) => Buffer.concat(parts);
  const whole = (of) => [0, 1, 2, 3].map((index) => region(of, index));
  const exchanged = ({ body, encryptionData }) => ({ body, encryptionData });

  for (const [name, change] of Object.entries({
    "swapped regions": () => ({ body: regions(...[1, 0, 2, 3].map((index) => region(object, index))) }),
    "a dropped region": () => ({ body: regions(...whole(object).slice(1)) }),
    "a dropped last region": () => ({ body: regions(...whole(object).slice(0, 3)) }),
    "a doubled region": () => ({ body: regions(...whole(object).with(1, region(object, 0))) }),
    "an appended region": () => ({ body: regions(object.body, region(object, 0)) }),
    "a foreign region": () => ({ body: regions(...whole(object).with(1, region(neighbour, 1))) }),
    "a region from an earlier run": () => ({ body: regions(...whole(object).with(3, region(earlier, 3))) }),
    "an empty object in its place": () => ({ body: Buffer.alloc(0) }),
    "a byte too many": () => ({ body: regions(object.body, Buffer.alloc(1)) }),
    "a byte too few": () => ({ body: object.body.subarray(0, -1) }),
    "its own earlier run": () => exchanged(earlier),
    "another object of the space": () => exchanged(neighbour),
    "an object of another space": () => exchanged(stranger),
    "the metadata of another object": () => ({ encryptionData: neighbour.encryptionData }),
    "no metadata": () => ({ encryptionData: "" }),
    "cut metadata": () => ({ encryptionData: object.encryptionData.slice(0, -1) }),
    "a doubled key in the metadata": () => ({ encryptionData: replaced('"Protocol"', '"Protocol":"2.0","Protocol"') }),
    "a lower protocol": () => ({ encryptionData: replaced('"Protocol":"2.0"', '"Protocol":"1.0"') }),
    "another algorithm": () => ({ encryptionData: replaced("AES_GCM_256", "AES_CBC_256") }),
    "another key id": () => ({ encryptionData: replaced(`zegel:${space}`, `zegel:${randomId()}`) }),
    "a region length of 0": () => ({ encryptionData: replaced("524288", "0") }),
    "a region length of 1": () => ({ encryptionData: replaced("524288", "1") }),
    "a region length of 2³¹": () => ({ encryptionData: replaced("524288", "2147483648") }),
    "a smaller size": () => ({ reference: { ...object.reference, size: plain.length - 1 } }),
    "a larger size": () => ({ reference: { ...object.reference, size: plain.length + 1 } }),
    "a size of nothing": () => ({ reference: { ...object.reference, size: 0 } }),
    "another seal": () => ({ reference: { ...object.reference, seal: neighbour.reference.seal } }),
    "no seal": () => ({ reference: { ...object.reference, seal: "" } }),
  })) {
    test(name, async () => {
      const reference = await store({ ...object, ...change() });
      const seen = [];

      await assert.rejects(async () => {
        for await (const piece of read([reference])) {
          seen.push(piece);
        }
      }, { code: "damaged" });
      assert.ok(Buffer.concat(seen).length < Math.max(1, reference.size));
    });
  }

  for (const place of [0, 4, 11, 12, stored / 2, stored - 1, stored, 3 * stored + 3, -1]) {
    test(`a flipped bit at ${place}`, async () => {
      const body = Buffer.from(object.body);
      body.writeUInt8(body.at(place) ^ 4, place < 0 ? body.length + place : place);

      await assert.rejects(readAllOf([await store({ ...object, body })]), { code: "damaged" });
    });
  }

  test("a region that opens, made anew by someone who has the content key", async () => {
    const contentKey = randomBytes(32);
    const sealRegion = (bytes) => {
      const cipher = createCipheriv("aes-256-gcm", contentKey, nonceOf(0));
      return Buffer.concat([nonceOf(0), cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    };
    const wrapped = await wrapContentKey(sealKey, contentKey, "2.0");
    const encryptionData = writeEncryptionData(space, wrapped);
    const { reference } = await sealed(Buffer.from("Tien euro"));
    const other = await store({ body: sealRegion(Buffer.from("Elf euros")), encryptionData, reference });

    await assert.rejects(readAllOf([other]), { code: "damaged", message: /not the one that was sent/ });
  });

  const replaced = (from, to) => {
    assert.ok(object.encryptionData.includes(from));
    return object.encryptionData.replace(from, to);
  };
});

describe("a reader of a file takes", () => {
  for (const size of [0, 1, MiB / 2 - 1, MiB / 2, MiB / 2 + 1, 4 * MiB]) {
    test(`${size} bytes`, async () => {
      const plain = randomBytes(size);

      assert.ok((await readAllOf([await upload(plain)])).equals(plain));
    });
  }
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function untilClosed(gate) {
  while (!gate.isClosed) {
    await settled();
  }
}
