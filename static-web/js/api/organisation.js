import { call } from "./call.js";

export const getOrganisation = () => call("GET organisation");

/** Those with which anybody can begin now. */
export const listOpenStarters = () => call("GET starters");

/** @param {string} starterId */
export const getStarter = (starterId) => call("GET starters/{starterId}", { at: { starterId } });

/** @param {string} starterId @param {import("./contract.d.ts").StartConversationRequest} request */
export const startConversation = (starterId, request) =>
  call("POST starters/{starterId}/conversations", { at: { starterId }, body: request });
