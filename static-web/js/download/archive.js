import { makeZip, predictLength } from "../../vendor/client-zip.js";

/** @typedef {import("../crypto/base64.js").Bytes} Bytes */

/**
 * A file of an archive: a path that is safe to unpack, its parts divided by `/`, and its size.
 * @typedef {{ path: string, size: number }} Entry
 */

/**
 * The length of a ZIP archive, known before it is made: files are stored and not compressed.
 * @param {readonly Entry[]} entries
 */
export function archiveLength(entries) {
  return Number(predictLength(entries.map(({ path, size }) => ({ name: path, size }))));
}

/**
 * A ZIP archive, each piece made when it is asked for and at most one ahead. The library does not end the reading of
 * its files when nobody wants the archive any more; the signal that `open` is given does.
 * @param {readonly Entry[]} entries
 * @param {object} means
 * @param {Date} means.at the time that all files get
 * @param {(file: number, stop: AbortSignal) => AsyncGenerator<Bytes>} means.open called when it is a file's turn
 * @param {AbortSignal} means.signal
 * @returns {AsyncGenerator<Bytes>}
 * @throws what reading throws, and a RangeError when a file gives other than its size: the archive is then cut off
 */
export async function* archivePieces(entries, { at, open, signal }) {
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const lastModified = knownTime(at);
  const reader = makeZip(entries.map(({ path, size }, file) => ({
    name: path,
    lastModified,
    input: exactly(size, () => open(file, stop)),
  }))).getReader();
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
 * A file's bytes as the library takes them: nothing is read before it asks, and a file that gives other than the size
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
        throw new RangeError("A file has another size than was announced.");
      }

      if (done) {
        controller.close();
      } else {
        controller.enqueue(value);
      }
    },
  }, { highWaterMark: 0 });
}

/** The times that ZIP knows begin in 1980 and end in 2107. @param {Date} time */
function knownTime(time) {
  const year = time.getFullYear();
  return year >= 1980 && year <= 2107 ? time : new Date(1980, 0, 1);
}
