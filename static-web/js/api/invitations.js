import { call } from "./call.js";

/**
 * @param {string} accountId
 * @param {string} secret
 * @returns {Promise<{ organisation: string, email: string, language: "nl" | "en" }>}
 */
export const lookAtInvitation = (accountId, secret) => call(`invitations/${accountId}/look`, { body: { secret } });

/**
 * @param {string} accountId
 * @param {{ secret: string, name: string, password: string, phone: string, language: string }} request
 * @returns {Promise<import("./contract.d.ts").LogInStep>}
 */
export const acceptInvitation = (accountId, request) => call(`invitations/${accountId}/accept`, { body: request });

/** @param {string} accountId @param {string} secret @param {string} code */
export const confirmInvitation = (accountId, secret, code) =>
  call(`invitations/${accountId}/confirm`, { body: { secret, code } });
