import { openChannel } from "../../browser/channel.js";

/**
 * The account that a tab logged in, or null when it signed out.
 * @type {ReturnType<typeof openChannel<string | null>>}
 */
const session = openChannel("zegel-session");

/** @param {string | null} accountId */
export const tellTabs = (accountId) => session.tell(accountId);

/** @param {(accountId: string | null) => unknown} hear @param {AbortSignal} [signal] ends it */
export const hearTabs = (hear, signal) => session.hear(hear, signal);

/**
 * A tab made a request, which keeps the session of all of them alive.
 * @type {ReturnType<typeof openChannel<"used">>}
 */
const use = openChannel("zegel-used");

export const tellUse = () => use.tell("used");

/** @param {() => unknown} hear @param {AbortSignal} signal ends it */
export const hearUse = (hear, signal) => use.hear(hear, signal);

/**
 * The participant whose conversation a tab unlocked, or null when it signed a visitor out, everywhere in this browser.
 * @type {ReturnType<typeof openChannel<string | null>>}
 */
const visit = openChannel("zegel-visit");

/** @param {string | null} participantId */
export const tellVisit = (participantId) => visit.tell(participantId);

/** @param {(participantId: string | null) => unknown} hear @param {AbortSignal} [signal] ends it */
export const hearVisit = (hear, signal) => visit.hear(hear, signal);
