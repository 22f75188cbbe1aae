import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import yauzl from "yauzl";

/** An archive of which only some pieces were kept; the rest is zeros. */
class Skeleton extends yauzl.RandomAccessReader {
  constructor(kept) {
    super();
    this.kept = kept;
  }

  _readStreamForRange(start, end) {
    const bytes = Buffer.alloc(end - start);
    for (const { offset, piece } of this.kept) {
      const [from, to] = [Math.max(start, offset), Math.min(end, offset + piece.length)];
      if (from < to) {
        bytes.set(piece.subarray(from - offset, to - offset), from - start);
      }
    }

    return Readable.from([bytes]);
  }
}

const options = { lazyEntries: true, autoClose: false, strictFileNames: true };

/** @param {Buffer | { length: number, kept: { offset: number, piece: Uint8Array }[] }} archive */
function open(archive) {
  return Buffer.isBuffer(archive)
    ? promisify(yauzl.fromBuffer)(archive, options)
    : promisify(yauzl.fromRandomAccessReader)(new Skeleton(archive.kept), archive.length, options);
}

/** What the central directory of an archive says, read by a strict reader. */
export async function entriesOf(archive) {
  const zip = await open(archive);
  const entries = [];
  const over = once(zip, "end");
  zip.on("entry", (entry) => {
    entries.push(entry);
    zip.readEntry();
  });
  zip.readEntry();
  await over;
  return entries;
}

/** The bytes of one file of an archive. */
export async function readAll(archive, entry) {
  const zip = await open(archive);
  return buffer(await promisify(zip.openReadStream.bind(zip))(entry));
}
