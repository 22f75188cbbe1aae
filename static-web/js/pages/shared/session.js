import { getSession, resumeSession, signOut } from "../../api/accounts.js";
import { ProblemError, whenSessionEnds } from "../../api/call.js";
import { dropAllFiles } from "../../browser/kept-files.js";
import { leaveWord } from "../../browser/kept.js";
import { el, find } from "../../components/dom.js";
import { LogInForm } from "../../components/log-in-form.js";
import { logInAddress } from "./address.js";
import { isIn } from "./home.js";
import { answerOtherTabs, leaveNow, signOutAfterAsking } from "./leaving.js";
import { loggingIn } from "./logging-in.js";
import { forgetThisDevice, isRemembered, signedOut } from "./remembered.js";
import { watchSession } from "./session-watch.js";
import { hearTabs, tellTabs } from "./tabs.js";

/** @typedef {import("../../api/contract.d.ts").SessionView} Session */

/**
 * The session of this browser; without one the log-in page takes over and comes back here.
 * @returns {Promise<PageSession | null>}
 */
export async function sessionOrLogIn() {
  let isToChoose = false;
  try {
    const view = isRemembered() ? await getSession().catch(resumeSession) : await getSession();
    if (isIn(view)) {
      return new PageSession(view).start();
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

/** Why, in words; any other refusal is a session that ended. @type {Partial<Record<string, TextKey>>} */
const reasons = {
  "log-in-again": "log-in.again.sensitive",
  "second-factor-required": "log-in.again.factor",
};

/**
 * A session as a page has it: kept alive and renewed while the page is there, shared with the other tabs. It is over
 * when the person signs out, here or in another tab, when another person takes their place, or when the page is left;
 * with it ends all that listens or counts for it.
 */
export class PageSession {
  #view;
  #over = new AbortController();
  /** The log-in over the page: one dialog at a time, whoever asks. @type {Promise<Session> | null} */
  #asking = null;

  /** @param {Session} view */
  constructor(view) {
    this.#view = view;
  }

  /** Who it is of and what they may, as last heard. */
  get view() {
    return this.#view;
  }

  /** Aborted when it is over. */
  get signal() {
    return this.#over.signal;
  }

  start() {
    const { signal } = this;
    hearTabs((accountId) => (accountId === null ? this.#clear() : void this.#unlessAnother({ accountId })), signal);
    answerOtherTabs("account", signal);
    whenSessionEnds((code) => this.#renew(code), signal);
    // A page that the browser keeps, to go back to, goes on where it was.
    addEventListener("pagehide", ({ persisted }) => !persisted && this.#over.abort(), { signal });
    if (!isRemembered()) {
      const endsAt = () => Date.parse(this.#view.expiresAt);
      watchSession({ endsAt, stay: getSession, ended: () => this.#renew("not-signed-in"), signal });
    }

    return this;
  }

  /** Signs out here and in the other tabs of this browser, once who has something unsent was asked. */
  signOut() {
    return signOutAfterAsking("account", async () => {
      await signOut();
      await dropAllFiles();
      tellTabs(null);
      this.#clear();
    });
  }

  /** @param {string} code why it is not enough */
  async #renew(code) {
    // Which of the two depends on whether the browser still has a cookie.
    const isSilent = ["not-signed-in", "not-unlocked"].includes(code) && isRemembered();
    this.#view = await this.#unlessAnother((isSilent && (await resume())) || (await this.#logInAgain(code)));
  }

  /** @param {string} code */
  #logInAgain(code) {
    this.#asking ??= this.#ask(code).finally(() => (this.#asking = null));
    return this.#asking;
  }

  /**
   * Logs in over the page, so that nothing that was typed is lost. What the page shows is covered: somebody else may be
   * at this screen by now.
   * @param {string} code
   */
  async #ask(code) {
    const form = new LogInForm();
    const reason = reasons[code] ?? "log-in.again.body";
    const dialog = el(
      "dialog",
      { class: code === "log-in-again" ? "dialog" : "dialog covering", label: "log-in.again.title" },
      el("h2", { text: "log-in.again.title" }),
      el("p", { text: reason }),
      form.element,
    );
    // Closing it would leave the page without a way on.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    document.body.append(dialog);
    form.email = this.#view.email;
    dialog.showModal();
    find(form.element, "input[type=password]", HTMLElement)?.focus();
    const view = await loggingIn(form, { former: this.#view, signal: this.signal });
    dialog.close();
    dialog.remove();
    return view;
  }

  /**
   * Another person logged in on this page: nothing of the first may stay, and nothing that the first one asked may be
   * asked again for the other.
   * @template {{ accountId: string }} After
   * @param {After} after
   * @returns {Promise<After>} never when it is another, or when the session is over
   */
  #unlessAnother(after) {
    if (!this.signal.aborted && this.#view.accountId === after.accountId) {
      return Promise.resolve(after);
    }

    this.#leave(() => location.reload());
    return new Promise(() => {});
  }

  /** Nothing readable stays on the screen of someone who signed out. */
  #clear() {
    forgetThisDevice();
    leaveWord(signedOut);
    this.#leave(() => location.replace("/login/"));
  }

  /** @param {() => void} go */
  #leave(go) {
    if (!this.signal.aborted) {
      this.#over.abort();
      leaveNow(go);
    }
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
