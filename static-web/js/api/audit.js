import { call } from "./call.js";

/**
 * @typedef {object} AuditEntry all but `seq` and `holds` are null when the entry does not hold
 * @property {number} seq
 * @property {string | null} at
 * @property {string | null} event
 * @property {0 | 4 | 8 | null} outcome
 * @property {string | null} actor
 * @property {string | null} about
 * @property {string | null} method
 * @property {string | null} onBehalfOf
 * @property {boolean} holds
 */

/**
 * @typedef {object} Soundness how the whole trail is
 * @property {number | null} signedUpTo the last entry that is signed
 * @property {string | null} signedAt
 * @property {boolean} holds false when nothing more is signed, because what came later does not follow on it
 */

/**
 * A part of a day, newest first; how the trail is comes with the first part only.
 * @param {string} day "2026-11-21"
 * @param {string} id only what concerns it; empty for all
 * @param {number | null} before the `next` of the part before
 * @returns {Promise<{ entries: AuditEntry[], next: number | null, trail: Soundness | null,
 *   names: Record<string, string> }>} names: of the accounts and mailboxes in it, as they are now
 */
export const listAuditEntries = (day, id, before) =>
  call("audit/entries", { body: { day, before, id: id === "" ? null : id } });

/**
 * The trail of some days, to be kept and checked elsewhere.
 * @param {string} from
 * @param {string} to
 * @returns {Promise<Blob>}
 */
export const exportAudit = (from, to) => call("audit/export", { body: { from, to } });
