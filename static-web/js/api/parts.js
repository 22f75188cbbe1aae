import { call } from "./call.js";

/** @typedef {import("./contract.d.ts").PartTab} PartTab */

/**
 * Opens a part of a dossier: its key, its facts and numbers, and the first page of a tab.
 * @param {string} participantId
 * @param {PartTab | null} tab
 * @param {string | null} as for staff: whose view it shall be
 */
export const openPart = (participantId, tab, as = null) =>
  call("POST participants/{participantId}/part/open", { at: { participantId }, body: { tab, as } });

/**
 * A page of a tab, newest first.
 * @param {string} participantId
 * @param {PartTab} tab
 * @param {string | null} as
 * @param {string | null} cursor
 */
export const listPartEntries = (participantId, tab, as = null, cursor = null) =>
  call("GET participants/{participantId}/part/entries", {
    at: { participantId },
    query: { tab, ...(as === null ? {} : { as }) },
    cursor,
  });

/** From now on it is read. @param {string} participantId @param {string} entryId @param {string | null} as */
export const openPartEntry = (participantId, entryId, as = null) =>
  call("POST participants/{participantId}/part/entries/{entryId}/open", {
    at: { participantId, entryId },
    body: { as },
  });

/** @param {string} participantId @param {import("./contract.d.ts").WriteMessageRequest} message */
export const writeMessage = (participantId, message) =>
  call("POST participants/{participantId}/part/messages", { at: { participantId }, body: message });
