/** CRC-32 of ZIP (ISO 3309), eight bytes at a time: a byte at a time would cost more than opening the file. */
const tables = makeTables();

function makeTables() {
  const all = Array.from({ length: 8 }, () => new Uint32Array(256));
  const first = /** @type {Uint32Array} */ (all[0]);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) {
      value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }

    first[byte] = value;
  }

  for (let table = 1; table < 8; table++) {
    const before = /** @type {Uint32Array} */ (all[table - 1]);
    const target = /** @type {Uint32Array} */ (all[table]);
    for (let byte = 0; byte < 256; byte++) {
      const value = /** @type {number} */ (before[byte]);
      target[byte] = (value >>> 8) ^ /** @type {number} */ (first[value & 0xff]);
    }
  }

  return /** @type {[Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array,
    Uint32Array]} */ (all);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} [before] the CRC of what came before
 * @returns {number} unsigned, 32 bits
 */
export function crc32(bytes, before = 0) {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  /** @param {Uint32Array} table @param {number} at */
  const from = (table, at) => /** @type {number} */ (table[at & 0xff]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let crc = ~before;
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    const one = view.getUint32(at, true) ^ crc;
    const two = view.getUint32(at + 4, true);
    crc = from(t7, one) ^ from(t6, one >>> 8) ^ from(t5, one >>> 16) ^ from(t4, one >>> 24)
      ^ from(t3, two) ^ from(t2, two >>> 8) ^ from(t1, two >>> 16) ^ from(t0, two >>> 24);
  }

  for (; at < bytes.length; at++) {
    crc = (crc >>> 8) ^ from(t0, crc ^ /** @type {number} */ (bytes[at]));
  }

  return ~crc >>> 0;
}
