import "../../components/composer.js";
import { askDiscard } from "../../components/ask-writer.js";
import { showInTitle } from "../../components/title-progress.js";
import { Draft } from "../../spaces/draft.js";
import { startKeeping } from "./keeping.js";
import { listen } from "./listen.js";

/**
 * @typedef {import("../../components/composer.js").Composer} Composer
 * @typedef {{ recipients: import("../../api/contract.d.ts").RecipientRequest[],
 *   added?: import("../../api/contract.d.ts").RecipientRequest[],
 *   raise: import("../../api/contract.d.ts").RaiseRequest[], expiresAt: string | null }} Above
 * @typedef {import("../../spaces/draft-files.js").Chosen} Chosen
 * @typedef {object} Parts
 * @property {import("../../spaces/draft.js").WrittenSpace} space
 * @property {string} name of the sender, for the subject line in lists
 * @property {string} [subject]
 * @property {import("../../components/words.js").Words} [words] where the text is written; without: plainly
 * @property {() => Promise<unknown>} [prepare] see Draft
 * @property {() => (Above | null)} [read] what stands above the text; null when it is not complete
 * @property {(error: unknown) => boolean} [refuse] whether a refusal was about that, and is shown there
 * @property {import("./keeping.js").Keeping} [keeping] how it is kept for every device
 * @property {import("./keeping.js").AboveText} [above] what is kept of what stands above the text
 * @property {(caret: number) => unknown} sent caret: where somebody was writing, as `Words` count it
 * @property {import("./pane-options.d.ts").Heed} [heed] which files are taken; without: all
 * @property {() => unknown} discard
 * @property {import("./brake.js").Brake} [brake] stops it when others answered meanwhile
 * @property {(end: () => unknown) => unknown} [throwAway] takes it away; it is deleted once that is not taken back
 */

/** @type {import("./pane-options.d.ts").Heed} */
const takesAll = () => (files) => files;

/**
 * A composer at work on a draft.
 * @param {Parts} parts
 * @returns {Composer}
 */
export function startWriting(
  { space, subject = "", words, prepare, discard, keeping, above, heed = takesAll, ...parts },
) {
  const draft = new Draft(space, prepare);
  const composer = document.createElement("zegel-composer");
  composer.subject = subject;
  if (words !== undefined) {
    composer.words = words;
  }

  const over = new AbortController();
  composer.giveUp = () => {
    over.abort();
    draft.giveUp();
  };
  startAttaching(composer, draft, heed);
  addEventListener("online", () => draft.attached.goOn(), { signal: over.signal });
  const kept = keeping?.kept ?? null;
  if (keeping !== undefined) {
    startKeeping(composer, draft, space, above ?? null, keeping, over.signal)
      .catch((/** @type {unknown} */ error) => composer.refuse(error));
  }

  const sent = () => {
    over.abort();
    kept?.end();
    return parts.sent(composer.caret);
  };
  const end = async () => {
    composer.giveUp();
    // One that somebody else changed stays, and is seen in the list.
    await kept?.discard().catch((/** @type {unknown} */ error) => console.warn("A draft stays.", error));
  };
  const thrown = () => parts.throwAway?.(() => void end());
  listen(composer, "send", (written) => void send(composer, draft, written, { ...parts, kept, sent, thrown }));
  listen(composer, "discard", async () => {
    if (!composer.isDirty || (await askDiscard())) {
      await end();
      discard();
    }
  });
  return composer;
}

/**
 * @param {Composer} composer
 * @param {Draft} draft
 * @param {import("./pane-options.d.ts").Heed} heed
 */
function startAttaching(composer, draft, heed) {
  const takenOf = heed(composer);
  const { attached } = draft;
  attached.addEventListener("change", () => {
    composer.files = attached.files;
    composer.unfinished = attached.unfinished;
    showInTitle(attached.share);
  });
  listen(composer, "add", (files) => {
    // A folder that was read only after the message was given up is not taken.
    if (!draft.isGivenUp) {
      takenOf(files).forEach((/** @type {Chosen} */ chosen) => void attached.add(chosen));
    }
  });
  listen(composer, "remove", (entry) => attached.remove(entry));
  listen(composer, "forget", (entry) => attached.forget(entry));
  listen(composer, "again", (entry) => attached.again(entry));
}

/**
 * @param {Composer} composer
 * @param {Draft} draft
 * @param {ComponentEvents["zegel-composer"]["send"]} written
 * @param {Pick<Parts, "name" | "read" | "refuse" | "brake"> & { sent: () => unknown, thrown: () => unknown,
 *   kept: import("../../spaces/kept-draft.js").KeptDraft | null }} parts
 */
async function send(composer, draft, written, parts) {
  const { name, read, refuse, kept, sent, brake } = parts;
  const extra = read === undefined ? { recipients: [], raise: [], expiresAt: null } : read();
  if (extra === null) {
    return;
  }

  composer.busy(draft.attached.isSending ? "files" : "sealing");
  try {
    // First, since files that others sent are known to be there by that.
    await kept?.toSend();
    await draft.attached.whenReady();
    const reference = (await kept?.toSend()) ?? null;
    await draft.send({ ...written, name, ...extra, draft: reference, seen: brake?.seen ?? null });
    if (reference === null) {
      // An older version that could not be saved over is of no use any more.
      kept?.discard().catch((/** @type {unknown} */ error) => console.warn("A draft stays.", error));
    }

    sent();
  } catch (error) {
    composer.busy(null);
    if (!draft.isGivenUp && brake?.isAsked(error) === true) {
      await stop(composer, draft, written, brake, parts);
    } else if (!draft.isGivenUp && !refuse?.(error)) {
      composer.refuse(error);
    }
  }
}

/**
 * Somebody answered meanwhile: it goes when that is asked once more.
 * @param {Composer} composer
 * @param {Draft} draft
 * @param {ComponentEvents["zegel-composer"]["send"]} written
 * @param {import("./brake.js").Brake} brake
 * @param {Parameters<typeof send>[3]} parts
 */
async function stop(composer, draft, written, brake, parts) {
  const choice = await brake.ask(draft, written);
  if (choice === "send") {
    await send(composer, draft, written, parts);
  } else if (choice === "discard") {
    parts.thrown();
  } else {
    composer.writeOn(composer.caret);
  }
}

export { answerTo } from "../../text/answering.js";
