import { makeZip, predictLength } from "../../vendor/client-zip.js";
import { fileNameOf, safeName, safePaths } from "./attachment.js";
import { openFile } from "./opened-file.js";

/** @typedef {import("../crypto/base64.js").Bytes} Bytes */

/**
 * What is to be saved: one file, or several as one ZIP archive.
 * @typedef {object} Order
 * @property {import("./opened-file.js").Job[]} jobs
 * @property {{ name: string, at: string } | null} archive its name and the time of its files; null: one file
 */

/**
 * What it takes to read the files of an order.
 * @typedef {Omit<import("./opened-file.js").Means, "requestTicket">
 *   & { requestTicket: (file: number) => Promise<import("./stored-file.js").Ticket> }} Means
 */

/**
 * What a page gives to a way of saving. `onStalled` is told when the connection stays away: the gate is to be closed.
 * @typedef {object} Saving
 * @property {(file: number) => Promise<import("./stored-file.js").Ticket>} requestTicket
 * @property {(received: number) => void} onProgress bytes of what is saved
 * @property {(file: number) => void} onFailed says which file an error is about
 * @property {() => void} onStalled
 * @property {AbortSignal} signal
 * @property {import("../storage/gate.js").Gate} gate closed while paused
 */

/**
 * What a browser writes down: a name, a length and the bytes. `current` is the file that is being read, or that failed.
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

/** @param {Order["jobs"]} jobs @param {{ name: string, at: string }} archive @returns {Source} */
function manyFiles(jobs, { name, at }) {
  const paths = safePaths(jobs.map(({ reference }) => reference.name));
  const entries = jobs.map(({ reference }, file) => ({
    name: /** @type {string} */ (paths[file]),
    size: reference.size,
    lastModified: timeOf(at),
  }));
  /** @type {Source} */
  const source = {
    name: safeName(name),
    length: Number(predictLength(entries)),
    current: 0,
    read: ({ requestTicket, signal, ...rest }) => piecesOf(signal, (stop) => makeZip(entries.map((entry, file) => ({
      ...entry,
      input: exactly(entry.size, () => {
        source.current = file;
        return openFile(/** @type {Order["jobs"][0]} */ (jobs[file]), {
          requestTicket: () => requestTicket(file),
          signal: stop,
          ...rest,
        });
      }),
    })))),
  };
  return source;
}

/**
 * The pieces of an archive, each made when it is asked for and at most one ahead. The library does not end the reading
 * of its files when nobody wants the archive any more; the signal that it is given does.
 * @param {AbortSignal} signal
 * @param {(stop: AbortSignal) => ReadableStream<Uint8Array>} make
 * @returns {AsyncGenerator<Bytes>}
 */
async function* piecesOf(signal, make) {
  const over = new AbortController();
  const reader = make(AbortSignal.any([signal, over.signal])).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }

      yield /** @type {Bytes} */ (value);
    }
  } finally {
    over.abort(new Error("Nobody wants the rest."));
  }
}

/**
 * A file's bytes as the library takes them: nothing is read before it asks, and a file that gives other than the length
 * that was announced breaks the archive instead of ending it.
 * @param {number} size
 * @param {() => AsyncGenerator<Bytes>} open
 * @returns {ReadableStream<Bytes>}
 */
function exactly(size, open) {
  /** @type {AsyncGenerator<Bytes> | null} */
  let pieces = null;
  let left = size;
  return new ReadableStream({
    async pull(controller) {
      pieces ??= open();
      const { done, value } = await pieces.next();
      left -= done ? 0 : value.length;
      if (done ? left !== 0 : left < 0) {
        throw new RangeError("A file has another length than was announced.");
      }

      if (done) {
        controller.close();
      } else {
        controller.enqueue(value);
      }
    },
  }, { highWaterMark: 0 });
}

/** The times that ZIP knows begin in 1980 and end in 2107. @param {string} at */
function timeOf(at) {
  const time = new Date(at);
  const year = time.getFullYear();
  return year >= 1980 && year <= 2107 ? time : new Date(1980, 0, 1);
}
