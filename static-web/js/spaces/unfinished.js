import { revealSealKey } from "../crypto/browser-key.js";
import { DamagedError } from "../crypto/errors.js";
import { openNote } from "../crypto/notes.js";
import { openWords } from "../crypto/words.js";
import { browserKey, unfinished } from "../upload/journal.js";

/**
 * A file of an earlier visit, to be chosen again; one that was made of what was typed comes with its words.
 * @typedef {{ fileId: string, name: string, size: number, lastModified: number, percent: number,
 *   words: string | null }} UnfinishedFile
 * @typedef {import("../crypto/base64.js").Bytes} Bytes
 * @typedef {Pick<import("./space-files.js").Space, "spaceId" | "participantId" | "sealKey">
 *   & { draft?: string | undefined }} Place a space, as whom, the key of what is kept of it, and of what it is a part
 */

/**
 * What this browser began to send in a space and did not end.
 * @param {Place} place
 * @returns {Promise<UnfinishedFile[]>}
 */
export async function findUnfinished({ spaceId: space, participantId: author, sealKey, draft }) {
  if (sealKey === null) {
    return [];
  }

  const all = (await unfinished()).filter((one) => one.participantId === author && one.draft === draft);
  const read = await Promise.all(all.map(async ({ fileId, size, lastModified, sent, name: sealed, words: kept }) => {
    try {
      const { name, seal } = await openNote(sealKey, sealed, { kind: "unfinished", space, id: fileId, author });
      const percent = size === 0 ? 100 : Math.floor((100 * sent) / size);
      const words = kept === null || seal === null ? null : await openWords(sealKey, space, kept, { size, seal });
      return [{ fileId, name, size, lastModified, percent, words }];
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

/**
 * A space that was begun in this browser, by its first file, and whose key nobody else has yet.
 * @param {(record: import("../upload/journal.js").UploadRecord) => boolean} isWanted
 * @returns {Promise<{ spaceId: string, sealKey: Uint8Array } | null>}
 */
export async function findBegun(isWanted) {
  const begun = (await unfinished()).findLast((record) => record.hiddenKey !== null && isWanted(record));
  if (begun === undefined) {
    return null;
  }

  try {
    const sealKey = await revealSealKey(await browserKey(), /** @type {Bytes} */ (begun.hiddenKey));
    return { spaceId: begun.space, sealKey };
  } catch (error) {
    console.warn("What was begun here cannot be gone on with.", error);
    return null;
  }
}

/**
 * Where the files of a mailbox are that were cut off.
 * @param {string} mailboxId
 * @returns {Promise<{ participantId: string, isBegun: boolean }[]>} the mailbox's in a conversation, once; begun: it
 *   has no message yet
 */
export async function placesOfUnfinished(mailboxId) {
  const places = new Map();
  for (const { participantId, hiddenKey, ...record } of await unfinished()) {
    if (record.mailboxId === mailboxId) {
      places.set(participantId, { participantId, isBegun: hiddenKey !== null });
    }
  }

  return [...places.values()];
}
