/** A line, or part of one, that is not CSV. */
export class CsvError extends Error {
  code: string;
  /** Where, from 1. */
  lines?: number;
}

export interface Options {
  delimiter: string;
  /** Takes the mark of the byte order away. */
  bom: boolean;
  /** Rows may have more or fewer cells than the first. */
  relax_column_count: boolean;
  /** A quote in the middle of a cell is part of it. */
  relax_quotes: boolean;
  trim: boolean;
}

/** The rows of a text. */
export function parse(text: string, options: Options): string[][];
