import { call } from "./call.js";

/** @param {string} participantId @param {string} fileId */
const addressOf = (participantId, fileId) => `participants/${participantId}/files/${fileId}`;

/**
 * @param {string} participantId
 * @param {string} fileId
 * @param {number} size plain bytes
 * @param {boolean} resume whether to tell what is stored of it
 * @returns {Promise<import("./contract.d.ts").UploadTicket>}
 */
export const requestUpload = (participantId, fileId, size, resume) =>
  call(`participants/${participantId}/files`, { body: { fileId, size, resume } });

/**
 * Ends an upload: the service takes it over, which can take a while when it is large.
 * @param {string} participantId
 * @param {string} fileId
 */
export async function finishUpload(participantId, fileId) {
  for (;;) {
    /** @type {{ retryInSeconds: number } | null} */
    const underWay = await call(`${addressOf(participantId, fileId)}/finish`);
    if (underWay === null) {
      return;
    }

    await new Promise((resolve) => setTimeout(resolve, underWay.retryInSeconds * 1000));
  }
}

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
