import { getSession, signOut } from "../api/accounts.js";
import { ProblemError, whenSessionEnds } from "../api/call.js";
import { el } from "../components/dom.js";
import { loggingIn } from "./logging-in.js";

/** @typedef {import("../api/contract.d.ts").Session} Session */

const channel = new BroadcastChannel("zegel-session");

/**
 * The session of this browser; without one the log-in page takes over and comes back here.
 * @returns {Promise<Session | null>}
 */
export async function sessionOrLogIn() {
  try {
    const session = await getSession();
    keepAlive(session);
    return session;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 401) {
      throw error;
    }

    goToLogIn();
    return null;
  }
}

/** Signs out here and in the other tabs of this browser. */
export async function signOutEverywhere() {
  await signOut();
  channel.postMessage("signed-out");
  clear();
}

/** @param {Session} session */
function keepAlive(session) {
  channel.onmessage = clear;
  whenSessionEnds(() => logInAgain(session));
}

/** Nothing readable stays on the screen of someone who signed out. */
function clear() {
  document.body.replaceChildren();
  location.replace("/login/");
}

function goToLogIn() {
  location.replace(`/login/#${new URLSearchParams({ return: location.pathname + location.hash })}`);
}

/** Logs in over the page, so that nothing that was typed is lost. @param {Session} session */
async function logInAgain({ accountId, email }) {
  const form = /** @type {import("./logging-in.js").LogInForm} */ (document.createElement("zegel-log-in"));
  const title = el("h2", { text: "log-in.again.title" });
  const dialog = el(
    "dialog",
    { class: "dialog", label: "log-in.again.title" },
    title,
    el("p", { text: "log-in.again.body" }),
    form,
  );
  // Closing it would leave the page without a way on.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  form.email = email;
  dialog.showModal();
  /** @type {HTMLInputElement | null} */ (form.querySelector("input[type=password]"))?.focus();
  const session = await loggingIn(form);
  dialog.close();
  dialog.remove();
  if (session.accountId !== accountId) {
    location.reload();
  }
}
