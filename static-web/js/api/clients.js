import { call } from "./call.js";

/**
 * Makes clients of a mailbox; who is one already is found.
 * @param {string} mailboxId
 * @param {import("./contract.d.ts").MakeClientsNewClient[]} clients 1 to 25
 */
export const makeClients = (mailboxId, clients) =>
  call("POST mailboxes/{mailboxId}/clients", { at: { mailboxId }, body: { clients } });

/** @param {string} mailboxId @param {string} words @param {string | null} cursor */
export const findClients = (mailboxId, words, cursor = null) =>
  call("POST mailboxes/{mailboxId}/client-search", { at: { mailboxId }, body: { words, cursor } });

/** A client with, of a company, its extra accounts. @param {string} mailboxId @param {string} clientId */
export const showClient = (mailboxId, clientId) =>
  call("GET mailboxes/{mailboxId}/clients/{clientId}", { at: { mailboxId, clientId } });

/** Of somebody who did not log in yet. @param {string} mailboxId @param {string} clientId @param {string} email */
export const correctClientAddress = (mailboxId, clientId, email) =>
  call("POST mailboxes/{mailboxId}/clients/{clientId}/address", { at: { mailboxId, clientId }, body: { email } });

/** @param {string} mailboxId @param {string} clientId */
export const inviteClientAgain = (mailboxId, clientId) =>
  call("POST mailboxes/{mailboxId}/clients/{clientId}/invitation", { at: { mailboxId, clientId } });
