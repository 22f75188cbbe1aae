import { ProblemError } from "../../api/call.js";
import { getOwnClient, listExtraAccounts } from "../../api/own-client.js";
import { late } from "../../browser/late.js";
import { deadEnd } from "../../components/dead-end.js";
import { el, icon } from "../../components/dom.js";
import { OwnDossiers } from "../../spaces/own-dossiers.js";
import { BadLinkError } from "../shared/address.js";
import { showClientNav } from "../shared/client-nav.js";
import { homeOf } from "../shared/home.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { stage } from "../shared/page.js";
import { PaneHost } from "../shared/pane-host.js";
import { startWorkingPage } from "../shared/working-page.js";
import { ExtraAccounts } from "./list.js";
import { Seeing } from "./seeing.js";

/**
 * @typedef {import("../shared/pane-host.js").Pane} Pane
 * @typedef {import("../../api/contract.d.ts").ShownExtraAccount} ShownExtraAccount
 * @typedef {import("../../api/contract.d.ts").ListExtraAccountsResponse} Listed
 */

/** The extra accounts of a company (N49, N50): the list, one of them, or the form to add another. */
class AccountsPage {
  #dossiers = new OwnDossiers();
  #seeing = new Seeing(this.#dossiers);
  #list;
  /** Who was just added, to say so beside what is shown of them. @type {ShownExtraAccount | null} */
  #added = null;
  #place = el("div");
  /** @type {PaneHost<Pane>} */
  #panes = new PaneHost(this.#place, (address) => this.#make(address), {
    waiting: () => el("p", { class: "empty", text: "dossiers.opening", set: { role: "status" } }),
    nothing: () => this.#list.element,
    going: (_address, isList) => (this.#back.hidden = isList),
    back: (from) => from !== "" && this.#list.focusOn(from),
  });
  #back = el("a", { class: "account-back", set: { href: "#", hidden: true } },
    icon("back"), el("span", { text: "client.extra.back" }));

  /** @param {Listed} listed */
  constructor(listed) {
    this.#list = new ExtraAccounts(listed, this.#seeing, (account) => void this.#delete(account));
  }

  async start() {
    warnBeforeLeaving(() => this.#panes.isDirty);
    // Without a number the page is as good: it is asked again with the next one.
    void showClientNav().catch(() => null);
    stage.replaceChildren(...pathHere(), this.#back, this.#place);
    addEventListener("hashchange", () => void this.#panes.show());
    document.addEventListener("zegel-language", () => this.#list.draw());
    await this.#panes.show();
    await this.#readDossiers().catch((error) => this.#list.refuse(error));
  }

  /** The list says how many dossiers each sees, and one of them which; neither waits for it. */
  async #readDossiers() {
    await this.#dossiers.refresh(false);
    this.#seeing.tell();
    await this.#dossiers.openNames(() => this.#seeing.tell());
  }

  /** @param {string} address @returns {Promise<Pane>} */
  async #make(address) {
    if (address === "add") {
      const { AddPane } = await late(() => import("./add.js"));
      return new AddPane(this.#list.most, (account) => this.#tellAdded(account));
    }

    const { AccountPane } = await late(() => import("./account.js"));
    const account = this.#list.accounts.find(({ accountId }) => accountId === address);
    if (account === undefined) {
      throw new BadLinkError();
    }

    const pane = new AccountPane(account, this.#seeing, {
      changed: (changed) => this.#list.put(changed),
      remove: (shown) => void this.#delete(shown),
    });
    if (this.#added?.accountId === address) {
      pane.tellInvited("client.extra.added");
      this.#added = null;
    }

    return pane;
  }

  /** @param {ShownExtraAccount} account */
  #tellAdded(account) {
    this.#panes.drop("add");
    this.#added = account;
    this.#list.put(account);
    location.hash = account.accountId;
  }

  /** @param {ShownExtraAccount} account */
  async #delete(account) {
    const { askDeletion } = await late(() => import("./account.js"));
    if (await askDeletion(account)) {
      this.#panes.drop(account.accountId);
      this.#list.drop(account);
      location.hash = "";
    }
  }
}

/** Where in a client's pages this is (N49). */
const pathHere = () => [
  el("nav", { class: "folder-path", label: "client.path" },
    el("ol", {},
      el("li", {}, el("a", { text: "my.title", set: { href: "/account/" } })),
      el("li", { text: "client.accounts.title" }))),
  el("h1", { text: "client.extra.title" }),
];

void startWorkingPage(async (session) => {
  const listed = session.roles.includes("client") ? await listIfCompany() : null;
  if (listed === null) {
    stage.replaceChildren(deadEnd("company-only", {}, { key: "choose.go-on", href: homeOf(session) }));
    return;
  }

  await new AccountsPage(listed).start();
});

/** Null for a person and for an extra account, who manage none. */
async function listIfCompany() {
  try {
    return (await getOwnClient()).kind === "company" ? await listExtraAccounts() : null;
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") {
      return null;
    }

    throw error;
  }
}
