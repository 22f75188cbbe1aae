import { OfflineError, ProblemError } from "../../api/call.js";
import { sendMessageNow } from "../../api/drafts.js";
import { countUnread } from "../../api/mailboxes.js";
import { every } from "../../browser/clock.js";
import { late } from "../../browser/late.js";
import { accountMenu } from "../../components/account-menu.js";
import { say } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { Mailbox } from "../../spaces/mailbox.js";
import { doorsOf } from "../shared/doors.js";
import { homeOf } from "../shared/home.js";
import { leaveNow, warnBeforeLeaving } from "../shared/leaving.js";
import { namedPart, namedPartAs } from "../shared/named-part.js";
import { showOfficeNav } from "../shared/office-nav.js";
import { sessionOrLogIn } from "../shared/session.js";
import { startPage } from "../shared/page.js";
import { compose, ownAddress } from "./addresses.js";
import { Filters } from "./filters.js";
import { Keeping } from "./keeping.js";
import { listenToKeys, showKeys } from "./keys.js";
import { MailList } from "./list.js";
import { fetchPanes, Panes } from "./panes.js";
import { Picking } from "./picking.js";
import { RowActs } from "./row-acts.js";
import { Together } from "./together.js";
import { throwAwayUnreadable } from "./unreadable-draft.js";
import { mailboxInAddress, markBox, nameInAddress, removeBox, showBoxes } from "./which.js";

/**
 * @typedef {import("../shared/session.js").PageSession} PageSession
 * @typedef {{ mailboxId: string, name: string }} Choice
 * @typedef {{ mailbox: Mailbox, panes: Panes }} Opened a mailbox with what is open in it
 */

const refreshEvery = 15_000;

void startPage(async () => {
  const session = await sessionOrLogIn();
  if (session !== null) {
    await new MailPage(session).start();
  }
});

/** The mailboxes of who is logged in, one of which is shown. */
class MailPage {
  #session;
  /** So that switching loses nothing that was typed, by mailbox. @type {Map<string, Opened>} */
  #opened = new Map();
  /** @type {Opened | null} */
  #shown = null;
  /** @type {Picking} */
  #picking = new Picking({
    file: (filing) => this.#rowActs.file(this.#shown, filing),
    read: () => void this.#rowActs.read(this.#shown),
    changed: () => this.#shown && this.#list.show(this.#shown.mailbox),
    left: () => this.#list.focusRow(this.#list.chosen ?? ""),
  });
  #list = new MailList((mailboxId) => void this.#lose(mailboxId), {
    undo: async (draftId) => this.#shown?.panes.undo(draftId),
    sendNow: async (draftId) => this.#sendNow(draftId),
    gone: () => this.#refreshShown(true),
    throwAway: (draftId) => void this.#throwAway(draftId),
    addressOf: (draft) => this.#shown?.panes.addressOf(draft) ?? ownAddress(draft),
  }, this.#picking);
  #keeping = new Keeping({
    choose: (view) => void this.#chooseView(view),
    filed: (participantIds) => this.#filed(participantIds),
    takenBack: () => this.#refreshShown(false),
    tell: (error) => this.#list.tell(error),
    tellNothing: () => this.#list.tellNothing(),
  });
  #filters = new Filters(() => this.#shown && void this.#chooseView(this.#shown.mailbox.view));
  #rowActs = new RowActs(this.#picking, this.#list, this.#keeping);
  /** Shows in the menu which mailbox is open. @type {(mailboxId: string) => void} */
  #mark = () => {};

  /** @param {PageSession} session */
  constructor(session) {
    this.#session = session;
    const together = new Together(session);
    this.#list.shown = (mailbox) => together.look(mailbox);
  }

  async start() {
    warnBeforeLeaving(() => [...this.#opened.values()].some(({ panes }) => panes.isDirty));
    this.#showSession();
    const first = mailboxInAddress(this.#session.view.mailboxes);
    if (first === undefined && !this.#session.view.roles.includes("staff")) {
      // No member of staff: nobody gives them a mailbox, and there is a room that is theirs.
      location.replace(homeOf(this.#session.view));
      return;
    }

    if (first === undefined) {
      const state = namedPart("list-state");
      state.replaceChildren(notice("info", "list.no-mailbox"));
      state.hidden = false;
      return;
    }

    this.#listen();
    await this.#choose(first);
  }

  #showSession() {
    const { view } = this.#session;
    const { element: menu, mark } = accountMenu(view, doorsOf(view), {
      hasKeys: true, unread: countUnread, choose: (mailboxId) => this.#chooseInMenu(mailboxId),
    });
    this.#mark = mark;
    menu.addEventListener("sign-out", () => void this.#session.signOut().catch((error) => this.#list.tell(error)));
    menu.addEventListener("keys", showKeys);
    namedPart("account").replaceChildren(menu);
    showOfficeNav(view);
    showBoxes(view.mailboxes, (one) => void this.#switchTo(one));
  }

  /** @param {Choice} chosen */
  async #switchTo(chosen) {
    try {
      nameInAddress(chosen.mailboxId, this.#session.view.mailboxes);
      await this.#choose(chosen);
    } catch (error) {
      this.#list.tell(error);
    }
  }

  /** @param {string} mailboxId */
  #chooseInMenu(mailboxId) {
    const chosen = this.#session.view.mailboxes.find((one) => one.mailboxId === mailboxId);
    return chosen !== undefined && (void this.#switchTo(chosen), true);
  }

  /** @param {Choice} chosen */
  async #choose(chosen) {
    const opened = this.#opened.get(chosen.mailboxId) ?? this.#open(chosen);
    const { mailbox, panes } = opened;
    this.#shown?.panes.leave();
    this.#shown = opened;
    this.#keeping.show(mailbox.view);
    this.#filters.show(mailbox);
    say(namedPart("mailbox-name"), { text: "list.mailbox", values: { name: chosen.name } });
    this.#mark(chosen.mailboxId);
    markBox(chosen.mailboxId);
    await this.#refresh(opened, false);
    // What does not come is said while nothing is typed yet.
    fetchPanes().catch((error) => this.#list.tell(error));
    if (this.#shown === opened) {
      await panes.show();
      await this.#list.showUnfinished(mailbox);
    }
  }

  /** @param {Choice} chosen @returns {Opened} */
  #open(chosen) {
    const mailbox = new Mailbox(chosen);
    const opened = { mailbox, panes: this.#panesOf(mailbox, () => void this.#refresh(opened, false)) };
    this.#opened.set(chosen.mailboxId, opened);
    return opened;
  }

  /** @param {Mailbox} mailbox @param {() => unknown} changed */
  #panesOf(mailbox, changed) {
    return new Panes(mailbox, this.#list, changed, (filed) => void this.#keeping.file(mailbox, [filed]));
  }

  /** @param {import("../../api/mailboxes.js").View} view */
  async #chooseView(view) {
    if (this.#shown !== null) {
      const opened = this.#shown;
      opened.mailbox.choose(view);
      this.#keeping.show(view);
      await this.#refresh(opened, false);
    }
  }

  /** They stand elsewhere: their rows go, and the pane of one. @param {string[]} participantIds */
  #filed(participantIds) {
    if (this.#shown !== null) {
      const { mailbox, panes } = this.#shown;
      const goOn = this.#list.holdPlace();
      participantIds.forEach((id) => panes.forget(id));
      this.#list.show(mailbox);
      goOn();
    }
  }

  /**
   * A mailbox was taken away: the page says so, with what was typed in it, and begins anew with what is left. What was
   * typed in another one stays: then that is shown in its place.
   * @param {string} mailboxId
   */
  async #lose(mailboxId) {
    const lost = this.#opened.get(mailboxId);
    if (lost === undefined || !this.#opened.delete(mailboxId)) {
      return;
    }

    await (await late(() => import("./lost.js"))).tellLost(lost.mailbox.name, lost.panes.elements);
    const other = [...this.#opened.values()].find(({ panes }) => panes.isDirty);
    if (other === undefined) {
      this.#shown = null;
      leaveNow(() => location.replace("/mail/"));
    } else {
      removeBox(mailboxId);
      void this.#switchTo(other.mailbox);
    }
  }

  /** @param {Opened} opened @param {boolean} isUnattended nobody came back to the page, it is time again */
  async #refresh(opened, isUnattended) {
    // Another mailbox may be shown by the time its rows are there.
    if ((await this.#list.refresh(opened.mailbox, isUnattended)) && this.#shown === opened) {
      this.#list.show(opened.mailbox);
    }
  }

  /** @param {string} draftId of a message that waits */
  async #sendNow(draftId) {
    const sent = this.#shown?.mailbox.drafts.find(draftId) ?? undefined;
    if (sent !== undefined && sent.messageId !== null) {
      await sendMessageNow(sent.participantId, sent.messageId);
      this.#refreshShown(false);
      await this.#shown?.panes.reload(sent.participantId);
    }
  }

  /** @param {string} draftId of a draft that cannot be read */
  async #throwAway(draftId) {
    if (this.#shown !== null) {
      const { mailbox } = this.#shown;
      await throwAwayUnreadable(mailbox, draftId) && this.#list.show(mailbox);
    }
  }

  /** @param {boolean} isUnattended */
  #refreshShown(isUnattended) {
    // Behind a dialog there is nobody to show it to.
    const isVisible = document.visibilityState === "visible";
    if (this.#shown !== null && isVisible) {
      // What is looked at in a dialog may be revoked too.
      void this.#lookForRevoked(this.#shown.panes);
    }

    if (this.#shown !== null && isVisible && document.querySelector("dialog[open]") === null) {
      void this.#refresh(this.#shown, isUnattended);
    }
  }

  /** @param {Panes} panes */
  async #lookForRevoked(panes) {
    try {
      await panes.lookForRevoked();
    } catch (error) {
      // That the session or the connection is gone the list says, which is read beside this.
      error instanceof ProblemError || error instanceof OfflineError || this.#list.tell(error);
    }
  }

  async #show() {
    if (this.#shown !== null) {
      const { panes, mailbox } = this.#shown;
      await panes.show();
      await this.#list.showUnfinished(mailbox);
    }
  }

  async #loadMore() {
    if (this.#shown !== null) {
      const { mailbox } = this.#shown;
      await mailbox.loadMore().catch((error) => this.#list.tell(error));
      this.#list.show(mailbox);
    }
  }

  #listen() {
    const goTo = (/** @type {string} */ address) => () => (location.hash = address);
    addEventListener("hashchange", () => void this.#show());
    addEventListener("focus", () => this.#refreshShown(false));
    every(refreshEvery, () => this.#refreshShown(true), this.#session.signal);
    namedPart("search").addEventListener("input", () => this.#shown && this.#list.show(this.#shown.mailbox));
    const press = namedPartAs("compose", HTMLButtonElement);
    press.addEventListener("click", goTo(compose));
    press.disabled = false;
    namedPart("back").addEventListener("click", goTo(""));
    namedPart("more").addEventListener("click", () => void this.#loadMore());
    listenToKeys({
      next: () => this.#list.step(1),
      previous: () => this.#list.step(-1),
      compose: goTo(compose),
      answer: () => this.#shown?.panes.answer(),
      pick: () => this.#picking.toggle(this.#list.chosen ?? ""),
      archive: () => this.#rowActs.file(this.#shown, "archived"),
      delete: () => this.#rowActs.file(this.#shown, "deleted"),
      read: () => this.#rowActs.read(this.#shown),
      search: () => this.#list.focusSearch(),
      back: goTo(""),
    });
  }
}
