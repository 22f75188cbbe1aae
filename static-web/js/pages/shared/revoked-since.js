import { lookForRevoked } from "../../api/participants.js";
import { closePreviews } from "../../components/preview-dialog.js";

/** What was revoked of a conversation while a page shows it. */
export class RevokedSince {
  /** When something that is shown was last revoked. @type {string | null} */
  #at = null;
  #conversation;
  #files;

  /**
   * @param {import("../../spaces/conversation.js").Conversation} conversation
   * @param {import("../../components/attachment.js").Files} files
   */
  constructor(conversation, files) {
    this.#conversation = conversation;
    this.#files = files;
    this.#note();
  }

  #note() {
    const { entries, participants } = this.#conversation;
    this.#at = [...entries, ...participants].map(({ revokedAt }) => revokedAt)
      .filter((at) => at !== null).sort().at(-1) ?? null;
  }

  /**
   * Reads all again when something was revoked since; as long as that does not succeed, it is there.
   * @param {(read: () => Promise<unknown>) => Promise<boolean>} show shows what was read, and says whether it was
   * @throws {import("../../api/call.js").ProblemError} when nothing of it may be shown here any more
   */
  async look(show) {
    const { revokedAt } = await lookForRevoked(this.#conversation.participantId);
    if (revokedAt !== this.#at && (await show(() => this.readAll()))) {
      this.#at = revokedAt;
    }
  }

  /** Reads all again; of what was revoked, nothing is saved or looked at any more. */
  async readAll() {
    const before = this.#conversation.entries.filter(({ files }) => files.length > 0);
    await this.#conversation.loadAll();
    // What was revoked from this page is no news to it: what it said of that stays.
    this.#note();
    const revoked = new Set(this.#conversation.entries.filter((one) => one.revokedAt !== null)
      .map(({ messageId }) => messageId));
    const files = before.filter(({ messageId }) => revoked.has(messageId)).flatMap((message) => message.files);
    this.#files.stop?.(files);
    closePreviews(files);
  }
}
