import { getAccount } from "../../api/account.js";
import { getOwnClient } from "../../api/own-client.js";
import { getOwnGuest } from "../../api/own-guest.js";
import { late } from "../../browser/late.js";
import { el, focusOn } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { DetailsPart } from "./details.js";
import { DevicesPart } from "./devices.js";
import { FactorsPart } from "./factors.js";
import { PasswordPart } from "./password.js";
import { RecoveryPart } from "./recovery.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { stage } from "../shared/page.js";
import { homeOf, isOnlyGuest } from "../shared/home.js";
import { startWorkingPage } from "../shared/working-page.js";
import { addTexts } from "../../text/text.js";

/**
 * @typedef {import("../../api/contract.d.ts").AccountDetailsView} AccountDetails
 * @typedef {import("../../api/contract.d.ts").SessionView} Session
 */

/** What the parts of the page share: the account as it stands, and what happens to the whole page. */
export class Account {
  #session;
  #top = el("div");
  /** @type {{ element: HTMLElement, show?: (details: AccountDetails) => void }[]} */
  #parts = [];

  /** @param {Session} session @param {() => unknown} signOut */
  constructor(session, signOut) {
    this.#session = session;
    this.signOut = signOut;
    /** The first visit: the details were not confirmed yet. Those of a guest were asked at the invitation. */
    this.isNew = session.isNew && !isOnlyGuest(session);
  }

  async start() {
    const [details, ofGuest, ofClient, ofStaff] = await Promise.all([
      getAccount(), this.#guestParts(), this.#clientParts(), this.#staffParts(),
    ]);
    const own = new DetailsPart(this, details, {
      advice: ofGuest.address.length > 0 ? "my.email.guest" : "my.email.advice",
      // A client chooses what they are mailed of by kind (N48), and of folders each says itself.
      hasMailbox: this.#session.roles.includes("staff"),
    });
    this.#parts = [
      ...ofGuest.access,
      own,
      ...ofGuest.address,
      ...ofStaff,
      ...ofClient.notices,
      ...ofClient.accounts,
      new FactorsPart(this),
      new RecoveryPart(this),
      new PasswordPart(),
      new DevicesPart(this),
    ];
    warnBeforeLeaving(() => own.isDirty);
    const title = el("h1", { text: "my.title" });
    stage.replaceChildren(title, this.#top, ...this.#parts.map(({ element }) => element));
    this.show(details);
    focusOn(title);
  }

  /** What only a guest has: until when, and another address. Who may accept something first has it later. */
  async #guestParts() {
    if (!this.#session.roles.includes("guest") || this.#session.owes !== null) {
      return { access: [], address: [] };
    }

    const [{ OwnAccess }, { AddressPart }, guest] = await Promise.all([
      late(() => import("../shared/own-access.js")),
      late(() => import("./guest.js")),
      getOwnGuest(),
    ]);
    return { access: [new OwnAccess(guest)], address: [new AddressPart(this)] };
  }

  /** What only a client has: the way to their dossiers, their notices, and a company's accounts. */
  async #clientParts() {
    if (!this.#session.roles.includes("client")) {
      return { notices: [], accounts: [] };
    }

    const [{ showClientNav }, { ClientNoticesPart, accountsPart }, client] = await Promise.all([
      late(() => import("../shared/client-nav.js")),
      late(() => import("./client.js")),
      getOwnClient(),
    ]);
    const accounts = client.kind === "company" ? [accountsPart()] : [];
    // Without a number the page is as good: it is asked again with the next one.
    void showClientNav().catch(() => null);
    return { notices: [new ClientNoticesPart(client)], accounts };
  }

  /** What only staff have: of which mailboxes they are mailed, and who stands in for them. */
  async #staffParts() {
    if (!this.#session.roles.includes("staff")) {
      return [];
    }

    const [{ MailsPart }, { delegateParts }] = await Promise.all([
      late(() => import("./mails.js")),
      late(() => import("./delegates.js")),
      addTexts("members"),
      addTexts("access"),
    ]);
    const { mailboxes, accountId } = this.#session;
    return [...(mailboxes.length === 0 ? [] : [new MailsPart(mailboxes)]), ...(await delegateParts(accountId))];
  }

  /** @param {AccountDetails} details */
  show(details) {
    const { postponeUntil, factors, passkeys } = details;
    const isPostponed = postponeUntil !== null && factors.length + passkeys.length === 0;
    this.#top.replaceChildren(
      ...(this.isNew ? [notice("info", "my.welcome")] : []),
      ...(isPostponed ? [notice("warning", "my.postponed", { day: { day: postponeUntil } })] : []),
    );
    for (const one of this.#parts) {
      one.show?.(details);
    }
  }

  /** Reads how it stands now; when that fails the page says that what it shows is old. */
  async refresh() {
    try {
      this.show(await getAccount());
    } catch (error) {
      const { key, values } = problemText(error);
      this.#top.replaceChildren(notice("error", key, values));
    }
  }

  /**
   * The details were confirmed; the first time the person goes on to where the work is.
   * @param {AccountDetails} details
   */
  confirmed(details) {
    const home = homeOf(this.#session);
    if (this.isNew && home !== location.pathname) {
      location.assign(home);
      return;
    }

    this.isNew = false;
    this.show(details);
  }
}

void startWorkingPage((session, signOut) => new Account(session, signOut).start());
