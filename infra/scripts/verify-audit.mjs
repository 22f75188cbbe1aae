#!/usr/bin/env node
// Checks exports of the audit trail. Needs no server and none of the code that wrote it: only Node.js, the exports, the
// public half of the key that signs checkpoints, and the checkpoints as they stand in the host's account (the anchor); key
// and anchor taken from there and not from where the exports come from:
//
//   az keyvault key download --vault-name <vault> --name audit --encoding PEM --file audit.pem
//   az storage blob download-batch --auth-mode login --account-name <host's account> --source audit-checkpoints --destination anchor
//   node infra/scripts/verify-audit.mjs --anchor anchor <key.pem or jwk.json>... <export.jsonl>...
//
// Several exports must continue one another, in the order in which they are given.
//
//   --anchor <file or folder>   the export must have every checkpoint that the anchor has of its days, and end at the last
//   --expect <number>:<hash>    instead of an anchor: a checkpoint from another source (the logs) must stand in an export
//   --unanchored                neither: an export that was cut off at a checkpoint then looks like one of an earlier moment
//   --unsigned                  entries after the last checkpoint are let pass; whoever writes to the tables could make them
//
// An entry holds the SHA-256 of the line of the one before; a checkpoint signs (ES256) the number and hash of an entry. Both
// vouch for the bytes of their own line, up to the last member. Exit code 0: everything holds; 1: something does not, or
// nothing vouches for it; 2: it could not be checked.

import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const FIRST = "0".repeat(64);
const ENTRY = ["seq", "id", "at", "event", "action", "outcome", "actor", "about", "method", "onBehalfOf", "place", "previous", "hash"];
const CHECKPOINT = ["checkpoint", "day", "hash", "at", "key", "signature"];
const USAGE =
  "Usage: verify-audit.mjs --anchor <file or folder> | --expect <number>:<hash> | --unanchored [--unsigned] <key.pem or jwk.json>... <export.jsonl>...";

/** @typedef {{ checkpoint: number, day: string, hash: string, at: string }} Checkpoint */

/** Why an export does not hold; everything after this point is unproven. */
class Broken extends Error {}

/** @param {string[]} words */
function parse(words) {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      anchor: { type: "string", multiple: true, default: [] },
      expect: { type: "string" },
      unanchored: { type: "boolean", default: false },
      unsigned: { type: "boolean", default: false },
    },
  });
  const exports = positionals.filter((file) => file.endsWith(".jsonl"));
  const keys = positionals.filter((file) => !file.endsWith(".jsonl")).map(readKey);
  const expected = values.expect ?? null;
  const anchor = values.anchor.length > 0 ? readAnchor(values.anchor, keys) : null;
  const isRight = exports.length > 0 && keys.length > 0 && (expected === null || /^\d+:[0-9a-f]{64}$/.test(expected));
  if (!isRight || (anchor === null && expected === null && !values.unanchored)) {
    throw new TypeError(USAGE);
  }

  return { expected, exports, keys, anchor, mayBeUnsigned: values.unsigned };
}

/**
 * The checkpoints of the anchor, each verified, in their order.
 * @param {string[]} places
 * @param {import("node:crypto").KeyObject[]} keys
 */
function readAnchor(places, keys) {
  const files = places.flatMap((place) =>
    statSync(place).isDirectory() ? readdirSync(place, { recursive: true, encoding: "utf8" }).map((name) => join(place, name)) : [place],
  );
  const lines = files
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(file, "utf8").split("\n"))
    .filter((line) => line !== "");
  if (lines.length === 0) {
    throw new TypeError(`There is no checkpoint in ${places.join(", ")}.`);
  }

  return lines.map((line) => openCheckpoint(line, keys, "the anchor: ")).sort((a, b) => a.checkpoint - b.checkpoint);
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

/**
 * A checkpoint that one of the keys signed.
 * @param {string} line
 * @param {import("node:crypto").KeyObject[]} keys
 * @param {string} where for the message
 * @returns {Checkpoint}
 */
function openCheckpoint(line, keys, where) {
  const { value, sealed } = open(line, CHECKPOINT, `${where}a checkpoint`);
  const signature = Buffer.from(value.signature, "base64url");
  if (!keys.some((key) => verify("sha256", sealed, { key, dsaEncoding: "ieee-p1363" }, signature))) {
    throw new Broken(`${where}the checkpoint at entry ${value.checkpoint} was not signed by a key that was given`);
  }

  return value;
}

/** Follows one export, line by line. */
class Trail {
  /** The entry behind which the export begins. @type {number | null} */
  start = null;
  seq = 0;
  hash = FIRST;
  /** @type {Set<string>} */
  ids = new Set();
  /** @type {Set<string>} */
  checkpoints = new Set();
  signed = 0;
  signedAt = "";
  /** @type {{ from: string, to: string } | null} */
  days = null;

  /**
   * @param {import("node:crypto").KeyObject[]} keys
   * @param {Checkpoint[]} anchor
   * @param {Trail | null} before the export that this one must continue
   */
  constructor(keys, anchor, before) {
    this.keys = keys;
    this.known = new Map(anchor.map(({ checkpoint, hash }) => [checkpoint, hash]));
    this.anchor = anchor;
    this.before = before;
  }

  /** @param {string} line */
  read(line) {
    if (this.days !== null) {
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
    const next = this.seq + 1;
    const { value, sealed } = open(line, ENTRY, `entry ${next}`);
    if (this.start === null) {
      throw new Broken(`entry ${value.seq} comes first, without a checkpoint at the entry before it: earlier entries are missing`);
    }

    if (value.seq !== next) {
      throw new Broken(`entry ${next} is missing or out of place; entry ${value.seq} stands there`);
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
    this.#stand(value.seq, value.hash);
  }

  /** @param {string} line */
  #checkpoint(line) {
    const value = openCheckpoint(line, this.keys, "");
    if (this.start === null) {
      // What stands before the export: its first entry must follow on this one.
      this.start = value.checkpoint;
      this.#stand(value.checkpoint, value.hash);
    }

    if (value.checkpoint !== this.seq) {
      const missing = value.checkpoint > this.seq ? `entry ${this.seq + 1} is missing` : "it is out of place";
      throw new Broken(`the checkpoint at entry ${value.checkpoint} stands after entry ${this.seq}: ${missing}`);
    }

    if (value.hash !== this.hash) {
      throw new Broken(`entry ${this.seq} is not the one that was signed`);
    }

    this.signed = value.checkpoint;
    this.signedAt = value.at;
    this.checkpoints.add(`${value.checkpoint}:${value.hash}`);
  }

  /**
   * Goes on to an entry, which must be the one that others know.
   * @param {number} seq
   * @param {string} hash
   */
  #stand(seq, hash) {
    if ((this.known.get(seq) ?? hash) !== hash) {
      throw new Broken(`entry ${seq} is not the one that was signed: the anchor has another`);
    }

    if (this.before !== null && this.before.seq === seq && this.before.hash !== hash) {
      throw new Broken(`entry ${seq} is not the one with which the export before ends: they are of two trails`);
    }

    this.seq = seq;
    this.hash = hash;
  }

  /** @param {string} line */
  #end(line) {
    const match = /^\{"end":(\d+),"from":"(\d{4}-\d\d-\d\d)","to":"(\d{4}-\d\d-\d\d)"\}$/.exec(line);
    if (match === null || Number(match[1]) !== this.#entries) {
      throw new Broken(`the line after entry ${this.seq} is neither an entry nor the right end`);
    }

    this.days = { from: match[2] ?? "", to: match[3] ?? "" };
  }

  /** The last entry; 0 when there is none. */
  get #entries() {
    return this.start === null || this.seq === this.start ? 0 : this.seq;
  }

  /**
   * What was found, once every line was read.
   * @param {boolean} mayBeUnsigned
   */
  close(mayBeUnsigned) {
    if (this.days === null) {
      throw new Broken(`the export is cut off after entry ${this.seq}`);
    }

    if (this.start === null) {
      throw new Broken("there is no checkpoint: nothing vouches for this export");
    }

    const unsigned = this.seq - this.signed;
    if (unsigned > 0 && !mayBeUnsigned) {
      throw new Broken(`the last ${unsigned} entries, from ${this.signed + 1} on, are not signed`);
    }

    this.#continue();
    this.#anchored(this.days);
    const what = this.#entries === 0 ? "no entries" : `entries ${this.start + 1} to ${this.seq} hold`;
    const last = `last checkpoint at entry ${this.signed}, ${this.signedAt}`;
    return `${this.days.from} to ${this.days.to}: ${what}; ${last}${unsigned > 0 ? `; the last ${unsigned} are not signed` : ""}`;
  }

  /** Whether it goes on where the export before ends; what stands in both was the same. */
  #continue() {
    if (this.before === null) {
      return;
    }

    if ((this.start ?? 0) > this.before.seq) {
      throw new Broken(`it does not continue the export before: entries ${this.before.seq + 1} to ${this.start} are in neither`);
    }

    if (this.seq < this.before.seq) {
      throw new Broken(`it does not continue the export before, which goes on to entry ${this.before.seq}: give them in their order`);
    }
  }

  /**
   * Whether it begins and ends where the anchor says that its days do.
   * @param {{ from: string, to: string }} days
   */
  #anchored({ from, to }) {
    const start = this.anchor.findLast(({ day }) => day < from.replaceAll("-", "")) ?? this.anchor[0];
    if (start !== undefined && start.checkpoint < (this.start ?? 0)) {
      throw new Broken(`it begins after entry ${this.start}, and its first day after entry ${start.checkpoint}: earlier entries are missing`);
    }

    const end = this.anchor.findLast(({ day }) => day <= to.replaceAll("-", ""));
    if (end !== undefined && end.checkpoint > this.seq) {
      throw new Broken(`it ends at entry ${this.seq}, and its days were signed up to entry ${end.checkpoint}: it was cut off, or made before that`);
    }

    if (this.anchor.length > 0 && this.known.get(this.signed) === undefined) {
      throw new Broken(`its last checkpoint, at entry ${this.signed}, does not stand in the anchor`);
    }
  }
}

async function main() {
  const { expected, exports, keys, anchor, mayBeUnsigned } = parse(process.argv.slice(2));
  let isExpected = expected === null;
  let isWhole = true;
  /** @type {Trail | null} */
  let before = null;
  for (const file of exports) {
    const trail = new Trail(keys, anchor ?? [], before);
    try {
      for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
        trail.read(line);
      }

      console.log(`${file}: ${trail.close(mayBeUnsigned)}`);
    } catch (error) {
      if (!(error instanceof Broken)) {
        throw error;
      }

      isWhole = false;
      console.error(`${file}: ${error.message}`);
    }

    before = trail;
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
  process.exitCode = error instanceof Broken ? 1 : 2;
}
