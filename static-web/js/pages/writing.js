import { reportDamaged, requestDownload } from "../api/files.js";
import "../components/composer.js";
import { Draft } from "../conversations/draft.js";
import { Download } from "../download/download.js";
import { listen } from "./listen.js";

/**
 * @typedef {import("../components/composer.js").Composer} Composer
 * @typedef {import("../conversations/conversation.js").Conversation} Conversation
 * @typedef {{ recipients: import("../api/contract.d.ts").Recipient[],
 *   raise: { participantId: string, phone: string }[] }} Above
 * @typedef {object} Parts
 * @property {Conversation} conversation
 * @property {string} name of the sender, for the subject line in lists
 * @property {string} [subject]
 * @property {() => Promise<unknown>} [prepare] see Draft
 * @property {() => (Above | null)} [read] what stands above the text; null when it is not complete
 * @property {(error: unknown) => boolean} [refuse] whether a refusal was about that, and is shown there
 * @property {(message: import("../api/contract.d.ts").OpenedMessage) => unknown} sent
 * @property {() => unknown} discard
 */

/**
 * A composer at work on a draft.
 * @param {Parts} parts
 * @returns {Composer}
 */
export function startWriting({ conversation, subject = "", prepare, discard, ...parts }) {
  const draft = new Draft(conversation, prepare);
  const composer = /** @type {Composer} */ (document.createElement("zegel-composer"));
  composer.subject = subject;
  const drop = () => draft.files.forEach((entry) => draft.remove(entry));
  draft.addEventListener("change", () => (composer.files = draft.files));
  listen(composer, "add", (files) => files.forEach((/** @type {File} */ file) => draft.add(file)));
  listen(composer, "remove", (entry) => draft.remove(entry));
  listen(composer, "again", (entry) => draft.again(entry));
  listen(composer, "send", (written) => void send(composer, draft, written, parts));
  listen(composer, "discard", () => {
    drop();
    discard();
  });
  return composer;
}

/**
 * @param {Composer} composer
 * @param {Draft} draft
 * @param {{ subject: string, text: string }} written
 * @param {Pick<Parts, "name" | "read" | "refuse" | "sent">} parts
 */
async function send(composer, draft, written, { name, read, refuse, sent }) {
  const extra = read === undefined ? { recipients: [], raise: [] } : read();
  if (extra === null) {
    return;
  }

  composer.busy(draft.isSending ? "files" : "sealing");
  try {
    sent(await draft.send({ ...written, name, ...extra }));
  } catch (error) {
    composer.busy(null);
    if (!refuse?.(error)) {
      composer.refuse(error);
    }
  }
}

/** How the files of a conversation are downloaded. @param {Conversation} conversation */
export function downloadsOf(conversation) {
  return (/** @type {import("../api/contract.d.ts").FileReference} */ reference) => {
    if (conversation.sealKey === null) {
      throw new Error("A conversation with files has a seal key.");
    }

    return new Download({
      reference,
      space: conversation.conversationId,
      sealKey: conversation.sealKey,
      requestTicket: () => requestDownload(conversation.participantId, reference.id),
      reportDamaged: () => reportDamaged(conversation.participantId, reference.id),
    });
  };
}

/** The subject of an answer. @param {string} subject */
export const answerTo = (subject) =>
  subject === "" || /^re:/i.test(subject) ? subject : `RE: ${subject}`.slice(0, 200);
