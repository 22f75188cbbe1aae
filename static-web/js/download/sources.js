import { fileNameOf, safeName, safePaths } from "./attachment.js";
import { openFile } from "./opened-file.js";
import { zip, zipLength } from "./zip.js";

/** @typedef {import("../crypto/base64.js").Bytes} Bytes */

/**
 * What is to be saved: one file, or several as one ZIP archive.
 * @typedef {object} Order
 * @property {import("./opened-file.js").Job[]} jobs
 * @property {{ name: string, at: string } | null} archive its name and the time of its files; null: one file
 */

/**
 * What it takes to read the files of an order.
 * @typedef {object} Means
 * @property {(file: number) => Promise<import("./stored-file.js").Ticket>} requestTicket
 * @property {AbortSignal} signal
 * @property {import("../storage/gate.js").Gate} [gate] closed while paused
 * @property {typeof import("../storage/back-off.js").wait} [pause]
 */

/**
 * What a page gives to a way of saving.
 * @typedef {object} Saving
 * @property {(file: number) => Promise<import("./stored-file.js").Ticket>} requestTicket
 * @property {(received: number) => void} onProgress bytes of what is saved
 * @property {(file: number) => void} onFailed says which file an error is about
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
  /** @param {Means | null} means */
  const entries = (means) => jobs.map((job, file) => ({
    path: /** @type {string} */ (paths[file]),
    size: job.reference.size,
    read: () => {
      const { requestTicket, ...rest } = /** @type {Means} */ (means);
      source.current = file;
      return openFile(job, { requestTicket: () => requestTicket(file), ...rest });
    },
  }));
  const source = {
    name: safeName(name),
    length: zipLength(entries(null)),
    current: 0,
    read: (/** @type {Means} */ means) => zip(entries(means), new Date(at)),
  };
  return source;
}
