import { getSession, resumeSession, signOut } from "../../api/accounts.js";
import { ProblemError, whenSessionEnds } from "../../api/call.js";
import { el, find } from "../../components/dom.js";
import { logInAddress } from "./address.js";
import { answerOtherTabs, leaveNow, signOutAfterAsking } from "./leaving.js";
import { loggingIn } from "./logging-in.js";
import { forgetThisDevice, isRemembered } from "./remembered.js";
import { watchSession } from "./session-watch.js";
import { hearTabs, tellTabs } from "./tabs.js";

/** @typedef {import("../../api/contract.d.ts").SessionView} Session */

/**
 * The session of this browser; without one the log-in page takes over and comes back here.
 * @returns {Promise<Session | null>}
 */
export async function sessionOrLogIn() {
  let isToChoose = false;
  try {
    const session = isRemembered() ? await getSession().catch(resumeSession) : await getSession();
    if (session.usable) {
      keepAlive(session);
      return session;
    }

    isToChoose = true;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 401) {
      throw error;
    }

    forgetThisDevice();
  }

  location.replace(logInAddress(isToChoose));
  return null;
}

/** Signs out here and in the other tabs of this browser, once who has something unsent was asked. */
export function signOutEverywhere() {
  const signOutNow = async () => {
    await signOut();
    tellTabs(null);
    clear();
  };
  return signOutAfterAsking("account", signOutNow);
}

/** @param {Session} first */
function keepAlive(first) {
  let session = first;
  const renew = async (/** @type {string} */ code) => {
    // Which of the two depends on whether the browser still has a cookie.
    const isSilent = ["not-signed-in", "not-unlocked"].includes(code) && isRemembered();
    session = await unlessAnother(session, (isSilent && (await resume())) || (await logInAgain(session, code)));
  };
  hearTabs((accountId) => {
    if (accountId === null) {
      clear();
    } else {
      void unlessAnother(session, { accountId });
    }
  });
  answerOtherTabs("account");
  whenSessionEnds(renew);
  if (!isRemembered()) {
    const endsAt = () => Date.parse(session.expiresAt);
    watchSession({ endsAt, stay: getSession, ended: () => renew("not-signed-in") });
  }
}

/** The session that a device that stays signed in brings; without one the log-in says what is wrong. */
async function resume() {
  try {
    return await resumeSession();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) {
      forgetThisDevice();
    }

    return null;
  }
}

/** Nothing readable stays on the screen of someone who signed out. */
function clear() {
  forgetThisDevice();
  leaveNow(() => location.replace("/login/"));
}

/** @type {Promise<Session> | null} */
let asking = null;

/**
 * Logs in over the page, so that nothing that was typed is lost. What the page shows is covered: somebody else may be
 * at this screen by now. One dialog at a time, whoever asks.
 * @param {Session} before
 * @param {string} code why
 */
function logInAgain(before, code) {
  asking ??= ask(before, code).finally(() => (asking = null));
  return asking;
}

/** Why, in words; any other refusal is a session that ended. @type {Partial<Record<string, TextKey>>} */
const reasons = {
  "log-in-again": "log-in.again.sensitive",
  "second-factor-required": "log-in.again.factor",
};

/** @param {Session} before @param {string} code */
async function ask(before, code) {
  const form = document.createElement("zegel-log-in");
  const reason = reasons[code] ?? "log-in.again.body";
  const dialog = el(
    "dialog",
    { class: code === "log-in-again" ? "dialog" : "dialog covering", label: "log-in.again.title" },
    el("h2", { text: "log-in.again.title" }),
    el("p", { text: reason }),
    form,
  );
  // Closing it would leave the page without a way on.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  form.email = before.email;
  dialog.showModal();
  find(form, "input[type=password]", HTMLElement)?.focus();
  const session = await loggingIn(form, null, before);
  dialog.close();
  dialog.remove();
  return session;
}

/**
 * Another person logged in on this page: nothing of the first may stay, and nothing that the first one asked may be
 * asked again for the other.
 * @template {{ accountId: string }} After
 * @param {Session} before
 * @param {After} after
 * @returns {Promise<After>} never when it is another
 */
function unlessAnother(before, after) {
  if (before.accountId === after.accountId) {
    return Promise.resolve(after);
  }

  leaveNow(() => location.reload());
  return new Promise(() => {});
}
