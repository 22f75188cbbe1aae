import { accountMenu } from "../../components/account-menu.js";
import { lookAtSession } from "../../api/accounts.js";
import { doorsOf } from "./doors.js";
import { homeOf } from "./home.js";
import { sessionOrLogIn, signOutEverywhere } from "./session.js";
import { startPage, tellOnTop } from "./page.js";

/**
 * @typedef {import("../../api/contract.d.ts").SessionView} Session
 */

const lookEvery = 30_000;

/**
 * Starts a page for somebody who is logged in, with the account menu in its header.
 * @param {(session: Session) => unknown} run
 */
export function startWorkingPage(run) {
  return startPage(async () => {
    const session = await sessionOrLogIn();
    if (session === null) {
      return;
    }

    const menu = accountMenu(session, doorsOf(session));
    menu.addEventListener("sign-out", () => void signOut());
    document.querySelector("[data-part=account]")?.replaceChildren(menu);
    document.querySelector("[data-organisation]")?.setAttribute("href", homeOf(session));
    // Whoever was shut out meanwhile sees nothing more, also when they press nothing.
    setInterval(() => void look(), lookEvery);
    await run(session);
  });
}

/** When nobody answers, the next request says why. */
async function look() {
  if (document.visibilityState === "visible") {
    await lookAtSession().catch(() => null);
  }
}

/** Signs out; what goes wrong stands above what the page shows. */
export const signOut = () => signOutEverywhere().catch(tellOnTop);
