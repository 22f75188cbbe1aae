import { call } from "./call.js";

/** The dossiers of a client. @param {string | null} cursor @param {boolean} isUnattended */
export const listOwnDossiers = (cursor = null, isUnattended = false) =>
  call("GET portal/dossiers", { cursor, isUnattended });
