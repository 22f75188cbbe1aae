import { DamagedError } from "../crypto/errors.js";
import { fromBase64 } from "../crypto/base64.js";
import { openNote } from "../crypto/notes.js";

/**
 * @typedef {import("../api/contract.d.ts").DraftItem} DraftItem
 * @typedef {Omit<DraftItem, "note"> & { written: import("../crypto/note-shapes.js").Notes["draft"] | null,
 *   isChanged?: boolean }} OpenedDraft written: null when it cannot be read; isChanged: here, and not saved yet
 */

/**
 * Opens a draft of a mailbox.
 * @param {Pick<import("./mailbox.js").Mailbox, "mailboxId" | "sealKey">} mailbox
 * @param {DraftItem} row
 * @returns {Promise<OpenedDraft>}
 */
export async function openDraft({ mailboxId: space, sealKey }, { note, ...row }) {
  const identity = { kind: /** @type {const} */ ("draft"), space, id: row.draftId, author: row.participantId };
  try {
    return { ...row, written: await openNote(sealKey, note, identity) };
  } catch (error) {
    if (!(error instanceof DamagedError)) {
      throw error;
    }

    return { ...row, written: null };
  }
}

/**
 * The key of the conversation that a draft is for, where that has no message yet and nobody else has it; else null.
 * @param {Pick<OpenedDraft, "written">} draft
 */
export function keyIn({ written }) {
  const sealKey = written?.sealKey ?? null;
  return sealKey === null ? null : fromBase64(sealKey);
}

/**
 * What stands above the text of a draft; null: nothing, or nothing that can be read.
 * @param {{ above: string }} draft
 * @returns {unknown}
 */
export function aboveIn({ above }) {
  try {
    return JSON.parse(above);
  } catch {
    return null;
  }
}

/**
 * The drafts as they were read, but for those that were taken back here and are not saved yet: they stay as they are
 * here, under the ids that they are sent under next.
 * @param {OpenedDraft[]} here
 * @param {OpenedDraft[]} opened
 */
export function joinDrafts(here, opened) {
  const changed = here.filter(({ isChanged = false }) => isChanged);
  // A list that was on its way while one was saved is older than that.
  const isLater = (/** @type {OpenedDraft} */ one, /** @type {OpenedDraft} */ other) =>
    one.draftId === other.draftId && one.revision > other.revision;
  const newest = opened.map((one) => here.find((other) => isLater(other, one)) ?? one);
  const saved = newest.filter(({ draftId, revision }) =>
    !changed.some((one) => one.draftId === draftId && one.revision === revision));
  return [...changed.filter(({ draftId }) => !saved.some((one) => one.draftId === draftId)), ...saved];
}
