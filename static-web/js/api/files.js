import { call } from "./call.js";

/**
 * @param {string} participantId
 * @param {string} fileId
 * @param {number} size plain bytes
 * @param {boolean} resume whether to tell what is stored of it
 */
export const requestUpload = (participantId, fileId, size, resume) =>
  call("POST participants/{participantId}/files", { at: { participantId }, body: { fileId, size, resume } });

/**
 * Ends an upload: the service takes it over, which can take a while when it is large.
 * @param {string} participantId
 * @param {string} fileId
 */
export async function finishUpload(participantId, fileId) {
  for (;;) {
    const underWay = await call("POST participants/{participantId}/files/{fileId}/finish", {
      at: { participantId, fileId },
    });
    if (underWay === null) {
      return;
    }

    await new Promise((resolve) => setTimeout(resolve, underWay.retryInSeconds * 1000));
  }
}

/** @param {string} participantId @param {string} fileId */
export const takeBackFile = (participantId, fileId) =>
  call("DELETE participants/{participantId}/files/{fileId}", { at: { participantId, fileId } });

/** @param {string} participantId @param {string} fileId */
export const requestDownload = (participantId, fileId) =>
  call("POST participants/{participantId}/files/{fileId}/ticket", { at: { participantId, fileId } });

/** @param {string} participantId @param {string} fileId */
export const reportDamaged = (participantId, fileId) =>
  call("POST participants/{participantId}/files/{fileId}/damaged", { at: { participantId, fileId } });
