import { call } from "./call.js";

/**
 * Of whom guests are listed; the last two are the service desk's.
 * @typedef {"own" | "asked" | "hand-over" | "all"} Which
 */

/** @param {Which} which @param {string | null} cursor */
export const listGuests = (which, cursor) => call("GET guests", { query: { which }, cursor });

/** @param {import("./contract.d.ts").InviteGuestRequest} guest the same id again changes nothing */
export const inviteGuest = (guest) => call("POST guests", { body: guest });

/** The second person's yes. @param {string} guestId */
export const approveGuest = (guestId) => call("POST guests/{guestId}/approve", { at: { guestId } });

/** @param {string} guestId */
export const refuseGuest = (guestId) => call("POST guests/{guestId}/refuse", { at: { guestId } });

/** @param {string} guestId */
export const inviteGuestAgain = (guestId) => call("POST guests/{guestId}/invitation", { at: { guestId } });

/** @param {string} guestId @param {string} email */
export const correctGuestAddress = (guestId, email) =>
  call("POST guests/{guestId}/correct-address", { at: { guestId }, body: { email } });

/**
 * @param {string[]} guestIds 1 to 100
 * @param {string | null} endsOn a day; null: as many days more as the organisation gives
 */
export const extendGuests = (guestIds, endsOn) => call("POST guests/extend", { body: { guestIds, endsOn } });

/** @param {string[]} guestIds 1 to 100 @param {string} email of a colleague */
export const handOverGuests = (guestIds, email) => call("POST guests/hand-over", { body: { guestIds, email } });

/** @param {string} guestId */
export const removeGuest = (guestId) => call("POST guests/{guestId}/remove", { at: { guestId } });

/** @param {string} guestId @param {string | null} endsOn a day; null: as the organisation gives */
export const restoreGuest = (guestId, endsOn) =>
  call("POST guests/{guestId}/restore", { at: { guestId }, body: { endsOn } });

export const getGuestPolicy = () => call("GET guests/policy");

/** @param {import("./contract.d.ts").SetGuestPolicyRequest} policy */
export const saveGuestPolicy = (policy) => call("POST guests/policy", { body: policy });

export const listGuestDocuments = () => call("GET guests/documents");

/** @param {import("./contract.d.ts").PublishGuestDocumentRequest} document */
export const publishGuestDocument = (document) => call("POST guests/documents", { body: document });
