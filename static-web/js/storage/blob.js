import { ConnectionLost, StorageRefusal } from "./errors.js";

/** A service version that knows long blocks; Azure and Azurite both take it. */
const version = "2021-12-02";

const encryptionHeader = "x-ms-meta-encryptiondata";

// No upload of one block and no answer takes this long; without a limit a dead connection would hold a slot for ever.
const requestLimit = 15 * 60 * 1000;

/**
 * Put Block: stages one block under its id; the same id again replaces it.
 * @param {string} url with its ticket
 * @param {string} blockId base64, all ids of a blob equally long
 * @param {Uint8Array} body
 * @param {AbortSignal} signal
 */
export async function putBlock(url, blockId, body, signal) {
  await put(`${url}&comp=block&blockid=${encodeURIComponent(blockId)}`, {}, /** @type {BodyInit} */ (body), signal);
}

/**
 * Put Block List: makes the blob from its blocks, in this order, with the metadata that a reader needs.
 * @param {string} url with its ticket
 * @param {readonly string[]} blockIds
 * @param {string} encryptionData
 * @param {AbortSignal} signal
 */
export async function putBlockList(url, blockIds, encryptionData, signal) {
  const items = blockIds.map((id) => `<Latest>${id}</Latest>`).join("");
  const body = `<?xml version="1.0" encoding="utf-8"?><BlockList>${items}</BlockList>`;
  const headers = { "x-ms-blob-content-type": "application/octet-stream", [encryptionHeader]: encryptionData };
  await put(`${url}&comp=blocklist`, headers, body, signal);
}

/**
 * Get Blob from `offset` to the end. Ciphertext is kept out of the browser's cache.
 * @param {string} url with its ticket
 * @param {{ etag: string, offset: number, signal: AbortSignal }} options
 */
export async function getBlob(url, { etag, offset, signal }) {
  /** @type {Record<string, string>} */
  const headers = { "x-ms-version": version, "if-match": etag };
  if (offset > 0) {
    headers["x-ms-range"] = `bytes=${offset}-`;
  }

  const response = await send(url, { headers, cache: "no-store", signal });
  requireStatus(response, offset > 0 ? 206 : 200);
  return response;
}

/**
 * @param {Response} response of `getBlob`
 * @returns {string | null}
 */
export function encryptionDataOf(response) {
  return response.headers.get(encryptionHeader);
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {BodyInit} body
 * @param {AbortSignal} signal
 */
async function put(url, headers, body, signal) {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(requestLimit)]);
  const allHeaders = { "x-ms-version": version, "content-type": "application/octet-stream", ...headers };
  requireStatus(await send(url, { method: "PUT", headers: allHeaders, body, signal: limited }), 201);
}

/**
 * @param {string} url
 * @param {RequestInit} options
 */
async function send(url, options) {
  try {
    return await fetch(url, { ...options, credentials: "omit", referrerPolicy: "no-referrer", redirect: "error" });
  } catch (cause) {
    throw new ConnectionLost({ cause });
  }
}

/**
 * @param {Response} response
 * @param {number} status
 */
function requireStatus(response, status) {
  if (response.status !== status) {
    throw new StorageRefusal(response.status, Number(response.headers.get("retry-after")) || 0);
  }
}
