import { call } from "./call.js";

/** All dossiers of a client, last activity first. @param {boolean} isUnattended the page asks by itself */
export async function listOwnDossiers(isUnattended = false) {
  /** @type {import("./contract.d.ts").ListOwnDossiersItem[]} */
  const all = [];
  /** @type {string | null} */
  let cursor = null;
  do {
    /** @type {import("./contract.d.ts").ListOwnDossiersResponse} */
    const page = await call("GET portal/dossiers", { cursor, isUnattended });
    all.push(...page.dossiers);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}
