import { deleteDraft, listDrafts } from "../api/drafts.js";
import { randomId, toBase64 } from "../crypto/base64.js";
import { joinDrafts, openDraft } from "./drafts.js";

/** @typedef {import("./drafts.js").OpenedDraft} OpenedDraft */

/** What the people of a mailbox are writing, and what they sent and can take back. */
export class MailboxDrafts {
  #mailbox;
  /** Drafts that were sent or thrown away here. @type {Set<string>} */
  #ended = new Set();
  /** @type {OpenedDraft[]} */
  all = [];

  /** @param {Pick<import("./mailbox.js").Mailbox, "mailboxId" | "sealKey">} mailbox once it is open */
  constructor(mailbox) {
    this.#mailbox = mailbox;
  }

  /** Reads them again. @param {boolean} isUnattended */
  async refresh(isUnattended = false) {
    const before = [...this.#ended];
    const { drafts } = await listDrafts(this.#mailbox.mailboxId, isUnattended);
    const rowOf = (/** @type {string} */ id) => drafts.find(({ draftId }) => draftId === id);
    // Once the service says that it waits or is gone, it can only come back because it was taken back.
    before.filter((id) => rowOf(id)?.goesAt !== null).forEach((id) => this.#ended.delete(id));
    const rows = drafts.filter(({ draftId, goesAt }) => goesAt !== null || !this.#ended.has(draftId));
    this.all = joinDrafts(this.all, await Promise.all(rows.map((row) => this.open(row))));
  }

  /** @param {import("../api/contract.d.ts").DraftItem} row */
  open(row) {
    return openDraft(this.#mailbox, row);
  }

  /**
   * One that was saved from here; whose it is stays as it was.
   * @param {Omit<OpenedDraft, "isOwn"> & Partial<OpenedDraft>} draft
   */
  keep(draft) {
    const isOwn = draft.isOwn ?? this.find(draft.draftId)?.isOwn ?? true;
    this.all = [{ ...draft, isOwn }, ...this.all.filter(({ draftId }) => draftId !== draft.draftId)];
  }

  /** One was sent or thrown away: it is not shown any more, also while the service still has it. @param {string} id */
  end(id) {
    this.#ended.add(id);
    this.all = this.all.filter(({ draftId }) => draftId !== id);
  }

  /** One could not be thrown away: the next refresh shows it. @param {string} id */
  restore(id) {
    this.#ended.delete(id);
  }

  /** One of them, or null. @param {string} id */
  find(id) {
    return this.all.find(({ draftId }) => draftId === id) ?? null;
  }

  /** One's own that are written in a conversation. @param {string} participantId the mailbox's in it */
  in(participantId) {
    return this.all.filter((one) => one.participantId === participantId && one.goesAt === null && one.isOwn);
  }

  /** One is thrown away that is not written on here. @param {string} id */
  async throwAway(id) {
    const revision = this.find(id)?.revision ?? 0;
    this.end(id);
    try {
      await deleteDraft(this.#mailbox.mailboxId, id, revision);
    } catch (error) {
      this.restore(id);
      throw error;
    }
  }

  /**
   * A message was taken back: it is written on, under another id. What was sent without a draft becomes one.
   * @param {import("./space-files.js").Space} space
   * @param {Pick<import("./conversation.js").Waiting,
   *   "draftId" | "at" | "subject" | "text" | "body" | "files">} message
   * @returns {OpenedDraft}
   */
  takeBack({ participantId, started, sealKey }, { draftId, at, subject, text, body, files }) {
    const saved = draftId === null ? null : this.find(draftId);
    const key = started || sealKey === null ? null : toBase64(sealKey);
    const empty = { above: "null", coming: [], messageId: "", sealKey: key };
    const written = saved?.written ?? { subject, text, body, files, ...empty };
    const row = saved ?? { draftId: randomId(), revision: 0, at, by: "", participantId, isOwn: true };
    const under = { written: { ...written, messageId: randomId() }, messageId: null, goesAt: null };
    const again = { ...row, ...under, isChanged: true };
    this.#ended.delete(again.draftId);
    this.keep(again);
    return again;
  }
}
