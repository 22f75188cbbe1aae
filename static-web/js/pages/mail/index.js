import { accountMenu } from "../../components/account-menu.js";
import { el, say } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { Mailbox } from "../../spaces/mailbox.js";
import { leaveNow, warnBeforeLeaving } from "../shared/leaving.js";
import { listenToKeys, showKeys } from "./keys.js";
import { refreshList, showList, showUnfinished, step, tellListProblem } from "./list.js";
import { Panes } from "./panes.js";
import { compose, part } from "../shared/part-of-page.js";
import { sessionOrLogIn, signOutEverywhere } from "../shared/session.js";
import { startPage } from "../shared/page.js";

/**
 * @typedef {import("../../api/contract.d.ts").SessionView} Session
 * @typedef {{ mailbox: Mailbox, panes: Panes }} Desk a mailbox with what is open in it
 */

const refreshEvery = 15_000;

/** One for each mailbox that was opened, so that switching loses nothing that was typed. @type {Map<string, Desk>} */
const desks = new Map();

/** @type {Desk | null} */
let desk = null;

void startPage(async () => {
  const session = await sessionOrLogIn();
  if (session === null) {
    return;
  }

  warnBeforeLeaving(() => [...desks.values()].some(({ panes }) => panes.isDirty));
  showSession(session);
  const [first] = session.mailboxes;
  if (first === undefined) {
    const state = part("list-state");
    state.replaceChildren(notice("info", "list.no-mailbox"));
    state.hidden = false;
    return;
  }

  listen();
  document.addEventListener("zegel-mailbox-lost", (event) => lose(/** @type {CustomEvent} */ (event).detail));
  await choose(first);
});

/** @param {Session} session */
function showSession(session) {
  const menu = accountMenu(session, { hasKeys: true });
  menu.addEventListener("sign-out", () => void signOutEverywhere().catch(tellListProblem));
  menu.addEventListener("keys", showKeys);
  part("account").replaceChildren(menu);
  const choices = session.mailboxes.map((one) => {
    const press = el("button", {
      class: "mailbox",
      content: one.name,
      set: { type: "button", "data-mailbox": one.mailboxId },
    });
    press.addEventListener("click", () => void switchTo(one));
    return el("li", {}, press);
  });
  part("mailboxes").replaceChildren(...choices);
}

/** @param {{ mailboxId: string, name: string }} chosen */
async function switchTo(chosen) {
  try {
    history.replaceState(null, "", "/mail/");
    await choose(chosen);
  } catch (error) {
    tellListProblem(error);
  }
}

/** @param {{ mailboxId: string, name: string }} chosen */
async function choose(chosen) {
  const known = desks.get(chosen.mailboxId);
  const mailbox = known?.mailbox ?? new Mailbox(chosen);
  desk = known ?? { mailbox, panes: new Panes(mailbox) };
  desks.set(chosen.mailboxId, desk);
  say(part("mailbox-name"), { text: "list.mailbox", values: { name: chosen.name } });
  for (const press of part("mailboxes").querySelectorAll("button")) {
    press.setAttribute("aria-current", String(press.dataset["mailbox"] === chosen.mailboxId));
  }

  await mailbox.open();
  await refreshList(mailbox);
  await desk.panes.show();
  await showUnfinished(mailbox);
}

/**
 * A mailbox was taken away: the page begins anew, with what is left, and what was typed in it is gone with it. What was
 * typed in another one is not: then that is shown in its place.
 * @param {string} mailboxId
 */
function lose(mailboxId) {
  desks.delete(mailboxId);
  const other = [...desks.values()].find(({ panes }) => panes.isDirty);
  if (other === undefined) {
    desk = null;
    leaveNow(() => location.replace("/mail/"));
  } else {
    part("mailboxes").querySelector(`[data-mailbox="${mailboxId}"]`)?.closest("li")?.remove();
    void switchTo(other.mailbox);
  }
}

/** @param {boolean} isUnattended nobody came back to the page, it is time again */
function refresh(isUnattended) {
  // Behind a dialog there is nobody to show it to.
  if (desk !== null && document.visibilityState === "visible" && document.querySelector("dialog[open]") === null) {
    void refreshList(desk.mailbox, isUnattended);
  }
}

async function show() {
  if (desk !== null) {
    await desk.panes.show();
    await showUnfinished(desk.mailbox);
  }
}

async function loadMore() {
  if (desk !== null) {
    await desk.mailbox.loadMore().catch(tellListProblem);
    showList(desk.mailbox);
  }
}

function listen() {
  const search = part("search");
  const goTo = (/** @type {string} */ id) => () => (location.hash = id);
  addEventListener("hashchange", () => void show());
  addEventListener("focus", () => refresh(false));
  setInterval(() => refresh(true), refreshEvery);
  search.addEventListener("input", () => desk !== null && showList(desk.mailbox));
  const press = /** @type {HTMLButtonElement} */ (part("compose"));
  press.addEventListener("click", goTo(compose));
  press.disabled = false;
  part("back").addEventListener("click", goTo(""));
  part("more").addEventListener("click", () => void loadMore());
  listenToKeys({
    next: () => step(1),
    previous: () => step(-1),
    compose: goTo(compose),
    answer: () => desk?.panes.answer(),
    search: () => search.focus(),
    back: goTo(""),
  });
}
