import { getSignInPolicy } from "../../api/service-desk.js";
import { deadEnd } from "../../components/dead-end.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { BadLinkError, partInAddress } from "../shared/address.js";
import { AccountPane } from "./account.js";
import { Accounts } from "./accounts.js";
import { InvitePane } from "./invite.js";
import { PolicyPane } from "./policy.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { part } from "../shared/part-of-page.js";
import { RequestsPart } from "../shared/requests-part.js";
import { stage } from "../shared/page.js";
import { homeOf } from "../shared/home.js";
import { startWorkingPage } from "../shared/working-page.js";

/** @typedef {{ element: HTMLElement, isDirty: boolean, focus: () => void }} Pane */

/** The panes that keep what was typed while others are shown, by their address. @type {Map<string, Pane>} */
const kept = new Map();

/** Who was just invited, to say so beside the account. @type {{ accountId: string, email: string } | null} */
let justInvited = null;

let shown = "";

void startWorkingPage(async (session) => {
  if (!session.roles.includes("service-desk")) {
    stage.replaceChildren(deadEnd("desk-only", {}, { key: "desk.go-on", href: homeOf(session) }));
    return;
  }

  warnBeforeLeaving(() => [...kept.values()].some(({ isDirty }) => isDirty));
  part("back").addEventListener("click", () => (location.hash = ""));
  const accounts = new Accounts();
  addEventListener("hashchange", () => void show(accounts));
  await Promise.all([accounts.load(), show(accounts)]);
});

/** Shows what the address names: an account, the invitation form, the rules, or nothing. @param {Accounts} accounts */
async function show(accounts) {
  const named = partInAddress();
  const id = named ?? "";
  const from = shown;
  shown = id;
  stage.dataset["pane"] = named === "" ? "list" : "pane";
  accounts.current = id;
  if (named === "") {
    part("pane").replaceChildren(el("p", { class: "desk-nothing", text: "desk.choose" }));
    if (from !== "") {
      accounts.focusOn(from);
    }

    return;
  }

  part("pane").replaceChildren(el("p", { class: "desk-nothing", text: "desk.loading", set: { role: "status" } }));
  try {
    const pane = await paneOf(named, accounts);
    if (shown === id) {
      part("pane").replaceChildren(pane.element);
      pane.focus();
    }
  } catch (error) {
    const { key, values } = problemText(error);
    part("pane").replaceChildren(notice("error", key, values));
  }
}

/** @param {string | null} id @param {Accounts} accounts @returns {Promise<Pane>} */
async function paneOf(id, accounts) {
  if (id === null) {
    throw new BadLinkError();
  }

  const known = kept.get(id);
  if (known?.isDirty) {
    return known;
  }

  if (id === "policy") {
    const policy = new PolicyPane();
    await policy.load();
    kept.set(id, policy);
    return policy;
  }

  if (id === "requests") {
    const requests = new RequestsPart(() => void accounts.load());
    await requests.load();
    return requests;
  }

  if (id === "invite") {
    const { mailboxes } = await getSignInPolicy();
    const invite = new InvitePane(mailboxes, (accountId, email) => void invited(accountId, email, accounts));
    kept.set(id, invite);
    return invite;
  }

  const account = new AccountPane(() => void accounts.load());
  await account.load(id);
  if (justInvited?.accountId === id) {
    account.tellInvited(justInvited.email);
    justInvited = null;
  }

  return account;
}

/** @param {string} accountId @param {string} email @param {Accounts} accounts */
async function invited(accountId, email, accounts) {
  kept.delete("invite");
  justInvited = { accountId, email };
  location.hash = accountId;
  await accounts.load();
}
