import { DamagedError } from "../crypto/errors.js";
import { openNote } from "../crypto/notes.js";
import { beginnerOf } from "./participant-id.js";

/**
 * @typedef {import("../api/contract.d.ts").ListedPartEntry} ListedPartEntry
 * @typedef {import("../crypto/note-shapes.js").Notes} Notes
 * @typedef {import("../crypto/notes.js").Sealed} Sealed
 */

/**
 * What a dossier, or a part of one, says of itself.
 * @param {Uint8Array} sealKey
 * @param {string} space
 * @param {Sealed} note
 * @returns {Promise<Notes["dossier"] | null>} null when it is damaged
 */
export const openDossierHeader = (sealKey, space, note) =>
  unlessDamaged(openNote(sealKey, note, { kind: "dossier", space, id: space, author: beginnerOf(space) }));

/**
 * The header of an entry, held against its row.
 * @param {Uint8Array} sealKey
 * @param {string} space
 * @param {ListedPartEntry} row
 * @returns {Promise<Notes["entry"] | null>} null when it is damaged
 */
export function openEntryHeader(sealKey, space, { entryId: id, author, header, files }) {
  const opened = openNote(sealKey, header, { kind: "entry", space, id, author });
  return unlessDamaged(opened.then((note) => {
    requireSame(note.files, files);
    return note;
  }));
}

/**
 * What was written in an entry.
 * @param {Uint8Array} sealKey
 * @param {string} space
 * @param {ListedPartEntry} row
 * @param {Sealed} sealed
 * @returns {Promise<string | null>} null when it is damaged
 */
export async function openEntryText(sealKey, space, { entryId: id, author }, sealed) {
  const note = await unlessDamaged(openNote(sealKey, sealed, { kind: "written", space, id, author }));
  return note?.text ?? null;
}

/**
 * One damaged note does not keep the others closed.
 * @template T
 * @param {Promise<T>} opened
 * @returns {Promise<T | null>}
 */
const unlessDamaged = (opened) =>
  opened.catch((error) => {
    if (!(error instanceof DamagedError)) {
      throw error;
    }

    return null;
  });

/**
 * Whoever wrote the note may have named other files than the service took with it.
 * @param {Notes["entry"]["files"]} said
 * @param {ListedPartEntry["files"]} listed
 */
function requireSame(said, listed) {
  const sizes = new Map(listed.map(({ fileId, size }) => [fileId, size]));
  if (said.length !== listed.length || said.some(({ id, size }) => sizes.get(id) !== size)) {
    throw new DamagedError("The header of an entry names other files than its row.");
  }
}
