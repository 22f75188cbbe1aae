import { ProblemError } from "../../api/call.js";
import { askCode, look, tellWrongNumber, unlock } from "../../api/participants.js";
import { resume } from "../../api/visiting.js";
import { el } from "../../components/dom.js";
import { UnlockForm } from "../../components/unlock-form.js";
import { hearVisit, tellVisit } from "../shared/tabs.js";

/**
 * @typedef {import("../../api/participants.js").Link} Link
 * @typedef {import("../../api/contract.d.ts").LinkState} LinkState
 */

/** Refusals after which this way is closed for now; the page shows them on their own. */
export const dead = [
  "link-unknown", "link-moved", "link-ended", "access-revoked", "participant-locked", "participant-disabled",
  "not-found",
];

/**
 * Whether somebody is in: they were let in before, or this browser is remembered and is let in now.
 * @param {Link} link
 * @param {LinkState} state
 */
export const isLetIn = async (link, { unlocked, isRemembered }) =>
  unlocked || (isRemembered && (await resume(link)).unlocked);

/**
 * Puts an unlock form to work. Another tab of this browser may be let in meanwhile: then this one is too, whatever its
 * own code came to.
 * @param {Link} link
 * @param {LinkState} state
 * @param {"h1" | "h2"} level of the form's title
 * @param {(form: HTMLElement) => unknown} show puts the form in the page
 * @returns {Promise<unknown>} settles when it is unlocked, or can no longer be
 */
export function unlocking(link, state, level, show) {
  const over = new AbortController();
  /** @type {Promise<unknown>} */
  const unlocked = new Promise((resolve, reject) => {
    /** @type {(act: () => Promise<unknown>) => Promise<unknown>} */
    const attempt = (act) =>
      act().catch((error) => refuse(link, form, error).then((isIn) => isIn && resolve(null), reject));
    /** @type {UnlockForm} */
    const form = new UnlockForm(level, {
      askCode: () => attempt(async () => (form.state = await askCode(link))),
      unlock: (code, remember) =>
        attempt(async () => {
          await unlock(link, code, remember);
          tellVisit(link.participantId);
          resolve(null);
        }),
      tellWrongNumber: (words) =>
        attempt(async () => {
          await tellWrongNumber(link, words);
          form.state = { ...(await look(link)), notMyNumber: true };
          form.thank();
        }),
    });
    hearVisit(async (participantId) => {
      if (participantId === link.participantId && (await look(link).catch(() => null))?.unlocked) {
        resolve(null);
      }
    }, over.signal);
    show(form.element);
    form.state = state;
  });
  return unlocked.finally(() => over.abort());
}

/**
 * A refused code changes what can be done next: a code fewer, a wait, or a new code to ask.
 * @param {Link} link
 * @param {UnlockForm} form
 * @param {unknown} error
 * @returns {Promise<boolean>} whether it is unlocked all the same: another tab was let in
 * @throws {ProblemError} when this way is closed
 */
async function refuse(link, form, error) {
  const now = error instanceof ProblemError ? await look(link).catch(() => null) : null;
  if (now?.unlocked) {
    return true;
  }

  if (error instanceof ProblemError && dead.includes(error.code)) {
    throw error;
  }

  if (now !== null) {
    form.state = now;
  }

  form.refuse(error);
  return false;
}

/** The same in a dialog over the page, which keeps everything that was typed. @param {Link} link */
export async function unlockAgain(link) {
  const state = await look(link);
  if (await isLetIn(link, state)) {
    return;
  }

  const dialog = el(
    "dialog",
    { class: "dialog", label: "unlock.again-needed" },
    el("p", { class: "notice-line", text: "unlock.again-needed" }),
  );
  // Closing it would leave the page without a way on.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  try {
    await unlocking(link, state, "h2", (form) => dialog.append(form));
  } finally {
    dialog.close();
    dialog.remove();
  }
}
