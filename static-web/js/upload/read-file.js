import { TransferError } from "../storage/errors.js";

/**
 * Reads a part of a file that a person picked. Browsers refuse to read a file that changed since.
 * @param {Blob} file
 * @param {number} start
 * @param {number} length
 * @throws {TransferError} `file-changed`
 */
export async function readSlice(file, start, length) {
  const bytes = await readBytes(file.slice(start, start + length));
  if (bytes.byteLength !== length) {
    throw new TransferError("file-changed", `The file gave ${bytes.byteLength} bytes in place of ${length}.`);
  }

  return bytes;
}

/** @param {Blob} part */
async function readBytes(part) {
  try {
    return await part.arrayBuffer();
  } catch (cause) {
    throw new TransferError("file-changed", "The file cannot be read any more.", { cause });
  }
}
