import { DamagedError } from "../crypto/errors.js";
import { openNote, sealNote } from "../crypto/notes.js";

/**
 * @typedef {import("../crypto/note-shapes.js").Notes["exposure"]["files"]} NamedFiles
 * @typedef {Pick<import("./mailbox.js").Mailbox, "mailboxId" | "sealKey">} Keyed a mailbox that is open
 */

/** A name says enough by its beginning; sixty of them must fit in one note. */
const longest = 120;

/** @param {Keyed} mailbox @param {string} messageId @param {string} author */
const identityOf = ({ mailboxId }, messageId, author) =>
  ({ kind: /** @type {const} */ ("exposure"), space: mailboxId, id: messageId, author });

/**
 * What the files of a message are called, for the people of its mailbox alone, who can say afterwards who had what.
 * @param {Keyed} mailbox
 * @param {import("./conversation.js").OpenedMessage} message
 */
export async function sealFileNames(mailbox, { messageId, author, files }) {
  const named = files.map(({ id, name, size }) => ({ id, name: name.slice(0, longest), size }));
  return files.length === 0 ? null
    : sealNote(mailbox.sealKey, { ...identityOf(mailbox, messageId, author), files: named });
}

/**
 * The same, of a message that was revoked.
 * @param {Keyed} mailbox
 * @param {Pick<import("./conversation.js").OpenedMessage, "messageId" | "author" | "fileNames">} message
 * @returns {Promise<NamedFiles>} none where there were none, or what stands there cannot be read
 */
export async function openFileNames(mailbox, { messageId, author, fileNames }) {
  try {
    return fileNames === null ? []
      : (await openNote(mailbox.sealKey, fileNames, identityOf(mailbox, messageId, author))).files;
  } catch (error) {
    if (!(error instanceof DamagedError)) {
      throw error;
    }

    return [];
  }
}
