import { accountMenu } from "../../components/account-menu.js";
import { lookAtSession } from "../../api/accounts.js";
import { countUnread } from "../../api/mailboxes.js";
import { every } from "../../browser/clock.js";
import { doorsOf } from "./doors.js";
import { homeOf } from "./home.js";
import { showOfficeNav } from "./office-nav.js";
import { sessionOrLogIn } from "./session.js";
import { startPage, tellOnTop } from "./page.js";

/**
 * @typedef {import("../../api/contract.d.ts").SessionView} Session
 */

const lookEvery = 30_000;

/**
 * Starts a page for somebody who is logged in, with the account menu in its header.
 * @param {(session: Session, signOut: () => Promise<unknown>) => unknown} run is told who it is for, and how to sign
 * them out: what goes wrong then stands above what the page shows
 */
export function startWorkingPage(run) {
  return startPage(async () => {
    const session = await sessionOrLogIn();
    if (session === null) {
      return;
    }

    const { view, signal } = session;
    const signOut = () => session.signOut().catch(tellOnTop);
    const menu = accountMenu(view, doorsOf(view), { unread: countUnread }).element;
    menu.addEventListener("sign-out", () => void signOut());
    document.querySelector("[data-part=account]")?.replaceChildren(menu);
    showOfficeNav(view);
    document.querySelector("[data-organisation]")?.setAttribute("href", homeOf(view));
    // Whoever was shut out meanwhile sees nothing more, also when they press nothing.
    every(lookEvery, () => void look(), signal);
    await run(view, signOut);
  });
}

/** When nobody answers, the next request says why. */
async function look() {
  if (document.visibilityState === "visible") {
    await lookAtSession().catch(() => null);
  }
}
