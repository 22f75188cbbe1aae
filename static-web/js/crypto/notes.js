import { fromBase64, toBase64 } from "./base64.js";
import { DamagedError, NoteTooLargeError } from "./errors.js";
import { kindOf, readNote } from "./note-shapes.js";
import { ObjectOpener } from "./object-opener.js";
import { ObjectSealer } from "./object-sealer.js";
import { regionOverhead, storedLengthOf } from "./regions.js";
import { parseStrictJson } from "./strict-json.js";
import { largestNote } from "../limits.js";

/**
 * What every note says of itself, so that it cannot be passed off as another one.
 * @typedef {{ kind: string, space: string, id: string, author: string }} NoteIdentity
 */

/**
 * A sealed note as the API carries it.
 * @typedef {{ encryptionData: string, body: string }} Sealed
 */

/** @type {(keyof NoteIdentity)[]} */
const identity = ["kind", "space", "id", "author"];

/**
 * Seals a note under the key of its space.
 * @param {Uint8Array} sealKey
 * @param {NoteIdentity & Record<string, unknown>} note
 * @param {number} [largest] bytes, by default of what the service takes
 * @returns {Promise<Sealed>}
 * @throws {NoteTooLargeError} when it does not fit
 */
export async function sealNote(sealKey, note, largest = largestNote) {
  const plain = new TextEncoder().encode(JSON.stringify(note));
  const stored = storedLengthOf(plain.length);
  // Before sealing: above one region there is nothing sensible to seal.
  requireFit(stored, largest);
  const sealer = await ObjectSealer.begin(sealKey, note.space, plain.length);
  requireFit(stored + sealer.encryptionData.length, largest);
  const body = new Uint8Array(stored);
  await sealer.sealRegion(0, plain, body);
  return { encryptionData: sealer.encryptionData, body: toBase64(body) };
}

/**
 * Opens a note and holds it against the row it came with, and what it says against what notes of its kind say.
 * @template {keyof import("./note-shapes.js").Notes} Kind
 * @param {Uint8Array} sealKey
 * @param {Sealed} sealed
 * @param {NoteIdentity & { kind: Kind }} expected what the row says; its kind is the shape of the note
 * @param {number} [largest] bytes, by default of what the service takes
 * @returns {Promise<import("./note-shapes.js").Notes[Kind]>}
 * @throws {DamagedError} when anything does not match
 */
export async function openNote(sealKey, sealed, expected, largest = largestNote) {
  const stored = bodyOf(sealed, largest);
  const size = stored.length - regionOverhead;
  const opener = await ObjectOpener.begin(sealKey, expected.space, sealed.encryptionData, size);
  const note = parseNote(await opener.openNext(stored));
  const said = { ...expected, kind: kindOf(expected.kind) };
  for (const member of identity) {
    if (note[member] !== said[member]) {
      throw new DamagedError(`The note says another ${member} than its row.`);
    }
  }

  return readNote(expected.kind, note);
}

/** @param {number} size @param {number} largest */
function requireFit(size, largest) {
  if (size > largest) {
    throw new NoteTooLargeError(size, largest);
  }
}

/** @param {Sealed} sealed @param {number} largest */
function bodyOf(sealed, largest) {
  const body = decode(sealed.body);
  const isNote = body.length > regionOverhead && body.length + sealed.encryptionData.length <= largest;
  if (!isNote) {
    throw new DamagedError("The note is empty or too long.");
  }

  return body;
}

/** @param {string} body */
function decode(body) {
  try {
    return fromBase64(body);
  } catch (cause) {
    throw new DamagedError("The note is not base64.", { cause });
  }
}

/**
 * @param {Uint8Array} plain
 * @returns {Record<string, unknown>}
 */
function parseNote(plain) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
    return Object(parseStrictJson(text));
  } catch (cause) {
    throw new DamagedError("The note is not JSON.", { cause });
  }
}
