/**
 * What the tabs of this browser tell each other about its session: the account that logged in, or null when it signed
 * out. A tab does not hear itself.
 */
const channel = new BroadcastChannel("zegel-session");

/** @param {string | null} accountId */
export const tellTabs = (accountId) => channel.postMessage(accountId);

/** @param {(accountId: string | null) => unknown} hear */
export const hearTabs = (hear) => channel.addEventListener("message", ({ data }) => hear(data));
