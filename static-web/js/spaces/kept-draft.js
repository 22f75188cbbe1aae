import { OfflineError, ProblemError } from "../api/call.js";
import { deleteDraft, saveDraft } from "../api/drafts.js";
import { randomId } from "../crypto/base64.js";
import { wordsToSeal } from "../crypto/note-shapes.js";
import { sealNote } from "../crypto/notes.js";

/**
 * @typedef {import("../crypto/note-shapes.js").Notes["draft"]} Written what is written, with all that belongs to it
 * @typedef {import("./drafts.js").OpenedDraft} OpenedDraft
 * @typedef {{ draftId: string, revision: number, participantId: string, written: Written }} Unsaved
 * @typedef {object} Keeper what this browser keeps until the service has it
 * @property {(read: () => Unsaved) => unknown} keepSoon
 * @property {() => unknown} forget
 * @typedef {object} Acts
 * @property {(theirs: Written) => Promise<unknown>} meet takes over what belongs to the words: files, the message's id
 * @property {(theirs: Written) => Promise<unknown>} show shows those words in the place of what is here
 * @typedef {"none" | "typing" | "saving" | "saved" | "offline" | "failed" | "asked"} DraftState
 */

/** So long after the last key what was typed goes to the service. */
const pause = 2_000;

/** So long after a failed try the next one. */
const patience = 10_000;

/** Somebody wrote the same draft elsewhere, and nobody chose yet. */
export class DraftAskedError extends Error {
  code = "draft-asked";
}

/**
 * A message that is being written, as the service keeps it for everybody of the mailbox. Each save names what it was
 * written on; of two devices the later is shown both, and its person chooses. Says `change` when its state changed.
 */
export class KeptDraft extends EventTarget {
  #mailbox;
  #keeper;
  #participantId;
  /** @type {(() => Written) | null} */
  #read = null;
  /** @type {Acts} */
  #acts = { meet: async () => {}, show: async () => {} };
  /** What the service has. */
  #saved = "";
  /** What was last sent to it, whether it arrived or not. @type {Written | null} */
  #tried = null;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  /** One save after the other. @type {Promise<unknown>} */
  #saving = Promise.resolve();
  #isOver = false;

  /** @type {DraftState} */
  state = "none";
  /** Why the last save failed. @type {unknown} */
  error = null;
  /** What another device saved meanwhile, until somebody chooses. @type {OpenedDraft | null} */
  theirs = null;

  /**
   * @param {Pick<import("./mailbox.js").Mailbox, "mailboxId" | "sealKey" | "drafts">} mailbox
   * @param {{ participantId: string, draftId?: string, revision?: number }} known of one that was saved before, what
   *   it is
   * @param {Keeper} keeper
   */
  constructor(mailbox, { participantId, draftId = randomId(), revision = 0 }, keeper) {
    super();
    this.#mailbox = mailbox;
    this.#keeper = keeper;
    this.#participantId = participantId;
    this.draftId = draftId;
    this.revision = revision;
  }

  /** Whether the service has all that is written, files included, so that nothing is lost by leaving. */
  get isSaved() {
    const isWhole = this.#read?.().coming.length === 0;
    return isWhole && this.state !== "asked" && this.revision > 0 && !this.#isChanged();
  }

  /** As a message names it; null: the service has nothing of it. */
  get reference() {
    return this.revision === 0 ? null : { draftId: this.draftId, revision: this.revision };
  }

  /**
   * From here on it is kept.
   * @param {() => Written} read what is written by then
   * @param {Acts} acts
   * @param {boolean} isSaved whether the service has just that
   */
  begin(read, acts, isSaved) {
    this.#read = read;
    this.#acts = acts;
    this.#saved = isSaved ? JSON.stringify(read()) : "";
  }

  /** Something may have been written. */
  write() {
    if (this.#read === null || this.#isOver || this.state === "asked" || !this.#isChanged()) {
      return;
    }

    this.#keeper.keepSoon(() => this.#unsaved());
    this.#become("typing");
    this.#saveIn(pause);
  }

  /** Saves what is not saved yet, now. */
  save() {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#saveNow());
    return this.#saving;
  }

  /**
   * As it is to be sent.
   * @returns {Promise<{ draftId: string, revision: number } | null>} null: the service keeps no such draft
   * @throws {DraftAskedError}
   */
  async toSend() {
    this.#timer !== null && clearTimeout(this.#timer);
    // Also what did not change here: another device may have saved other words meanwhile, which go with this draft.
    this.#saving = this.#saving.then(() => this.#saveNow(this.revision > 0));
    await this.#saving;
    if (this.theirs !== null) {
      throw new DraftAskedError();
    }

    return this.#isChanged() ? null : this.reference;
  }

  /** The connection is back. */
  goOn() {
    return this.state === "offline" ? this.save() : Promise.resolve();
  }

  /** One of two is chosen. @param {boolean} isMine */
  async choose(isMine) {
    const written = this.theirs?.written ?? null;
    if (written !== null) {
      await (isMine ? this.#acts.meet(written) : this.#acts.show(written));
      this.#saved = JSON.stringify(written);
    }

    this.revision = this.theirs?.revision ?? 0;
    this.theirs = null;
    this.#become(this.#isChanged() ? "typing" : "saved");
    await this.save();
  }

  /** It was sent, or is written elsewhere from now on: nothing more is saved of it. */
  end() {
    this.#isOver = true;
    this.#timer !== null && clearTimeout(this.#timer);
    this.#keeper.forget();
    this.#mailbox.drafts.end(this.draftId);
  }

  /** It is thrown away, everywhere. */
  async discard() {
    this.end();
    await this.#saving;
    if (this.revision > 0) {
      try {
        await deleteDraft(this.#mailbox.mailboxId, this.draftId, this.revision);
      } catch (error) {
        this.#mailbox.drafts.restore(this.draftId);
        throw error;
      }
    }
  }

  #isChanged() {
    return JSON.stringify(this.#read?.()) !== this.#saved;
  }

  /** @returns {Unsaved} */
  #unsaved() {
    const { draftId, revision } = this;
    return { draftId, revision, participantId: this.#participantId, written: this.#written() };
  }

  #written() {
    if (this.#read === null) {
      throw new Error("A draft is begun before it is kept.");
    }

    return this.#read();
  }

  /** @param {boolean} isForced also when nothing changed here */
  async #saveNow(isForced = false) {
    const isIdle = this.#isOver || this.state === "asked" || this.#read === null;
    if (isIdle || !(isForced || this.#isChanged())) {
      return;
    }

    this.#become("saving");
    try {
      await this.#put(this.#written());
    } catch (error) {
      await this.#fail(error);
    }
  }

  /** @param {Written} written */
  async #put(written) {
    const { mailboxId, sealKey } = this.#mailbox;
    const identity = { kind: "draft", space: mailboxId, id: this.draftId, author: this.#participantId };
    this.#tried = written;
    const { revision, at } = await saveDraft(mailboxId, this.draftId, {
      revision: this.revision,
      participantId: this.#participantId,
      note: await sealNote(sealKey, { ...identity, ...written, ...wordsToSeal(written) }),
      files: [...written.files, ...written.coming].map(({ id }) => id),
    });
    this.revision = revision;
    this.#saved = JSON.stringify(written);
    this.#isOver || this.#mailbox.drafts.keep({
      draftId: this.draftId, revision, at, by: "", participantId: this.#participantId, messageId: null, goesAt: null,
      written,
    });
    if (this.#isChanged()) {
      this.#become("typing");
      this.#saveIn(pause);
    } else {
      this.#keeper.forget();
      this.#become("saved");
    }
  }

  /** @param {unknown} error */
  async #fail(error) {
    if (error instanceof ProblemError && error.code === "draft-changed") {
      await this.#meet(error.problem.draft ?? null).catch((/** @type {unknown} */ next) => this.#stay(next));
    } else {
      this.#stay(error);
    }
  }

  /** It is not saved, and tried again unless it was refused. @param {unknown} error */
  #stay(error) {
    this.error = error;
    this.#become(error instanceof OfflineError ? "offline" : "failed");
    const isRefused = error instanceof ProblemError && error.code !== "draft-changed" && error.problem.status < 500;
    isRefused || this.#saveIn(patience);
  }

  /** @param {import("../api/contract.d.ts").DraftItem | null} row as another device left it; null: it is gone there */
  async #meet(row) {
    const theirs = row === null ? null : await this.#mailbox.drafts.open(row);
    const written = theirs?.written ?? null;
    const [mine, base] = [this.#written(), this.#saved === "" ? null : JSON.parse(this.#saved)];
    // What it has may also be what was sent to it last, with an answer that never came.
    const ours = [mine, base, this.#tried];
    if (written !== null && ours.some((one) => one !== null && isSame(written, one))) {
      await this.#acts.meet(written);
    } else if (written !== null && base !== null && isSame(mine, base)) {
      await this.#acts.show(written);
    } else if (written !== null) {
      this.theirs = theirs;
      this.#become("asked");
      return;
    }

    // It is gone, nobody can read it, or it says no other words: what is written here goes on.
    this.revision = row?.revision ?? 0;
    await this.#put(this.#written());
  }

  /** @param {number} wait */
  #saveIn(wait) {
    this.#timer !== null && clearTimeout(this.#timer);
    this.#timer = this.#isOver ? null : setTimeout(() => void this.save(), wait);
  }

  /** @param {DraftState} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

/** Whether two versions say the same words, to the same people. @param {Written} one @param {Written} other */
const isSame = (one, other) =>
  one.subject === other.subject && one.text === other.text && one.above === other.above
  && JSON.stringify(one.body) === JSON.stringify(other.body);
