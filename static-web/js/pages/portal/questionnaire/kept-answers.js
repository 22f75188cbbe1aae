import { readAnswers } from "../../../forms/answers.js";
import { KeptNote } from "../../shared/kept-note.js";

/**
 * What was typed and is not saved yet, kept in this browser page by page, sealed under the part's key: a lost
 * connection or a closed page loses nothing of it.
 * @param {import("../../../spaces/dossier-part.js").DossierPart} part
 * @param {string} taskId
 * @param {() => import("../../../forms/definition.js").Form} formOf known when the first is read
 * @returns {import("../../../spaces/filling.js").Keeper}
 */
export function keptAnswers(part, taskId, formOf) {
  const { spaceId: space, participantId: author } = part;
  /** @type {Map<string, KeptNote<"answers-begun">>} */
  const notes = new Map();
  const noteOf = (/** @type {string} */ pageId) => {
    const identity = { kind: /** @type {const} */ ("answers-begun"), space, id: taskId, author };
    const note = notes.get(pageId)
      ?? new KeptNote(`zegel-answers-${author}-${taskId}-${pageId}`, identity, () => part.sealKey, 0);
    notes.set(pageId, note);
    return note;
  };
  return {
    keepSoon: (pageId, read) => noteOf(pageId).keepSoon(() => ({ page: pageId, ...read() })),
    forget: (pageId) => noteOf(pageId).forget(),
    async read(pageId) {
      const kept = await noteOf(pageId).read();
      const page = formOf().pages.find(({ id }) => id === pageId);
      // Anybody may have put it there who uses this browser.
      return kept === null || page === undefined || kept.page !== pageId ? null
        : { base: readAnswers(page, kept.base).answers, answers: readAnswers(page, kept.answers).answers };
    },
  };
}
