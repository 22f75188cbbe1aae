import { DamagedError } from "../crypto/errors.js";
import { openNote, sealNote } from "../crypto/notes.js";
import { blockCount } from "../upload/blocks.js";
import { unfinishedOf } from "../upload/journal.js";

/**
 * A file of an earlier visit, to be chosen again.
 * @typedef {{ fileId: string, name: string, size: number, lastModified: number, percent: number }} Unfinished
 */

/**
 * A file's name as this browser keeps it.
 * @param {Uint8Array} sealKey
 * @param {{ space: string, fileId: string, participantId: string, name: string }} file
 */
export const sealName = (sealKey, { space, fileId: id, participantId: author, name }) =>
  sealNote(sealKey, { kind: "unfinished", space, id, author, name });

/**
 * What this browser began to send in a conversation and did not end.
 * @param {string} space
 * @param {string} participantId
 * @param {Uint8Array} sealKey
 * @returns {Promise<Unfinished[]>}
 */
export async function findUnfinished(space, participantId, sealKey) {
  const all = await unfinishedOf(participantId);
  const read = await Promise.all(all.map(async ({ record, blocks }) => {
    const { fileId, size, lastModified } = record;
    const expected = { kind: "unfinished", space, id: fileId, author: participantId };
    try {
      const { name } = await openNote(sealKey, record.name, expected);
      const percent = size === 0 ? 100 : Math.floor((100 * blocks) / blockCount(size));
      return [{ fileId, name: String(name), size, lastModified, percent }];
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      // Sealed under a key that never came to count.
      return [];
    }
  }));
  return read.flat();
}
