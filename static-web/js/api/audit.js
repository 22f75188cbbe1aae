import { call } from "./call.js";

/**
 * A part of a day, newest first; how the trail is comes with the first part only.
 * @param {string} day "2026-11-21"
 * @param {string} id only what concerns it; empty for all
 * @param {number | null} before the `next` of the part before
 */
export const listAuditEntries = (day, id, before) =>
  call("POST audit/entries", { body: { day, before, id: id === "" ? null : id } });

/** The trail of some days, to be kept and checked elsewhere. @param {string} from @param {string} to */
export const exportAudit = (from, to) => call("POST audit/export", { body: { from, to } });
