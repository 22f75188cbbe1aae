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
  /**
   * By page, what was kept and cannot be read: another version of this program, which wrote it, will.
   * @type {Map<string, { base: object, answers: object }>}
   */
  const unread = new Map();
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
    keepSoon(pageId, read) {
      const rest = unread.get(pageId);
      noteOf(pageId).keepSoon(() => {
        const { base, answers } = read();
        return { page: pageId, base: { ...rest?.base, ...base }, answers: { ...rest?.answers, ...answers } };
      });
    },
    forget(pageId, isAll = false) {
      const rest = unread.get(pageId);
      const note = noteOf(pageId);
      rest === undefined || isAll ? note.forget() : void note.keep(() => ({ page: pageId, ...rest }));
    },
    async read(pageId) {
      const kept = await noteOf(pageId).read();
      const page = formOf().pages.find(({ id }) => id === pageId);
      // Anybody may have put it there who uses this browser.
      if (kept === null || page === undefined || kept.page !== pageId) {
        return null;
      }

      const [base, answers] = [kept.base, kept.answers].map((one) => readAnswers(page, one).answers);
      const rest = { base: without(kept.base, base), answers: without(kept.answers, answers) };
      Object.keys(rest.answers).length === 0 ? unread.delete(pageId) : unread.set(pageId, rest);
      return { base: base ?? {}, answers: answers ?? {} };
    },
  };
}

/** The other members. @param {object} all @param {object | undefined} some */
const without = (all, some = {}) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => !Object.hasOwn(some, key)));
