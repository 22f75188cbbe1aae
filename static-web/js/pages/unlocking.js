import { ProblemError } from "../api/call.js";
import { askCode, look, tellWrongNumber, unlock } from "../api/participants.js";
import { el } from "../components/dom.js";
import "../components/unlock-form.js";
import { listen } from "./listen.js";

/**
 * @typedef {import("../api/participants.js").Link} Link
 * @typedef {import("../api/contract.d.ts").LinkState} LinkState
 * @typedef {import("../components/unlock-form.js").UnlockForm} UnlockForm
 */

/** Refusals after which this way is closed for now; the page shows them on their own. */
export const dead = ["link-unknown", "participant-locked", "participant-disabled", "not-found"];

/**
 * Puts an unlock form to work.
 * @param {Link} link
 * @param {LinkState} state
 * @param {(form: UnlockForm) => unknown} show puts the form in the page
 * @returns {Promise<unknown>} settles when it is unlocked, or can no longer be
 */
export function unlocking(link, state, show) {
  return new Promise((resolve, reject) => {
    const form = /** @type {UnlockForm} */ (document.createElement("zegel-unlock"));
    const attempt = async (/** @type {() => Promise<unknown>} */ act) => {
      try {
        await act();
      } catch (error) {
        await refuse(error);
      }
    };
    const refuse = async (/** @type {unknown} */ error) => {
      if (error instanceof ProblemError && dead.includes(error.code)) {
        reject(error);
        return;
      }

      // A refused code changes what can be done next: a code fewer, a wait, or a new code to ask.
      const now = error instanceof ProblemError ? await look(link).catch(() => null) : null;
      if (now !== null) {
        form.state = now;
      }

      form.refuse(error);
    };
    listen(form, "ask-code", () => attempt(async () => (form.state = await askCode(link))));
    listen(form, "unlock", (code) => attempt(async () => resolve(await unlock(link, code))));
    listen(form, "wrong-number", (words) =>
      attempt(async () => {
        await tellWrongNumber(link, words);
        form.state = { ...(await look(link)), notMyNumber: true };
        form.thank();
      }),
    );
    show(form);
    form.state = state;
  });
}

/** The same in a dialog over the page, which keeps everything that was typed. @param {Link} link */
export async function unlockAgain(link) {
  const state = await look(link);
  if (state.unlocked) {
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
    await unlocking(link, state, (form) => {
      form.isInDialog = true;
      dialog.append(form);
    });
  } finally {
    dialog.close();
    dialog.remove();
  }
}
