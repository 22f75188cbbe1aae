import "../../components/composer.js";
import { askDiscard } from "../../components/ask-writer.js";
import { showInTitle } from "../../components/title-progress.js";
import { Draft } from "../../spaces/draft.js";
import { listen } from "./listen.js";

/**
 * @typedef {import("../../components/composer.js").Composer} Composer
 * @typedef {{ recipients: import("../../api/contract.d.ts").RecipientRequest[],
 *   raise: { participantId: string, phone: string }[] }} Above
 * @typedef {import("../../spaces/draft-files.js").Chosen} Chosen
 * @typedef {object} Parts
 * @property {import("../../spaces/draft.js").WrittenSpace} space
 * @property {string} name of the sender, for the subject line in lists
 * @property {string} [subject]
 * @property {() => Promise<unknown>} [prepare] see Draft
 * @property {() => (Above | null)} [read] what stands above the text; null when it is not complete
 * @property {(error: unknown) => boolean} [refuse] whether a refusal was about that, and is shown there
 * @property {() => unknown} sent
 * @property {() => unknown} discard
 */

/**
 * A composer at work on a draft.
 * @param {Parts} parts
 * @returns {Composer}
 */
export function startWriting({ space, subject = "", prepare, discard, ...parts }) {
  const draft = new Draft(space, prepare);
  const composer = document.createElement("zegel-composer");
  composer.subject = subject;
  const { attached } = draft;
  const over = new AbortController();
  composer.giveUp = () => {
    over.abort();
    draft.giveUp();
  };
  attached.addEventListener("change", () => {
    composer.files = attached.files;
    composer.unfinished = attached.unfinished;
    showInTitle(attached.share);
  });
  addEventListener("online", () => attached.goOn(), { signal: over.signal });
  listen(composer, "add", (files) => {
    // A folder that was read only after the message was given up is not taken.
    if (!draft.isGivenUp) {
      files.forEach((/** @type {Chosen} */ chosen) => void attached.add(chosen));
    }
  });
  listen(composer, "remove", (entry) => attached.remove(entry));
  listen(composer, "forget", (entry) => attached.forget(entry));
  listen(composer, "again", (entry) => attached.again(entry));
  const sent = () => {
    over.abort();
    return parts.sent();
  };
  listen(composer, "send", (written) => void send(composer, draft, written, { ...parts, sent }));
  listen(composer, "discard", async () => {
    if (!composer.isDirty || (await askDiscard())) {
      composer.giveUp();
      discard();
    }
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

  composer.busy(draft.attached.isSending ? "files" : "sealing");
  try {
    await draft.send({ ...written, name, ...extra });
    sent();
  } catch (error) {
    composer.busy(null);
    if (!draft.isGivenUp && !refuse?.(error)) {
      composer.refuse(error);
    }
  }
}

export { answerTo } from "../../text/answering.js";
