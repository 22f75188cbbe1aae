import { getSession, resumeSession } from "../../api/accounts.js";
import { ProblemError } from "../../api/call.js";
import { hearWord } from "../../browser/kept.js";
import { late } from "../../browser/late.js";
import { el } from "../../components/dom.js";
import { LogInForm } from "../../components/log-in-form.js";
import { mustChooseFactor, wayBack } from "../shared/address.js";
import { notice } from "../../components/notice.js";
import { lacksCookies, showNoCookies } from "../shared/cookies.js";
import { workingPages } from "../shared/doors.js";
import { homeOf, isIn, landingOf } from "../shared/home.js";
import { loggingIn } from "../shared/logging-in.js";
import { stage, startPage } from "../shared/page.js";
import { forgetThisDevice, isRemembered, signedOut } from "../shared/remembered.js";

/** @typedef {import("../../api/contract.d.ts").SessionView} Session */

void startPage(async () => {
  if (lacksCookies()) {
    showNoCookies();
    return;
  }

  const session = await presentSession();
  if (session !== null && isIn(session)) {
    goOn(session);
    return;
  }

  const form = new LogInForm();
  const aside = el("p", { class: "aside" }, el("a", { text: "log-in.no-account", set: { href: "/" } }));
  const explain = el("p", { class: "muted", text: "log-in.explain" });
  const told = hearWord(signedOut) ? [notice("success", "log-in.signed-out")] : [];
  stage.replaceChildren(el("h1", { text: "log-in.title" }), ...told, explain, form.element, aside);
  form.element.querySelector("input")?.focus();
  if (session === null) {
    goOn(await loggingIn(form));
  } else {
    const { letIn } = await late(() => import("../shared/letting-in.js"));
    await letIn(form.element, session, { done: goOn });
  }
});

/**
 * The session of somebody who must still choose a second factor, or the one that a remembered device brings. Who just
 * comes to log in is not asked about: an answer that there is none would be an error in every log.
 * @returns {Promise<Session | null>}
 */
async function presentSession() {
  try {
    if (isRemembered()) {
      return await getSession().catch(resumeSession);
    }

    return mustChooseFactor() ? await getSession() : null;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) {
      forgetThisDevice();
      return null;
    }

    throw error;
  }
}

/** @param {Session} session */
function goOn(session) {
  const landing = landingOf(session);
  location.replace(landing === homeOf(session) ? (wayBack(workingPages) ?? landing) : landing);
}
