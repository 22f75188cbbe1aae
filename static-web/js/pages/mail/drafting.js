import { KeptDraft } from "../../spaces/kept-draft.js";
import { keyIn } from "../../spaces/drafts.js";
import { spaceOf } from "../../spaces/participant-id.js";
import { readNote } from "../../crypto/note-shapes.js";
import { KeptNote } from "../shared/kept-note.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../spaces/drafts.js").OpenedDraft} OpenedDraft
 * @typedef {import("../../spaces/kept-draft.js").Unsaved} Unsaved
 * @typedef {import("../../spaces/kept-draft.js").Written} Written
 * @typedef {{ kept: KeptDraft, written: Written | null, isSaved: boolean }} Begun written: what there was before;
 *   isSaved: whether the service has just that
 */

/**
 * The draft of a place: as the service has it, or as this browser kept it, where that was not saved.
 * @param {Mailbox} mailbox
 * @param {string} place where it is written: a conversation, by the mailbox's participant, or a draft of a new one
 * @param {string} participantId the mailbox's in the conversation it is for
 * @param {OpenedDraft | null} saved
 * @returns {Promise<Begun>}
 */
export async function openPlace(mailbox, place, participantId, saved) {
  const note = noteOf(mailbox, place);
  const local = await readUnsaved(note);
  const keeper = {
    keepSoon: (/** @type {() => Unsaved} */ read) => note.keepSoon(() => ({ words: JSON.stringify(read()) })),
    forget: () => note.forget(),
  };
  // What this browser kept of another draft is of no use here.
  const isOfThis = local !== null && local.participantId === participantId
    && (saved === null || local.draftId === saved.draftId);
  const known = isOfThis ? local : saved === null ? {} : { draftId: saved.draftId, revision: saved.revision };
  const kept = new KeptDraft(mailbox, { ...known, participantId }, keeper);
  const isSaved = !isOfThis && saved !== null && saved.revision > 0 && saved.isChanged !== true;
  return { kept, written: isOfThis ? local.written : (saved?.written ?? null), isSaved };
}

/**
 * The draft of an answer. What this browser began and the service does not have yet stands at its conversation; each
 * other draft has a place of its own, since there can be several.
 * @param {Mailbox} mailbox
 * @param {string} participantId
 * @param {OpenedDraft | null} draft the one that is gone on with
 * @param {boolean} isNamed whether the address names that one
 */
export async function openAnswer(mailbox, participantId, draft, isNamed) {
  const begun = await readUnsaved(noteOf(mailbox, participantId));
  const saved = isNamed || begun === null ? draft : mailbox.drafts.find(begun.draftId);
  const isBegun = saved === null || saved.draftId === begun?.draftId;
  return openPlace(mailbox, isBegun ? participantId : `${participantId}-${saved.draftId}`, participantId, saved);
}

/**
 * What this browser kept of a new conversation that was never saved.
 * @param {Mailbox} mailbox
 * @param {string} place
 * @returns {Promise<{ draftId: string, spaceId: string, sealKey: Uint8Array } | null>}
 */
export async function findUnsavedNew(mailbox, place) {
  const local = await readUnsaved(noteOf(mailbox, place));
  const sealKey = local === null ? null : keyIn(local);
  return local === null || sealKey === null
    ? null : { draftId: local.draftId, spaceId: spaceOf(local.participantId), sealKey };
}

/** Whether this browser kept something of an answer. @param {Mailbox} mailbox @param {string} participantId */
export const hasUnsaved = async (mailbox, participantId) =>
  (await readUnsaved(noteOf(mailbox, participantId))) !== null;

/** @param {Mailbox} mailbox @param {string} place */
function noteOf(mailbox, place) {
  const { mailboxId } = mailbox;
  const identity = { kind: /** @type {const} */ ("typed"), space: mailboxId, id: mailboxId, author: place };
  return new KeptNote(`zegel-draft-${mailboxId}-${place}`, identity, () => mailbox.sealKey);
}

/** @param {KeptNote<"typed">} note @returns {Promise<Unsaved | null>} */
async function readUnsaved(note) {
  const words = (await note.read())?.words;
  if (words === undefined) {
    return null;
  }

  /** @type {Unsaved} */
  const { draftId, revision, participantId, written } = JSON.parse(words);
  return { draftId, revision, participantId, written: readNote("draft", { ...written }) };
}
