import { toBase64 } from "../../crypto/base64.js";
import { draftChoice } from "../../components/draft-choice.js";
import { problemText } from "../../components/problem-text.js";
import { aboveIn } from "../../spaces/drafts.js";

/**
 * @typedef {import("../../components/composer.js").Composer} Composer
 * @typedef {import("../../spaces/draft.js").Draft} Draft
 * @typedef {import("../../spaces/kept-draft.js").KeptDraft} KeptDraft
 * @typedef {import("../../spaces/kept-draft.js").Written} Written
 * @typedef {object} AboveText what stands above the text
 * @property {unknown} written
 * @property {(written: unknown) => unknown} putBack
 * @property {(written: unknown) => import("../../components/described-people.js").Line[]} describe in words
 * @typedef {object} Keeping how what is written is kept for every device
 * @property {KeptDraft} kept
 * @property {Written | null} written what there was before
 * @property {boolean} isSaved whether the service has just that
 */

/**
 * Keeps what is written in a composer, and puts back what was.
 * @param {Composer} composer
 * @param {Draft} draft
 * @param {import("../../spaces/space-files.js").Space} space
 * @param {AboveText | null} above
 * @param {Keeping} keeping
 * @param {AbortSignal} signal ends it
 */
export async function startKeeping(composer, draft, space, above, { kept, written, isSaved }, signal) {
  const { attached } = draft;
  const read = () => ({
    ...composer.written,
    above: JSON.stringify(above?.written ?? null),
    messageId: draft.messageId,
    files: attached.references,
    coming: attached.coming,
    sealKey: space.started || space.sealKey === null ? null : toBase64(space.sealKey),
  });
  const show = async (/** @type {Written} */ words) => {
    composer.putBack(words);
    const stood = aboveIn(words);
    stood === null || above?.putBack(stood);
    await meet(words);
  };
  const meet = async (/** @type {Written} */ words) => {
    draft.messageId = words.messageId;
    await attached.join(words);
  };
  if (written !== null) {
    await show(written);
  }

  kept.begin(read, { meet, show }, isSaved || written === null);
  kept.addEventListener("change", () => tell(composer, kept, above), { signal });
  attached.addEventListener("change", () => kept.write(), { signal });
  for (const type of ["input", "change", "click"]) {
    composer.addEventListener(type, () => kept.write(), { signal });
  }

  addEventListener("online", () => void kept.goOn(), { signal });
  written === null || isSaved || kept.write();
}

/**
 * Says whether it is kept, and asks which version counts.
 * @param {Composer} composer
 * @param {KeptDraft} kept
 * @param {AboveText | null} above
 */
function tell(composer, kept, above) {
  composer.tellKept(`draft.state.${kept.state}`, kept.state === "failed" ? problemText(kept.error) : null);
  const { written = null, by = "", at = "" } = kept.theirs ?? {};
  const describe = (/** @type {unknown} */ stood) => above?.describe(stood) ?? [];
  const versions = written && {
    mine: { ...composer.written, above: describe(above?.written) },
    theirs: { ...written, above: describe(aboveIn(written)) },
    by,
    at,
  };
  composer.offer(versions && draftChoice(versions, (isMine) => void kept.choose(isMine)));
}
