import { noncesSeen } from "./nonce-watch.js";
import assert from "node:assert/strict";
import { constants, createDecipheriv, createHash, generateKeyPairSync, privateDecrypt, randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import { fromBase64, randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { unwrapContentKey, wrapContentKey } from "../../static-web/js/crypto/content-keys.js";
import { readEncryptionData, writeEncryptionData } from "../../static-web/js/crypto/encryption-data.js";
import { unwrapBytes, wrapBytes } from "../../static-web/js/crypto/key-wrap.js";
import { ObjectOpener } from "../../static-web/js/crypto/object-opener.js";
import { ObjectSealer } from "../../static-web/js/crypto/object-sealer.js";
import {
  nonceOf, plainLengthOf, regionCount, regionLength, regionOverhead, storedLengthOf, storedRegionLength,
} from "../../static-web/js/crypto/regions.js";
import { hashRegion, sealOf } from "../../static-web/js/crypto/seal.js";
import { bindKey } from "../../static-web/js/crypto/key-context.js";
import { makeSealKey, unwrapSealKey, wrapForVault } from "../../static-web/js/crypto/seal-keys.js";
import { parseStrictJson } from "../../static-web/js/crypto/strict-json.js";

const damaged = { name: "DamagedError", code: "damaged" };
const space = randomId();
const otherSpace = randomId();
const sealKey = makeSealKey();

/** Seals a whole object in memory. */
async function sealAll(plain, key = sealKey, inSpace = space) {
  const sealer = await ObjectSealer.begin(key, inSpace, plain.length);
  const stored = new Uint8Array(storedLengthOf(plain.length));
  for (let index = 0; index < regionCount(plain.length); index++) {
    const start = index * regionLength;
    const region = plain.slice(start, start + plainLengthOf(plain.length, index));
    await sealer.sealRegion(index, region, stored.subarray(index * storedRegionLength));
  }

  return { stored, size: plain.length, encryptionData: sealer.encryptionData, seal: await sealer.seal() };
}

/** Opens a whole object in memory, as a reader with this key and this note does. */
async function openAll({ stored, size, encryptionData, seal }, key = sealKey, inSpace = space) {
  const opener = await ObjectOpener.begin(key, inSpace, encryptionData, size);
  const plain = [];
  for (let start = 0; start < stored.length; start += storedRegionLength) {
    plain.push(await opener.openNext(stored.slice(start, start + storedRegionLength)));
  }

  await opener.checkSeal(seal);
  return Buffer.concat(plain);
}

describe("sealing keys", () => {
  test("the wrapped content key has the published check value", async () => {
    const wrapped = await wrapContentKey(new Uint8Array(32).fill(7), new Uint8Array(32).fill(9), "2.0");

    const expected = "a5a5193e8692e77618981408cd3db0661f7f0e8860d9add489505559361f6f40"
      + "e2b60ebebc491ec1721b5588401edeb8";
    assert.equal(Buffer.from(wrapped).toString("hex"), expected);
  });

  test("key wrap follows RFC 3394 section 4.6", async () => {
    const hex = (text) => new Uint8Array(Buffer.from(text, "hex"));
    const wrapped = await wrapBytes(
      hex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"),
      hex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F"),
    );

    assert.equal(Buffer.from(wrapped).toString("hex").toUpperCase(),
      "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21");
  });

  test("a seal key wrapped for the vault opens with its private key and nothing else of the JWK counts", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 3072 });
    const jwk = { ...publicKey.export({ format: "jwk" }), key_ops: ["wrapKey", "unwrapKey"], kid: "https://vault" };
    const wrapped = await wrapForVault(sealKey, space, jwk, "conversation");

    assert.equal(wrapped.length, 384);
    const padding = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
    const digest = createHash("sha256").update(`zegel/key/1\0conversation\0${space}`).digest();
    assert.deepEqual(privateDecrypt(padding, wrapped), Buffer.concat([sealKey, digest]));
  });

  test("what says for which conversation a key is has the published check value", async () => {
    const bound = await bindKey(sealKey, "00112233445566778899aabbccddeeff", "conversation");

    assert.equal(Buffer.from(bound.slice(32)).toString("hex"),
      "ef13c2787d89d4f97c7fd90fe0e26e1ace2c59d7b47e61fe9b3f58c3dd65ea77");
  });

  test("a vault key of another size is refused", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

    await assert.rejects(wrapForVault(sealKey, space, publicKey.export({ format: "jwk" }), "conversation"), RangeError);
  });

  test("a seal key wrapped under a mailbox's key opens with that key alone", async () => {
    const mailboxKey = makeSealKey();
    const wrapped = await wrapBytes(mailboxKey, await bindKey(sealKey, space, "folder"));

    assert.deepEqual(await unwrapSealKey(wrapped, mailboxKey, space, "folder"), sealKey);
    await assert.rejects(unwrapSealKey(wrapped, makeSealKey(), space, "folder"), damaged);
    await assert.rejects(unwrapSealKey(wrapped.slice(0, 32), mailboxKey, space, "folder"), damaged);
  });

  test("a key that was put in another conversation's place does not open there", async () => {
    const mailboxKey = makeSealKey();
    const other = space.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
    const wrapped = await wrapBytes(mailboxKey, await bindKey(sealKey, other, "folder"));
    const bare = await wrapBytes(mailboxKey, sealKey);

    await assert.rejects(unwrapSealKey(wrapped, mailboxKey, space, "folder"), damaged);
    await assert.rejects(unwrapSealKey(bare, mailboxKey, space, "folder"), damaged);
  });

  test("a key of another kind of space does not open there", async () => {
    const key = makeSealKey();
    const wrapped = await wrapBytes(key, await bindKey(sealKey, space, "conversation"));

    await assert.rejects(unwrapSealKey(wrapped, key, space, "folder"), damaged);
    assert.deepEqual(await unwrapSealKey(wrapped, key, space, "conversation"), sealKey);
  });

  test("a content key made for another protocol is refused", async () => {
    const wrapped = await wrapContentKey(sealKey, new Uint8Array(32), "2.1");

    await assert.rejects(unwrapContentKey(sealKey, wrapped, "2.0"), damaged);
  });
});

describe("a round trip", () => {
  for (const size of [0, 1, regionLength - 1, regionLength, regionLength + 1, 2 * regionLength + 12345]) {
    test(`of ${size} bytes gives the same bytes and the announced length`, async () => {
      const plain = randomBytes(size);
      const sealed = await sealAll(plain);

      assert.equal(sealed.stored.length, size + 28 * Math.ceil(size / 524288));
      assert.ok((await openAll(sealed)).equals(plain));
    });
  }

  test("is what a plain AES-GCM and SHA-256 make of the layout", async () => {
    const plain = randomBytes(regionLength + 5);
    const sealed = await sealAll(plain);
    const wrapped = Buffer.from(JSON.parse(sealed.encryptionData).WrappedContentKey.EncryptedKey, "base64");
    const contentKey = (await unwrapBytes(sealKey, wrapped, 40)).slice(8);
    const hashes = [];
    const opened = [sealed.stored.subarray(0, storedRegionLength), sealed.stored.subarray(storedRegionLength)]
      .map((region, index) => {
        const nonce = Buffer.alloc(12);
        nonce.writeUInt32LE(index + 1, 4);
        assert.deepEqual(Buffer.from(region.subarray(0, 12)), nonce);
        hashes.push(createHash("sha256").update(region).digest());
        const decipher = createDecipheriv("aes-256-gcm", contentKey, nonce).setAuthTag(region.subarray(-16));
        return Buffer.concat([decipher.update(region.subarray(12, -16)), decipher.final()]);
      });

    assert.ok(Buffer.concat(opened).equals(plain));
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(plain.length));
    assert.deepEqual(Buffer.from(sealed.seal), createHash("sha256").update(Buffer.concat([...hashes, size])).digest());
  });

  test("of the same bytes never uses a content key twice", async () => {
    const before = noncesSeen();
    const [first, second] = [await sealAll(Buffer.from("same")), await sealAll(Buffer.from("same"))];

    assert.equal(noncesSeen(), before + 2);
    assert.notDeepEqual(first.stored, second.stored);
  });
});

describe("the sealer", () => {
  test("seals a region once, also when the bytes are the same", async () => {
    const sealer = await ObjectSealer.begin(sealKey, space, 1);
    await sealer.sealRegion(0, new Uint8Array(1), new Uint8Array(29));

    await assert.rejects(sealer.sealRegion(0, new Uint8Array(1), new Uint8Array(29)), /second plaintext/);
  });

  test("gives no seal while a region is missing", async () => {
    const sealer = await ObjectSealer.begin(sealKey, space, regionLength + 1);
    await sealer.sealRegion(1, new Uint8Array(1), new Uint8Array(29));

    assert.throws(() => sealer.seal(), /Not every region/);
  });

  test("refuses a region of another length or past the end", async () => {
    const sealer = await ObjectSealer.begin(sealKey, space, 2);

    await assert.rejects(sealer.sealRegion(0, new Uint8Array(1), new Uint8Array(29)), RangeError);
    await assert.rejects(sealer.sealRegion(1, new Uint8Array(0), new Uint8Array(28)), RangeError);
  });

  test("is watched by an instrument that can fail", async () => {
    const key = await crypto.subtle.importKey("raw", new Uint8Array(32), "AES-GCM", false, ["encrypt"]);
    const algorithm = { name: "AES-GCM", iv: new Uint8Array(12) };
    await crypto.subtle.encrypt(algorithm, key, new Uint8Array([1]));

    await assert.rejects(crypto.subtle.encrypt(algorithm, key, new Uint8Array([2])), /second plaintext/);
  });
});

describe("a reader rejects", async () => {
  const plain = randomBytes(2 * regionLength + 100);
  const whole = await sealAll(plain);
  const again = await sealAll(plain);
  const empty = await sealAll(Buffer.alloc(0));
  const other = await sealAll(randomBytes(plain.length));
  const elsewhere = await sealAll(plain, sealKey, otherSpace);
  const last = 2 * storedRegionLength;
  const region = (object, index) => object.stored.slice(index * storedRegionLength, (index + 1) * storedRegionLength);
  const stored = (...parts) => ({ ...whole, stored: Buffer.concat(parts) });
  const flipped = (place) => {
    const bytes = whole.stored.slice();
    bytes[place] ^= 1;
    return { ...whole, stored: bytes };
  };

  const objects = {
    "swapped regions": stored(region(whole, 1), region(whole, 0), region(whole, 2)),
    "a dropped first region": stored(region(whole, 1), region(whole, 2)),
    "a dropped last region": stored(region(whole, 0), region(whole, 1)),
    "a duplicated region": stored(region(whole, 0), region(whole, 0), region(whole, 2)),
    "an appended region": stored(whole.stored, region(whole, 2)),
    "a byte more": stored(whole.stored, Buffer.alloc(1)),
    "a byte less": stored(whole.stored.subarray(0, -1)),
    "a foreign region": stored(region(other, 0), region(whole, 1), region(whole, 2)),
    "a region from an earlier run": stored(region(again, 0), region(whole, 1), region(whole, 2)),
    "an empty object in place of this one": { ...empty, size: whole.size, seal: whole.seal },
    "an empty object that says it is empty": { ...empty, seal: whole.seal },
    "another object of the space": { ...other, seal: whole.seal },
    "the same plaintext of another run": { ...again, seal: whole.seal },
    "an object of another space": elsewhere,
    "a size one too small": { ...whole, size: whole.size - 1 },
    "a size one too large": { ...whole, size: whole.size + 1 },
    "a size a region too large": { ...whole, size: whole.size + regionLength },
    "another seal": { ...whole, seal: other.seal },
    "a seal cut short": { ...whole, seal: whole.seal.slice(0, 16) },
    "no seal": { ...whole, seal: new Uint8Array(0) },
  };
  for (const [name, object] of Object.entries(objects)) {
    test(name, () => assert.rejects(openAll(object), damaged));
  }

  for (const [name, place] of Object.entries({ nonce: 3, ciphertext: 5000, tag: last - 1, "last byte": last + 127 })) {
    test(`a flipped bit in the ${name}`, () => assert.rejects(openAll(flipped(place)), damaged));
  }

  test("another seal key", () => assert.rejects(openAll(whole, makeSealKey()), damaged));

  test("a region with the same tag and other content, made by someone who has the content key", async () => {
    const { forged, object } = await forgeSameTag();
    const opener = await ObjectOpener.begin(sealKey, space, object.encryptionData, object.size);

    assert.notDeepEqual(await opener.openNext(forged), new Uint8Array(32), "GCM alone accepts it");
    await assert.rejects(opener.checkSeal(object.seal), damaged);
  });
});

/** Two blocks of ciphertext can be changed together so that GHASH, and so the tag, stays: C1·H³ + C2·H² is kept. */
async function forgeSameTag() {
  const object = await sealAll(Buffer.alloc(32));
  const wrapped = Buffer.from(JSON.parse(object.encryptionData).WrappedContentKey.EncryptedKey, "base64");
  const contentKey = (await unwrapBytes(sealKey, wrapped, 40)).slice(8);
  const aes = await import("node:crypto").then(({ createCipheriv }) => createCipheriv("aes-256-ecb", contentKey, null));
  const h = BigInt(`0x${aes.update(Buffer.alloc(16)).toString("hex")}`);
  const change = 1n << 127n; // the element 1
  const forged = object.stored.slice();
  const exclusiveOr = (start, value) => Buffer.from(value.toString(16).padStart(32, "0"), "hex")
    .forEach((byte, index) => {
      forged[start + index] ^= byte;
    });
  exclusiveOr(12, change);
  exclusiveOr(28, multiply(change, h));
  return { forged, object };
}

/** Multiplication in GF(2^128) as GCM counts its bits (SP 800-38D, 6.3). */
function multiply(x, y) {
  let [product, power] = [0n, y];
  for (let bit = 127n; bit >= 0n; bit--) {
    product ^= (x >> bit) & 1n ? power : 0n;
    power = (power >> 1n) ^ (power & 1n ? 0xe1n << 120n : 0n);
  }

  return product;
}

describe("encryption data", () => {
  const key = new Uint8Array(48).fill(1);
  const good = writeEncryptionData(space, key);

  test("is written in the order and with the members of the storage SDKs", () => {
    assert.equal(good, `{"EncryptionMode":"FullBlob","WrappedContentKey":{"KeyId":"zegel:${space}","EncryptedKey":"${
      toBase64(key)}","Algorithm":"A256KW"},"EncryptionAgent":{"Protocol":"2.0","EncryptionAlgorithm":"AES_GCM_256"},`
      + '"EncryptedRegionInfo":{"DataLength":524288,"NonceLength":12},'
      + '"KeyWrappingMetadata":{"EncryptionLibrary":"zegel 1"}}');
    assert.deepEqual(readEncryptionData(good, space), key);
  });

  const changes = {
    "a lower protocol": ['"2.0"', '"1.0"'],
    "a higher protocol": ['"2.0"', '"2.1"'],
    "a protocol that is a number": ['"2.0"', "2.0"],
    "another content algorithm": ["AES_GCM_256", "AES_CBC_256"],
    "another key algorithm": ["A256KW", "RSA-OAEP-256"],
    "another key id": [space, otherSpace],
    "a key id without its prefix": ["zegel:", ""],
    "another mode": ["FullBlob", "Partial"],
    "a region of 0": ["524288", "0"],
    "a region of 1": ["524288", "1"],
    "a region of 2^31": ["524288", "2147483648"],
    "a region that is text": ["524288", '"524288"'],
    "a nonce of 16": [":12}", ":16}"],
    "truncated JSON": ['"}}', '"}'],
    "a repeated member": ['"EncryptionAgent"', '"EncryptionAgent":{},"EncryptionAgent"'],
    "a repeated inner member": ['"Protocol":"2.0"', '"Protocol":"1.0","Protocol":"2.0"'],
    "a repeated member spelled with an escape": ['"Protocol":"2.0"', '"\\u0050rotocol":"1.0","Protocol":"2.0"'],
    "an unknown member": ['{"EncryptionMode"', '{"ContentEncryptionIV":"","EncryptionMode"'],
    "a missing member": [',"NonceLength":12', ""],
    "a wrapped key that is not base64": [toBase64(key), "?"],
    "a wrapped key that is null": [`"${toBase64(key)}"`, "null"],
  };
  for (const [name, [from, to]] of Object.entries(changes)) {
    test(`with ${name} is refused`, () => {
      const text = good.replace(from, to);

      assert.notEqual(text, good);
      assert.throws(() => readEncryptionData(text, space), damaged);
    });
  }

  for (const text of ["", "null", "[]", "1", '"x"', "{}"]) {
    test(`that is ${text || "nothing"} is refused`, () => {
      assert.throws(() => readEncryptionData(text, space), damaged);
    });
  }
});

describe("the arithmetic of regions", () => {
  test("agrees with itself for sizes around every boundary and at 50 GB", () => {
    for (const near of [0, regionLength, 2 * regionLength, 50e9]) {
      for (const size of [near - 1, near, near + 1].filter((candidate) => candidate >= 0)) {
        const count = regionCount(size);
        const lastLength = count === 0 ? 0 : plainLengthOf(size, count - 1);

        assert.equal(Math.max(0, count - 1) * regionLength + lastLength, size);
        assert.equal(storedLengthOf(size), size + count * regionOverhead);
      }
    }
  });

  test("counts nonces from one, little-endian, past 32 bits", () => {
    assert.equal(Buffer.from(nonceOf(0)).toString("hex"), "000000000100000000000000");
    assert.equal(Buffer.from(nonceOf(2 ** 32)).toString("hex"), "000000000100000001000000");
  });

  test("seals nothing as the hash of a zero size", async () => {
    assert.deepEqual(await sealOf([], 0), await hashRegion(new Uint8Array(8)));
  });
});

describe("strict JSON", () => {
  for (const text of ['{"a":1,"a":1}', '[{"a":{"b":1,"b":2}}]', '{"a":1,"\\u0061":2}', '{"a":1', ""]) {
    test(`refuses ${text}`, () => assert.throws(() => parseStrictJson(text), SyntaxError));
  }

  for (const text of ['{"a":{"a":1},"b":[{"a":1},{"a":2}]}', '{"a":"\\"a\\":{}[]:"}', '"a:a"', '{"":1," ":2}']) {
    test(`reads ${text}`, () => assert.deepEqual(parseStrictJson(text), JSON.parse(text)));
  }
});

describe("base64", () => {
  test("gives back any bytes, and writes them as everybody does", () => {
    for (const length of [0, 1, 2, 3, 4, 8191, 8192, 8193, 100_000]) {
      const bytes = randomBytes(length);

      assert.equal(toBase64(bytes), bytes.toString("base64"));
      assert.deepEqual(Buffer.from(fromBase64(toBase64(bytes))), bytes);
    }
  });

  for (const text of ["A", "AA", "AAA", "AA= =", " AAAA", "AAAA\n", "AA-_", "AA==AA=="]) {
    test(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => fromBase64(text), SyntaxError));
  }

  test("ids are 32 hexadecimal digits and do not repeat", () => {
    const ids = Array.from({ length: 1000 }, randomId);

    assert.ok(ids.every((id) => /^[0-9a-f]{32}$/.test(id)));
    assert.equal(new Set(ids).size, ids.length);
  });
});
