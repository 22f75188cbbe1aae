import { crc32 } from "./crc32.js";

/**
 * A ZIP archive (PKWARE APPNOTE 6.3), written front to back while its files are read: stored and not compressed, so that
 * it unpacks to what it is long, ZIP64 where a size, place or number asks for it, names in UTF-8.
 *
 *     | local header | bytes | descriptor | … | central directory | (ZIP64 end, locator) | end |
 *
 * A file's CRC is known only after its bytes, so it stands in a descriptor behind them.
 */

/** @typedef {import("../crypto/base64.js").Bytes} Bytes */

/**
 * @typedef {object} Entry
 * @property {string} path made safe, its parts divided by `/`; no two the same
 * @property {number} size
 * @property {() => AsyncIterable<Bytes>} read called when it is its turn
 */

/** From here on a number does not fit and stands in a ZIP64 field. */
const most32 = 0xffffffff;
const most16 = 0xffff;

// Bit 3: a descriptor follows; bit 11: the name is UTF-8.
const flags = 0x0808;
const version = { plain: 20, large: 45 };
/** Made by Unix, so that readers take the mode below: an ordinary file, rw-r--r--. */
const madeBy = 3 << 8;
const mode = 0o100644 * 0x10000;

const lengths = { local: 30, localLarge: 20, descriptor: 16, descriptorLarge: 24, central: 46 };

const nameOf = (/** @type {Entry} */ { path }) => new TextEncoder().encode(path);
const isLarge = (/** @type {Entry} */ { size }) => size >= most32;

/** A file's place: everything but the bytes themselves. @param {Entry} entry @param {number} offset */
function overheadOf(entry, offset) {
  const [large, name] = [isLarge(entry), nameOf(entry).length];
  const local = lengths.local + name + (large ? lengths.localLarge : 0);
  const around = local + (large ? lengths.descriptorLarge : lengths.descriptor);
  return { around, central: lengths.central + name + extraOf(entry, offset).length };
}

/**
 * The length of the whole archive, known before it is made.
 * @param {readonly Entry[]} entries
 */
export function zipLength(entries) {
  let [offset, central] = [0, 0];
  for (const entry of entries) {
    const overhead = overheadOf(entry, offset);
    central += overhead.central;
    offset += overhead.around + entry.size;
  }

  return offset + central + endOf(entries.length, offset, central).length;
}

/**
 * @param {readonly Entry[]} entries
 * @param {Date} at the time that all of them get
 * @returns {AsyncGenerator<Bytes>}
 * @throws what reading throws, and a RangeError when a file gives other than its size: the archive is then cut off
 */
export async function* zip(entries, at) {
  /** @type {Bytes[]} */
  const central = [];
  let offset = 0;
  for (const entry of entries) {
    yield localHeader(entry, at);
    let [crc, size] = [0, 0];
    for await (const piece of entry.read()) {
      crc = crc32(piece, crc);
      size += piece.length;
      yield piece;
    }

    if (size !== entry.size) {
      throw new RangeError(`A file gave ${size} bytes in place of ${entry.size}.`);
    }

    yield descriptor(entry, crc);
    central.push(centralHeader(entry, at, crc, offset));
    offset += overheadOf(entry, offset).around + entry.size;
  }

  yield* central;
  const length = central.reduce((sum, { length: one }) => sum + one, 0);
  yield endOf(entries.length, offset, length);
}

/** @typedef {readonly (readonly [bytes: 2 | 4 | 8, value: number])[]} Fields */

/** Little-endian numbers in a row, and bytes behind them. @param {Fields} fields @param {...Uint8Array} rest */
function write(fields, ...rest) {
  const size = fields.reduce((sum, [length]) => sum + length, 0);
  const bytes = new Uint8Array(rest.reduce((sum, { length }) => sum + length, size));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [length, value] of fields) {
    if (length === 8) {
      view.setBigUint64(at, BigInt(value), true);
    } else {
      view[length === 4 ? "setUint32" : "setUint16"](at, value, true);
    }

    at += length;
  }

  for (const part of rest) {
    bytes.set(part, at);
    at += part.length;
  }

  return bytes;
}

/** Seconds by two, since 1980. @param {Date} at @returns {Fields} */
function dosTime(at) {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const day = ((Math.max(1980, at.getFullYear()) - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return [[2, time], [2, day]];
}

/** @param {Entry} entry @param {Date} at */
function localHeader(entry, at) {
  const large = isLarge(entry);
  const [name, unknown] = [nameOf(entry), large ? most32 : 0];
  const extra = large ? write([[2, 1], [2, 16], [8, 0], [8, 0]]) : new Uint8Array(0);
  return write([
    [4, 0x04034b50], [2, large ? version.large : version.plain], [2, flags], [2, 0], ...dosTime(at),
    [4, 0], [4, unknown], [4, unknown], [2, name.length], [2, extra.length],
  ], name, extra);
}

/** @param {Entry} entry @param {number} crc */
function descriptor(entry, crc) {
  const length = isLarge(entry) ? 8 : 4;
  return write([[4, 0x08074b50], [4, crc], [length, entry.size], [length, entry.size]]);
}

/** What does not fit in the central header. @param {Entry} entry @param {number} offset */
function extraOf(entry, offset) {
  /** @type {Fields} */
  const fields = [
    .../** @type {Fields} */ (isLarge(entry) ? [[8, entry.size], [8, entry.size]] : []),
    .../** @type {Fields} */ (offset >= most32 ? [[8, offset]] : []),
  ];
  return fields.length === 0 ? new Uint8Array(0) : write([[2, 1], [2, fields.length * 8], ...fields]);
}

/** @param {Entry} entry @param {Date} at @param {number} crc @param {number} offset */
function centralHeader(entry, at, crc, offset) {
  const [name, extra, size] = [nameOf(entry), extraOf(entry, offset), Math.min(entry.size, most32)];
  const needed = extra.length > 0 ? version.large : version.plain;
  return write([
    [4, 0x02014b50], [2, madeBy | needed], [2, needed], [2, flags], [2, 0], ...dosTime(at),
    [4, crc], [4, size], [4, size], [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0],
    [4, mode], [4, Math.min(offset, most32)],
  ], name, extra);
}

/** @param {number} count @param {number} offset of the central directory @param {number} length of it */
function endOf(count, offset, length) {
  const some = Math.min(count, most16);
  const end = write([
    [4, 0x06054b50], [2, 0], [2, 0], [2, some], [2, some], [4, Math.min(length, most32)],
    [4, Math.min(offset, most32)], [2, 0],
  ]);
  if (count < most16 && offset < most32 && length < most32) {
    return end;
  }

  const large = write([
    [4, 0x06064b50], [8, 44], [2, madeBy | version.large], [2, version.large], [4, 0], [4, 0],
    [8, count], [8, count], [8, length], [8, offset],
  ]);
  return write([], large, write([[4, 0x07064b50], [4, 0], [8, offset + length], [4, 1]]), end);
}
