import { call } from "./call.js";

/** @param {string} participantId @param {string} fileId */
const addressOf = (participantId, fileId) => `participants/${participantId}/files/${fileId}`;

/**
 * @param {string} participantId
 * @param {string} fileId
 * @param {number} size plain bytes
 * @param {boolean} resume whether to tell what is stored of it
 * @returns {Promise<{ uploadUrl: string, expiresAt: string, blocks: number[] | null, finished: boolean }>}
 */
export const requestUpload = (participantId, fileId, size, resume) =>
  call(`participants/${participantId}/files`, { body: { fileId, size, resume } });

/** @param {string} participantId @param {string} fileId */
export const finishUpload = (participantId, fileId) => call(`${addressOf(participantId, fileId)}/finish`);

/** @param {string} participantId @param {string} fileId */
export const takeBackFile = (participantId, fileId) => call(addressOf(participantId, fileId), { method: "DELETE" });

/**
 * @param {string} participantId
 * @param {string} fileId
 * @returns {Promise<{ downloadUrl: string, etag: string, storedLength: number, expiresAt: string }>}
 */
export const requestDownload = (participantId, fileId) => call(`${addressOf(participantId, fileId)}/ticket`);

/** @param {string} participantId @param {string} fileId */
export const reportDamaged = (participantId, fileId) => call(`${addressOf(participantId, fileId)}/damaged`);
