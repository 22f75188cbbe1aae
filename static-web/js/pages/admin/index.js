import { getSignInPolicy } from "../../api/service-desk.js";
import { late } from "../../browser/late.js";
import { deadEnd } from "../../components/dead-end.js";
import { el } from "../../components/dom.js";
import { AccountPane } from "./account.js";
import { Accounts } from "./accounts.js";
import { InvitePane } from "./invite.js";
import { organisingPane } from "./organising.js";
import { PolicyPane } from "./policy.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { namedPart } from "../shared/named-part.js";
import { PaneHost } from "../shared/pane-host.js";
import { RequestsPart } from "../shared/requests-part.js";
import { stage } from "../shared/page.js";
import { homeOf } from "../shared/home.js";
import { startWorkingPage } from "../shared/working-page.js";

/** @typedef {import("../shared/pane-host.js").Pane} Pane */

/** The accounts, and beside them an account, the invitation form, the rules or the requests. */
class Desk {
  #accounts = new Accounts();
  #own;
  /** Who was just invited, to say so beside the account. @type {{ accountId: string, email: string } | null} */
  #invited = null;
  /** Where something was just made, to say so beside it. */
  #madeAt = "";
  /** @type {PaneHost<Pane>} */
  #panes = new PaneHost(namedPart("pane"), (address) => this.#make(address), {
    waiting: () => el("p", { class: "desk-nothing", text: "desk.loading", set: { role: "status" } }),
    nothing: () => el("p", { class: "desk-nothing", text: "desk.choose" }),
    going: (address, isList) => {
      stage.dataset["pane"] = isList ? "list" : "pane";
      this.#accounts.current = address;
    },
    back: (from) => from !== "" && this.#accounts.focusOn(from),
  });

  /** @param {string} own id of the reader's account */
  constructor(own) {
    this.#own = own;
  }

  async start() {
    warnBeforeLeaving(() => this.#panes.isDirty);
    namedPart("back").addEventListener("click", () => (location.hash = ""));
    addEventListener("hashchange", () => void this.#panes.show());
    await Promise.all([this.#accounts.load(), this.#panes.show()]);
  }

  /** @param {string} address @returns {Promise<Pane>} */
  async #make(address) {
    const changed = () => void this.#accounts.load();
    switch (address) {
      case "policy": {
        const policy = new PolicyPane();
        await policy.load();
        return policy;
      }
      case "dossiers": {
        const { DossiersPane } = await late(() => import("./dossiers.js"));
        const lists = new DossiersPane();
        await lists.load();
        return lists;
      }
      case "requests": {
        const requests = new RequestsPart(changed);
        await requests.load();
        return requests;
      }
      case "invite": {
        const { mailboxes } = await getSignInPolicy();
        return new InvitePane(mailboxes, (accountId, email) => void this.#tellInvited(accountId, email));
      }
      default: {
        const organising = await organisingPane(
          address, (...places) => this.#tellMade(...places), this.#madeAt, this.#own);
        if (organising !== null) {
          this.#madeAt = "";
          return organising;
        }

        const account = new AccountPane(changed);
        await account.load(address);
        if (this.#invited?.accountId === address) {
          account.tellInvited(this.#invited.email);
          this.#invited = null;
        }

        return account;
      }
    }
  }

  /** @param {string} from @param {string} to */
  #tellMade(from, to) {
    this.#panes.drop(from);
    this.#madeAt = from;
    location.hash = to;
  }

  /** @param {string} accountId @param {string} email */
  async #tellInvited(accountId, email) {
    this.#panes.drop("invite");
    this.#invited = { accountId, email };
    location.hash = accountId;
    await this.#accounts.load();
  }
}

void startWorkingPage(async (session) => {
  if (!session.roles.includes("service-desk")) {
    stage.replaceChildren(deadEnd("desk-only", {}, { key: "desk.go-on", href: homeOf(session) }));
    return;
  }

  await new Desk(session.accountId).start();
});
