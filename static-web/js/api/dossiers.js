import { call } from "./call.js";

/**
 * What the office asks of dossiers; `participantId` is the mailbox in the dossier.
 * @typedef {import("./contract.d.ts").SetDossierFactsRequest} Facts
 */

export const getDossierSettings = () => call("GET dossier-settings");

/** @param {string} mailboxId @param {string | null} cursor @param {boolean} isUnattended */
export const listDossiers = (mailboxId, cursor = null, isUnattended = false) =>
  call("GET mailboxes/{mailboxId}/dossiers", { at: { mailboxId }, cursor, isUnattended });

/**
 * The same again makes no second.
 * @param {string} mailboxId
 * @param {import("./contract.d.ts").MakeDossierRequest} dossier
 */
export const makeDossier = (mailboxId, dossier) =>
  call("POST mailboxes/{mailboxId}/dossiers", { at: { mailboxId }, body: dossier });

/** Who can handle a dossier of a mailbox. @param {string} mailboxId */
export const listHandlers = (mailboxId) => call("GET mailboxes/{mailboxId}/handlers", { at: { mailboxId } });

/** @param {string} participantId */
export const openDossier = (participantId) =>
  call("POST participants/{participantId}/dossier/open", { at: { participantId } });

/** @param {string} participantId @param {import("./contract.d.ts").ChangeDossierHeaderRequest} header */
export const changeDossierHeader = (participantId, header) =>
  call("POST participants/{participantId}/dossier/header", { at: { participantId }, body: header });

/** @param {string} participantId of the mailbox in the part @param {import("./contract.d.ts").SealedNote} note */
export const changePartHeader = (participantId, note) =>
  call("POST participants/{participantId}/part/header", { at: { participantId }, body: { note } });

/** @param {string} participantId @param {Partial<Facts>} facts those that change */
export const setDossierFacts = (participantId, facts) =>
  call("POST participants/{participantId}/dossier/facts", {
    at: { participantId },
    body: { status: null, handlerId: null, standInId: null, done: [], open: [], isClosed: null, ...facts },
  });

/** @param {string} participantId @param {import("./contract.d.ts").AddPartRequest} part the same again: one part */
export const addPart = (participantId, part) =>
  call("POST participants/{participantId}/dossier/parts", { at: { participantId }, body: part });

/** @param {string} participantId @param {string} partId */
export const revokePart = (participantId, partId) =>
  call("DELETE participants/{participantId}/dossier/parts/{partId}", { at: { participantId, partId } });

/** @param {string} participantId @param {string} partId */
export const restorePart = (participantId, partId) =>
  call("POST participants/{participantId}/dossier/parts/{partId}/restore", { at: { participantId, partId } });

/**
 * @param {string} participantId the mailbox in the part
 * @param {import("./contract.d.ts").PublishEntryRequest} entry
 */
export const publishEntry = (participantId, entry) =>
  call("POST participants/{participantId}/part/published", { at: { participantId }, body: entry });
