import { call } from "./call.js";

/** @returns {Promise<import("./contract.d.ts").Organisation>} */
export const getOrganisation = () => call("organisation", { method: "GET" });

/**
 * @param {string} starterId
 * @returns {Promise<import("./contract.d.ts").Starter>}
 */
export const getStarter = (starterId) => call(`starters/${encodeURIComponent(starterId)}`, { method: "GET" });

/**
 * @param {string} starterId
 * @param {{ conversationId: string, name: string, email: string, language: string }} request
 */
export const startConversation = (starterId, request) =>
  call(`starters/${encodeURIComponent(starterId)}/conversations`, { body: request });
