import { CsvError, parse } from "../../vendor/csv-parse.js";

/** A row of cells, and which it is as a sheet numbers them. @typedef {{ line: number, cells: string[] }} CsvRow */

/** A file that is no table of ours. */
export class CsvRefusedError extends Error {
  /** @param {"csv-unreadable" | "csv-empty"} code @param {ErrorOptions} [options] */
  constructor(code, options) {
    super("The file is no table.", options);
    this.code = code;
  }
}

/** What Excel writes between cells, by country and by choice. */
const delimiters = [";", ",", "\t"];

/**
 * The words of a file as programs write them: UTF-8 or UTF-16 when it says so or can only be that, else what Excel
 * writes in Western Europe.
 * @param {Uint8Array} bytes
 */
export function wordsOf(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return new TextDecoder("utf-16le").decode(bytes);
  }

  if (first === 0xfe && second === 0xff) {
    return new TextDecoder("utf-16be").decode(bytes);
  }

  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: each byte is a letter.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * The rows of a table, the first of which names its columns.
 * @param {string} words
 * @param {(cell: string) => boolean} isColumn whether a cell names a known column: by it is seen what divides cells
 * @returns {CsvRow[]}
 * @throws {CsvRefusedError}
 */
export function rowsOf(words, isColumn) {
  // The first line by which a file says to Excel what divides its cells.
  const [line = "", said] = /^\ufeff?sep=(.)\r?\n/.exec(words) ?? [];
  const text = words.slice(line.length);
  const known = (/** @type {CsvRow[]} */ [head]) => head?.cells.filter(isColumn).length ?? 0;
  /** @type {CsvRow[]} */
  let best = [];
  /** @type {unknown} */
  let cause = null;
  for (const delimiter of said === undefined ? delimiters : [said]) {
    try {
      const rows = parseWith(text, delimiter);
      best = best.length === 0 || known(rows) > known(best) ? rows : best;
    } catch (error) {
      if (!(error instanceof CsvError)) {
        throw error;
      }

      cause = error;
    }
  }

  if (best.length < 2) {
    throw new CsvRefusedError(best.length === 0 && cause !== null ? "csv-unreadable" : "csv-empty", { cause });
  }

  return best;
}

/**
 * Rows are counted as Excel counts them: empty ones too, and a row of several lines once.
 * @param {string} text
 * @param {string} delimiter
 */
function parseWith(text, delimiter) {
  const rows = parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, trim: true });
  return rows
    .map((cells, at) => ({ line: at + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
}
