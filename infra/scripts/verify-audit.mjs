#!/usr/bin/env node
// Checks exports of the audit trail. Needs no server and none of the code that wrote it: only Node.js, the exports and
// the public half of the key that signs checkpoints, taken from the vault and not from where the exports come from:
//
//   az keyvault key download --vault-name <vault> --name audit --encoding PEM --file audit.pem
//   node infra/scripts/verify-audit.mjs [--expect <number>:<hash>] <key.pem or jwk.json>... <export.jsonl>...
//
// --expect names a checkpoint from another source (the logs): it must stand in one of the exports. Without it an export
// that was cut off at a checkpoint looks like an export of an earlier moment.
//
// An entry holds the SHA-256 of the line of the one before; a checkpoint signs (ES256) the number and hash of an entry. Both
// vouch for the bytes of their own line, up to the last member. Exit code 0: everything holds; 1: something does not;
// 2: it could not be checked.

import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const FIRST = "0".repeat(64);
const ENTRY = ["seq", "id", "at", "event", "action", "outcome", "actor", "about", "method", "onBehalfOf", "place", "previous", "hash"];
const CHECKPOINT = ["checkpoint", "hash", "at", "key", "signature"];

/** Why an export does not hold; everything after this point is unproven. */
class Broken extends Error {}

/** @param {string[]} words */
function parse(words) {
  const at = words.indexOf("--expect");
  const expected = at < 0 ? null : words[at + 1];
  const files = at < 0 ? words : words.toSpliced(at, 2);
  const exports = files.filter((file) => file.endsWith(".jsonl"));
  const keys = files.filter((file) => !file.endsWith(".jsonl")).map(readKey);
  if (exports.length === 0 || keys.length === 0 || (expected !== null && !/^\d+:[0-9a-f]{64}$/.test(expected ?? ""))) {
    throw new TypeError("Usage: verify-audit.mjs [--expect <number>:<hash>] <key.pem or jwk.json>... <export.jsonl>...");
  }

  return { expected, exports, keys };
}

/** @param {string} file */
function readKey(file) {
  const text = readFileSync(file, "utf8");
  const key = text.trimStart().startsWith("{") ? createPublicKey({ key: JSON.parse(text), format: "jwk" }) : createPublicKey(text);
  if (key.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    throw new TypeError(`${file} is no key on the curve P-256.`);
  }

  return key;
}

/**
 * The line's object, its last member's value, and the bytes that it vouches for.
 * @param {string} line
 * @param {string[]} members in the order in which they must stand
 * @param {string} what for the message
 */
function open(line, members, what) {
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Broken(`${what}: the line is no JSON`);
  }

  if (Object.keys(value).join() !== members.join()) {
    throw new Broken(`${what}: the line does not have the members it should`);
  }

  const last = members.at(-1) ?? "";
  const tail = `,"${last}":"${value[last]}"}`;
  if (!line.endsWith(tail)) {
    throw new Broken(`${what}: the line was written anew`);
  }

  return { value, sealed: Buffer.from(`${line.slice(0, -tail.length)}}`, "utf8") };
}

/** Follows one export, line by line. */
class Trail {
  /** @type {number | null} */
  seq = null;
  hash = FIRST;
  first = 0;
  /** @type {Set<string>} */
  ids = new Set();
  /** @type {Set<string>} */
  checkpoints = new Set();
  signed = 0;
  signedAt = "";
  isEnded = false;

  /** @param {import("node:crypto").KeyObject[]} keys */
  constructor(keys) {
    this.keys = keys;
  }

  get next() {
    return (this.seq ?? 0) + 1;
  }

  /** @param {string} line */
  read(line) {
    if (this.isEnded) {
      throw new Broken("lines follow after the end");
    }

    if (line.startsWith('{"seq":')) {
      this.#entry(line);
    } else if (line.startsWith('{"checkpoint":')) {
      this.#checkpoint(line);
    } else {
      this.#end(line);
    }
  }

  /** @param {string} line */
  #entry(line) {
    const { value, sealed } = open(line, ENTRY, `entry ${this.next}`);
    if (this.seq === null && value.seq !== 1) {
      throw new Broken(`entry ${value.seq} comes first, without a checkpoint at the entry before it: earlier entries are missing`);
    }

    if (value.seq !== this.next) {
      throw new Broken(`entry ${this.next} is missing or out of place; entry ${value.seq} stands there`);
    }

    if (createHash("sha256").update(sealed).digest("hex") !== value.hash) {
      throw new Broken(`entry ${value.seq} was changed`);
    }

    if (value.previous !== this.hash) {
      throw new Broken(`entry ${value.seq} does not follow on entry ${value.seq - 1}: one of them is not the one that was written`);
    }

    if (this.ids.has(value.id)) {
      throw new Broken(`entry ${value.seq} is entered twice`);
    }

    this.ids.add(value.id);
    this.first ||= value.seq;
    this.seq = value.seq;
    this.hash = value.hash;
  }

  /** @param {string} line */
  #checkpoint(line) {
    const { value, sealed } = open(line, CHECKPOINT, "a checkpoint");
    const signature = Buffer.from(value.signature, "base64url");
    if (!this.keys.some((key) => verify("sha256", sealed, { key, dsaEncoding: "ieee-p1363" }, signature))) {
      throw new Broken(`the checkpoint at entry ${value.checkpoint} was not signed by a key that was given`);
    }

    if (this.seq === null) {
      // What stands before the export: its first entry must follow on this one.
      this.seq = value.checkpoint;
      this.hash = value.hash;
    }

    if (value.checkpoint !== this.seq) {
      const missing = value.checkpoint > this.seq ? `entry ${this.next} is missing` : "it is out of place";
      throw new Broken(`the checkpoint at entry ${value.checkpoint} stands after entry ${this.seq}: ${missing}`);
    }

    if (value.hash !== this.hash) {
      throw new Broken(`entry ${this.seq} is not the one that was signed`);
    }

    this.signed = value.checkpoint;
    this.signedAt = value.at;
    this.checkpoints.add(`${value.checkpoint}:${value.hash}`);
  }

  /** @param {string} line */
  #end(line) {
    if (line !== `{"end":${this.first === 0 ? 0 : this.seq}}`) {
      throw new Broken(`the line after entry ${this.seq ?? 0} is neither an entry nor the right end`);
    }

    this.isEnded = true;
  }

  /** What was found, once every line was read. */
  close() {
    if (!this.isEnded) {
      throw new Broken(`the export is cut off after entry ${this.seq ?? 0}`);
    }

    if (this.first === 0) {
      return "no entries";
    }

    const unsigned = (this.seq ?? 0) - this.signed;
    const last = this.signed === 0 ? "no checkpoint" : `last checkpoint at entry ${this.signed}, ${this.signedAt}`;
    return `entries ${this.first} to ${this.seq} hold; ${last}${unsigned > 0 ? `; the last ${unsigned} are not signed yet` : ""}`;
  }
}

async function main() {
  const { expected, exports, keys } = parse(process.argv.slice(2));
  let isExpected = expected === null;
  let isWhole = true;
  for (const file of exports) {
    const trail = new Trail(keys);
    try {
      for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
        trail.read(line);
      }

      console.log(`${file}: ${trail.close()}`);
    } catch (error) {
      if (!(error instanceof Broken)) {
        throw error;
      }

      isWhole = false;
      console.error(`${file}: ${error.message}`);
    }

    isExpected ||= trail.checkpoints.has(expected ?? "");
  }

  if (!isExpected) {
    console.error(`no export has the checkpoint ${expected}: it was cut off, or the trail was made anew`);
  }

  return isWhole && isExpected ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
