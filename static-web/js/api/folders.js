import { call } from "./call.js";

/** So many files, or entries, one call is about at most. */
export const mostAtOnce = 100;

/** @param {string} mailboxId @param {string | null} cursor @param {boolean} isUnattended */
export const listFolders = (mailboxId, cursor = null, isUnattended = false) =>
  call("GET mailboxes/{mailboxId}/folders", { at: { mailboxId }, cursor, isUnattended });

/** @param {string} mailboxId @param {import("./contract.d.ts").MakeFolderRequest} folder */
export const makeFolder = (mailboxId, folder) =>
  call("POST mailboxes/{mailboxId}/folders", { at: { mailboxId }, body: folder });

/** Ends a whole folder, for everybody. @param {string} participantId */
export const endFolder = (participantId) =>
  call("DELETE participants/{participantId}/folder", { at: { participantId } });

/** Takes the end of a folder back. @param {string} participantId */
export const restoreFolder = (participantId) =>
  call("POST participants/{participantId}/folder/restore", { at: { participantId } });

/** The key of the folders that are shared with who asks. */
export const openShelf = () => call("POST shelf/open");

/** @param {string | null} cursor @param {boolean} isUnattended */
export const listShelf = (cursor = null, isUnattended = false) => call("GET shelf", { cursor, isUnattended });

/** @param {string} participantId */
export const openFolder = (participantId) =>
  call("POST participants/{participantId}/folder/open", { at: { participantId } });

/**
 * One part of the entries of a folder; all of them can be asked at once.
 * @param {string} participantId
 * @param {number} part from 0
 * @param {number} of how many
 * @param {boolean} isUnattended
 */
export const listEntries = (participantId, part, of, isUnattended = false) =>
  call("GET participants/{participantId}/folder/entries", { at: { participantId }, query: { part, of }, isUnattended });

/** @param {string} participantId @param {import("./contract.d.ts").PostEntriesItem[]} entries */
export const postEntries = (participantId, entries) =>
  call("POST participants/{participantId}/folder/entries", { at: { participantId }, body: { entries } });

/** @param {string} participantId @param {string} entryId @param {import("./contract.d.ts").RenameEntryRequest} body */
export const renameEntry = (participantId, entryId, body) =>
  call("POST participants/{participantId}/folder/entries/{entryId}/name", { at: { participantId, entryId }, body });

/** @param {string} participantId @param {string} entryId */
export const withdrawEntry = (participantId, entryId) =>
  call("POST participants/{participantId}/folder/entries/{entryId}/withdraw", { at: { participantId, entryId } });

/** @param {string} participantId @param {string[]} entries */
export const removeEntries = (participantId, entries) =>
  call("POST participants/{participantId}/folder/remove", { at: { participantId }, body: { entries } });

/** @typedef {import("./contract.d.ts").FolderRight} FolderRight */

/** @param {string} participantId @param {string} email @param {FolderRight} right */
export const shareFolder = (participantId, email, right) =>
  call("POST participants/{participantId}/folder/participants", { at: { participantId }, body: { email, right } });

/** @param {string} participantId @param {string} otherId @param {FolderRight} right */
export const changeRight = (participantId, otherId, right) =>
  call("POST participants/{participantId}/folder/participants/{otherId}/right", {
    at: { participantId, otherId },
    body: { right },
  });

/** @param {string} participantId @param {string} otherId */
export const withdrawRight = (participantId, otherId) =>
  call("DELETE participants/{participantId}/folder/participants/{otherId}", { at: { participantId, otherId } });

/** @param {string} participantId @param {import("./contract.d.ts").Digest} digest */
export const chooseDigest = (participantId, digest) =>
  call("POST participants/{participantId}/folder/digest", { at: { participantId }, body: { digest } });

/** @param {string} participantId @param {string} fileId */
export const listReaders = (participantId, fileId) =>
  call("GET participants/{participantId}/files/{fileId}/readers", { at: { participantId, fileId } });

/** @param {string} participantId @param {import("./contract.d.ts").RequestUploadRequest[]} files */
export const requestUploads = (participantId, files) =>
  call("POST participants/{participantId}/uploads", { at: { participantId }, body: { files } });

/** @param {string} participantId @param {string[]} files */
export const finishUploads = (participantId, files) =>
  call("POST participants/{participantId}/uploads/finish", { at: { participantId }, body: { files } });

/** @param {string} participantId @param {string[]} files */
export const requestDownloads = (participantId, files) =>
  call("POST participants/{participantId}/downloads", { at: { participantId }, body: { files } });
