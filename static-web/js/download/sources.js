import { regionLength } from "../crypto/regions.js";
import { archiveLength, archivePieces } from "./archive.js";
import { fileNameOf, safeName, safePaths } from "./safe-names.js";
import { openFile } from "./opened-file.js";

/** @typedef {import("../crypto/base64.js").Bytes} Bytes */

/**
 * A file that is being opened.
 * @typedef {{ pieces: AsyncGenerator<Bytes>, first: Promise<IteratorResult<Bytes>> }} Begun
 */

/**
 * So many small files of an archive, of a region at most, are opened before their turn: one after the other, thousands
 * of them would take as many times the way to the storage and back.
 */
const ahead = 8;

/**
 * @typedef {object} Archive
 * @property {string} name
 * @property {string} at the time of its files
 * @property {{ path: string, bytes: Bytes }} [page] what stands first in it, made by the page that saves it
 */

/**
 * What is to be saved: one file, or several as one ZIP archive.
 * @typedef {object} Order
 * @property {import("./opened-file.js").Job[]} jobs
 * @property {Archive | null} archive null: one file
 */

/**
 * What it takes to read the files of an order.
 * @typedef {Omit<import("./opened-file.js").Means, "requestTicket">
 *   & { requestTicket: (file: number) => Promise<import("./stored-file.js").DownloadTicket> }} Means
 */

/**
 * What a page gives to a way of saving. `onStalled` is told when the connection stays away: the gate is to be closed.
 * @typedef {object} Saving
 * @property {(file: number) => Promise<import("./stored-file.js").DownloadTicket>} requestTicket
 * @property {(received: number) => void} onProgress bytes of what is saved
 * @property {(file: number) => void} onFailed says which file an error is about
 * @property {() => void} onStalled
 * @property {AbortSignal} signal
 * @property {import("../storage/gate.js").Gate} gate closed while paused
 */

/**
 * What a browser writes down: a name, a length and the bytes. Each piece has memory of its own, which its reader may
 * give away. `current` is the file that is being read, or that failed.
 * @typedef {{ name: string, length: number, current: number, read(means: Means): AsyncGenerator<Bytes> }} Source
 */

/**
 * @param {Order} order
 * @returns {Source}
 */
export function sourceOf({ jobs, archive }) {
  return archive === null ? oneFile(jobs) : manyFiles(jobs, archive);
}

/** @param {Order["jobs"]} jobs @returns {Source} */
function oneFile([job]) {
  if (job === undefined) {
    throw new RangeError("There is no file to save.");
  }

  const { name, size } = job.reference;
  return {
    name: fileNameOf(name),
    length: size,
    current: 0,
    read: ({ requestTicket, ...rest }) => openFile(job, { requestTicket: () => requestTicket(0), ...rest }),
  };
}

/** @param {Order["jobs"]} jobs @param {Archive} archive @returns {Source} */
function manyFiles(jobs, { name, at, page }) {
  const made = page === undefined ? [] : [page];
  const sizes = jobs.map(({ reference }) => reference.size);
  const all = [
    ...made.map(({ path, bytes }) => ({ path, size: bytes.length })),
    ...jobs.map(({ reference: { name: path, size } }) => ({ path, size })),
  ];
  const paths = safePaths(all.map(({ path }) => path));
  const entries = all.map(({ size }, entry) => ({ path: paths[entry] ?? "", size }));
  /** @type {Source} */
  const source = {
    name: safeName(name),
    length: archiveLength(entries),
    current: 0,
    read: ({ requestTicket, signal, ...rest }) => {
      /** @type {Map<number, Begun>} */
      const begun = new Map();
      const begin = (/** @type {number} */ file, /** @type {AbortSignal} */ stop) => {
        const job = /** @type {Order["jobs"][0]} */ (jobs[file]);
        return beginning(openFile(job, { requestTicket: () => requestTicket(file), signal: stop, ...rest }));
      };
      const open = (/** @type {number} */ entry, /** @type {AbortSignal} */ stop) => {
        const [first, file] = [made[entry], entry - made.length];
        if (first !== undefined) {
          return inPieces(first.bytes);
        }

        source.current = file;
        const turn = begun.get(file) ?? begin(file, stop);
        begun.delete(file);
        for (let next = file + 1; next <= file + ahead && (sizes[next] ?? Infinity) <= regionLength; next++) {
          begun.has(next) || begun.set(next, begin(next, stop));
        }

        return piecesOf(turn);
      };
      return archivePieces(entries, { at: new Date(at), open, signal });
    },
  };
  return source;
}

/** Bytes that are here, in pieces with memory of their own. @param {Bytes} bytes @returns {AsyncGenerator<Bytes>} */
async function* inPieces(bytes) {
  for (let from = 0; from < bytes.length; from += regionLength) {
    yield bytes.slice(from, from + regionLength);
  }
}

/**
 * A file whose first piece is on its way. That it failed counts only at its turn.
 * @param {AsyncGenerator<Bytes>} pieces
 * @returns {Begun}
 */
function beginning(pieces) {
  const first = pieces.next();
  first.catch(() => undefined);
  return { pieces, first };
}

/** @param {Begun} begun @returns {AsyncGenerator<Bytes>} */
async function* piecesOf({ pieces, first }) {
  const { done, value } = await first;
  if (!done) {
    yield value;
    yield* pieces;
  }
}
