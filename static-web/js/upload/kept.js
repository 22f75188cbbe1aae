import { hideSealKey } from "../crypto/browser-key.js";
import { sealNote } from "../crypto/notes.js";
import { sealWords } from "../crypto/words.js";
import { browserKey } from "./journal.js";

/**
 * By what this browser finds an upload again: its record in the journal before anything is sent.
 * @param {Pick<import("./upload.js").UploadDesk, "spaceId" | "participantId" | "mailboxId" | "isStarted"
 *   | "draft">} desk of the space; without a start the key is kept with the file, hidden: no one else has it
 * @param {Uint8Array} sealKey of that space
 * @param {{ fileId: string, name: string, words: string | null }} file
 * @returns {Promise<import("./upload-messages.js").Kept>}
 */
export async function keptOf({ spaceId: space, participantId, mailboxId, isStarted, draft }, sealKey, file) {
  const { fileId, name, words } = file;
  // A browser that keeps nothing sends all the same; it only cannot go on later.
  const key = isStarted ? null : await browserKey().catch(() => null);
  const sealed = words === null ? null : await sealWords(sealKey, space, words);
  const note = { kind: "unfinished", space, id: fileId, author: participantId, name, seal: sealed?.seal ?? null };
  return {
    participantId,
    mailboxId,
    fileId,
    ...(draft === undefined ? {} : { draft }),
    name: await sealNote(sealKey, note),
    words: sealed && { encryptionData: sealed.encryptionData, body: sealed.body },
    hiddenKey: key === null ? null : await hideSealKey(key, sealKey),
  };
}
