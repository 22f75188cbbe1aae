import {
  beginPasskeyLogIn,
  chooseLogInMethod,
  getSession,
  logIn,
  logInWithPasskey,
  resendLogInCode,
  verifyLogIn,
} from "../../api/accounts.js";
import { ProblemError } from "../../api/call.js";
import { late } from "../../browser/late.js";
import { now } from "../../browser/clock.js";
import { showPasskey } from "../../components/passkey.js";
import { isIn } from "./home.js";
import { rememberThisDevice } from "./remembered.js";
import { removedGuest } from "./removed-guest.js";
import { hearTabs, tellTabs } from "./tabs.js";
import { recentLogIn } from "../../limits.js";
import { addTexts } from "../../text/text.js";

/**
 * @typedef {import("../../components/log-in-form.js").LogInForm} LogInForm
 * @typedef {import("../../api/contract.d.ts").LogInStep} LogInStep
 * @typedef {import("../../api/contract.d.ts").SessionView} Session
 */

/**
 * Puts a log-in form to work. Who still has to accept something or to choose a second factor does so in its place. The
 * same person may be let in meanwhile in another tab of this browser, which is as good.
 * @param {LogInForm} form
 * @param {object} [how]
 * @param {LogInStep | null} [how.begun] a log-in that is under way already
 * @param {Session | null} [how.former] a session that is not enough, which another tab has too
 * @param {AbortSignal | null} [how.signal] nobody waits for it any longer
 * @returns {Promise<Session>} once somebody is logged in
 */
export function loggingIn(form, { begun = null, former = null, signal = null } = {}) {
  const over = new AbortController();
  /** @type {Promise<Session>} */
  const loggedIn = new Promise((resolve) => {
    const done = (/** @type {Session} */ session) => {
      tellTabs(session.accountId);
      resolve(session);
    };
    const goOn = async (/** @type {LogInStep} */ step) => {
      if (step.session === null) {
        form.step = step;
      } else if (step.next === "done") {
        done(step.session);
      } else {
        // What another tab does is no longer heard: recovery codes may be shown here, this once.
        over.abort();
        await stay(form, step.session, done);
      }
    };
    const attempt = async (/** @type {() => Promise<LogInStep>} */ act) => {
      try {
        await goOn(await act());
      } catch (error) {
        const isOver = error instanceof ProblemError && error.code === "login-expired";
        const session = isOver ? await sessionElsewhere(form, former) : null;
        session === null ? refuse(form, error) : resolve(session);
      }
    };
    signal?.addEventListener("abort", () => over.abort(), { signal: over.signal });
    hearTabs(async (accountId) => {
      const session = accountId === null ? null : await sessionElsewhere(form, former);
      if (session !== null) {
        resolve(session);
      }
    }, over.signal);
    form.asks = asksOf(attempt);
    if (begun !== null) {
      void attempt(() => Promise.resolve(begun));
    }
  });
  return loggedIn.finally(() => over.abort());
}

/** A guest who was removed reads why, and need not try again. @param {LogInForm} form @param {unknown} error */
function refuse(form, error) {
  const removed = removedGuest(error);
  removed === null ? form.refuse(error) : form.element.parentElement?.replaceChildren(removed);
}

/**
 * What the form asks, as requests.
 * @param {(act: () => Promise<LogInStep>) => Promise<void>} attempt
 * @returns {import("../../components/log-in-form.js").Asks}
 */
function asksOf(attempt) {
  return {
    logIn: (email, password) => attempt(() => logIn(email, password)),
    again: () => attempt(resendLogInCode),
    choose: (method) => attempt(() => chooseLogInMethod(method)),
    verify: (code, remember) =>
      attempt(async () => rememberThisDevice(remember, await verifyLogIn(code, remember))),
    passkey: (remember) =>
      attempt(async () => {
        const { options } = await beginPasskeyLogIn();
        return rememberThisDevice(remember, await logInWithPasskey(await showPasskey(options), remember));
      }),
  };
}

/**
 * The session that another tab brought, of the person who logs in here; anybody's when nobody said who they are yet.
 * @param {LogInForm} form
 * @param {Session | null} former the one that is not enough
 */
async function sessionElsewhere(form, former) {
  const session = await getSession().catch(() => null);
  const isTheirs = form.email === "" || form.email.toLowerCase() === session?.email.toLowerCase();
  return session !== null && isIn(session) && isTheirs && session.expiresAt !== former?.expiresAt ? session : null;
}

// Setting up a second factor asks for a log-in that is no older; half a minute is for doing it.
const fresh = recentLogIn - 30_000;

/**
 * What comes before somebody is in, in the form's place. Who takes long over a second factor logs in again first.
 * @param {LogInForm} form
 * @param {Session} session
 * @param {(session: Session) => void} done
 */
async function stay(form, session, done) {
  // A page whose people log in again over it has no texts of what guests are asked to accept.
  const [{ letIn }] = await late(() => Promise.all([import("./letting-in.js"), addTexts("guest")]));
  const until = now() + fresh;
  const element = await letIn(form.element, session, {
    done,
    mayEnrol: () => {
      const isFresh = now() < until;
      if (!isFresh) {
        element.replaceWith(form.element);
        form.step = null;
        form.tell("log-in.too-long");
      }

      return isFresh;
    },
  });
}
