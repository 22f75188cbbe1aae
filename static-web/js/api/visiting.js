import { call } from "./call.js";

/** @typedef {import("./participants.js").Link} Link */

/** Who has a link that was replaced has the newer one mailed again. @param {Link} link */
export const sendLinkAgain = ({ participantId, secret }) =>
  call("POST participants/{participantId}/link-again", { at: { participantId }, body: { secret } });

/** Lets in a browser that is remembered, without a code. @param {Link} link */
export const resume = ({ participantId, secret }) =>
  call("POST participants/{participantId}/resume", { at: { participantId }, body: { secret } });

/** What else waits for who unlocked this. @param {string} participantId */
export const listWaiting = (participantId) =>
  call("GET participants/{participantId}/waiting", { at: { participantId } });

/** Opens something else that waits. @param {string} participantId @param {string} otherId */
export const openWaiting = (participantId, otherId) =>
  call("POST participants/{participantId}/waiting/{otherId}/open", { at: { participantId, otherId } });

/** @typedef {{ participantId: string, deviceId: string, secret: string }} DeviceLink */

/** @param {DeviceLink} link */
export const lookAtDevice = ({ participantId, deviceId, secret }) => call(
  "POST participants/{participantId}/devices/{deviceId}/look",
  { at: { participantId, deviceId }, body: { secret } },
);

/** @param {DeviceLink} link */
export const forgetDevice = ({ participantId, deviceId, secret }) => call(
  "POST participants/{participantId}/devices/{deviceId}/forget",
  { at: { participantId, deviceId }, body: { secret } },
);

/**
 * What was written to the address of who is logged in.
 * @param {string | null} cursor what the page before gave as next
 */
export const listOwnMessages = (cursor) => call("GET account/messages", { cursor });

/** The secret of the link to one of them. @param {string} participantId */
export const showOwnLink = (participantId) =>
  call("POST account/messages/{participantId}/link", { at: { participantId } });
