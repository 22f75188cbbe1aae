import { call } from "./call.js";

/**
 * @typedef {import("./contract.d.ts").SetOrganisationRequest} SetOrganisation
 * @typedef {import("./contract.d.ts").MakeMailboxRequest} MakeMailbox
 * @typedef {import("./contract.d.ts").MakeStarterRequest} MakeStarter
 * @typedef {import("./contract.d.ts").ChangeStarterRequest} ChangeStarter
 */

/** The organisation, to be changed. */
export const getOrganisationSettings = () => call("GET desk/organisation");

/** @param {SetOrganisation} to */
export const saveOrganisation = (to) => call("POST desk/organisation", { body: to });

export const listMailboxes = () => call("GET desk/mailboxes");

/** @param {string} mailboxId */
export const getDeskMailbox = (mailboxId) => call("GET desk/mailboxes/{mailboxId}", { at: { mailboxId } });

/** @param {MakeMailbox} made */
export const makeMailbox = (made) => call("POST desk/mailboxes", { body: made });

/** @param {string} mailboxId @param {string} name */
export const renameMailbox = (mailboxId, name) =>
  call("POST mailboxes/{mailboxId}/name", { at: { mailboxId }, body: { name } });

export const listStarters = () => call("GET desk/starters");

/** @param {MakeStarter} made */
export const makeStarter = (made) => call("POST desk/starters", { body: made });

/** @param {string} starterId @param {ChangeStarter} to */
export const changeStarter = (starterId, to) => call("POST desk/starters/{starterId}", { at: { starterId }, body: to });
