import { openChannel } from "../../browser/channel.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";

/**
 * Leaving a page with work that was not sent or saved: every door asks first and acts then. Who stays finds everything
 * as it was.
 */

/** @type {Set<(isSigningOut: boolean) => boolean>} */
const risks = new Set();

let isDecided = false;

/** @typedef {"account" | "visit"} Shared whose session tabs share: an account's, or that of the visitor */

/** @type {Map<Shared, ReturnType<typeof openChannel<"anything?" | "yes">>>} */
const lines = new Map();

/** What tabs ask each other before the session that they share ends. @param {Shared} shared */
function otherTabs(shared) {
  const line = lines.get(shared) ?? openChannel(`zegel-unsent-${shared}`);
  lines.set(shared, line);
  return line;
}

const patience = 300;

addEventListener("beforeunload", (event) => {
  if (hasUnsent()) {
    event.preventDefault();
  }
});

/**
 * Warns before leaving while there is something to lose.
 * @param {(isSigningOut: boolean) => boolean} hasSomethingToLose signing out: what this browser keeps goes too
 * @param {AbortSignal} [signal] ends it
 */
export function warnBeforeLeaving(hasSomethingToLose, signal) {
  risks.add(hasSomethingToLose);
  signal?.addEventListener("abort", () => risks.delete(hasSomethingToLose));
}

/** Whether this page has something that would be lost by leaving it, or by signing out. */
export const hasUnsent = (isSigningOut = false) =>
  !isDecided && [...risks].some((hasSomethingToLose) => hasSomethingToLose(isSigningOut));

/**
 * Tells other tabs, when they ask, whether this one has something that was not sent.
 * @param {Shared} shared
 * @param {AbortSignal} signal ends it
 */
export function answerOtherTabs(shared, signal) {
  const tabs = otherTabs(shared);
  tabs.hear((said) => said === "anything?" && hasUnsent(true) && tabs.tell("yes"), signal);
}

/**
 * Whether another tab has something that was not sent; one that does not answer soon has nothing.
 * @param {Shared} shared
 */
export function isUnsentElsewhere(shared) {
  return new Promise((/** @type {(isUnsent: boolean) => void} */ resolve) => {
    const over = new AbortController();
    const decide = (/** @type {boolean} */ isUnsent) => {
      clearTimeout(timer);
      over.abort();
      resolve(isUnsent);
    };
    const tabs = otherTabs(shared);
    tabs.hear((said) => said === "yes" && decide(true), over.signal);
    const timer = setTimeout(() => decide(false), patience);
    tabs.tell("anything?");
  });
}

/**
 * Signs out; asks first when that loses something, here or in a tab that shares the session.
 * @param {Shared} shared
 * @param {() => Promise<unknown>} signOut
 * @returns {Promise<unknown>} rejects when nothing was asked and it failed; else the question says what went wrong
 */
export async function signOutAfterAsking(shared, signOut) {
  const isHere = hasUnsent(true);
  const isElsewhere = isUnsentElsewhere(shared);
  if (!isHere && !(await isElsewhere)) {
    return signOut();
  }

  const here = el("p", { text: "leave.here", set: { hidden: !isHere } });
  const elsewhere = el("p", { text: "leave.elsewhere", set: { hidden: isHere } });
  // The question does not wait for other tabs; what they say is added to it.
  void isElsewhere.then((isUnsent) => (elsewhere.hidden = !isUnsent));
  return confirmDialog({
    title: "leave.title",
    body: [here, elsewhere],
    confirm: "action.sign-out",
    isDanger: true,
    cancel: "leave.stay",
    act: signOut,
  });
}

/**
 * Leaves for good, without a question: it was asked before, or who is here may not see the page any longer. Nothing
 * readable stays on the screen.
 * @param {() => unknown} go
 */
export function leaveNow(go) {
  isDecided = true;
  document.body.replaceChildren();
  go();
}
