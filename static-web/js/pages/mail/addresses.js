import { keyIn } from "../../spaces/drafts.js";

/**
 * The addresses of the mailbox's panes, behind the #: `new`; `draft-<id>`, a draft of a new conversation;
 * `<participant>`, a conversation; `<participant>-draft-<id>`, one of several drafts in it; `<participant>-<place>`, in
 * a dossier; `seen-<participant>-<message>`, who had what of a message.
 */

/** The address of a new conversation. */
export const compose = "new";

const ofDraft = /^(?:([0-9a-f]{34})-)?draft-([0-9a-f]{32})$/;

/**
 * The draft that an address names; participantId: of the conversation it answers in, null of a new one.
 * @param {string} address
 * @returns {{ participantId: string | null, draftId: string } | null}
 */
export function draftIn(address) {
  const [, participantId = null, draftId] = ofDraft.exec(address) ?? [];
  return draftId === undefined ? null : { participantId, draftId };
}

/**
 * The address under which one draft alone is written.
 * @param {Pick<import("../../spaces/drafts.js").OpenedDraft, "draftId" | "participantId" | "written">} draft
 */
export const ownAddress = (draft) =>
  keyIn(draft) === null ? `${draft.participantId}-draft-${draft.draftId}` : `draft-${draft.draftId}`;

/** The mailbox in a part of a dossier, and where in it. */
export const inPart = /^([0-9a-f]{34})(?:-([0-9a-z]{1,32}))?$/;

const ofSeen = /^seen-([0-9a-f]{34})-([0-9a-f]{32})$/;

/**
 * The message of which an address shows who had what; participantId: of the mailbox in its conversation.
 * @param {string} address
 * @returns {{ participantId: string, messageId: string } | null}
 */
export function seenIn(address) {
  const [, participantId, messageId] = ofSeen.exec(address) ?? [];
  return participantId === undefined || messageId === undefined ? null : { participantId, messageId };
}

/** @param {string} participantId @param {string} messageId */
export const seenAddress = (participantId, messageId) => `seen-${participantId}-${messageId}`;

/** Of which row an address is: of a conversation or dossier there is more than one. @param {string | null} address */
export const rowOf = (address) =>
  address === null ? null : (seenIn(address)?.participantId ?? address.split("-")[0] ?? null);
