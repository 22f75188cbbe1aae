import { every } from "../../browser/clock.js";
import { accountMenu } from "../../components/account-menu.js";
import { el, say } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { Mailbox } from "../../spaces/mailbox.js";
import { doorsOf } from "../shared/doors.js";
import { homeOf } from "../shared/home.js";
import { leaveNow, warnBeforeLeaving } from "../shared/leaving.js";
import { namedPart, namedPartAs } from "../shared/named-part.js";
import { sessionOrLogIn } from "../shared/session.js";
import { startPage } from "../shared/page.js";
import { listenToKeys, showKeys } from "./keys.js";
import { MailList } from "./list.js";
import { compose, fetchPanes, Panes } from "./panes.js";

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
  #list = new MailList((mailboxId) => this.#lose(mailboxId));

  /** @param {PageSession} session */
  constructor(session) {
    this.#session = session;
  }

  async start() {
    warnBeforeLeaving(() => [...this.#opened.values()].some(({ panes }) => panes.isDirty));
    this.#showSession();
    const [first] = this.#session.view.mailboxes;
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
    const menu = accountMenu(view, doorsOf(view), { hasKeys: true });
    menu.addEventListener("sign-out", () => void this.#session.signOut().catch((error) => this.#list.tell(error)));
    menu.addEventListener("keys", showKeys);
    namedPart("account").replaceChildren(menu);
    const choices = view.mailboxes.map((one) => {
      const press = el("button", {
        class: "mailbox",
        content: one.name,
        set: { type: "button", "data-mailbox": one.mailboxId },
      });
      press.addEventListener("click", () => void this.#switchTo(one));
      return el("li", {}, press);
    });
    namedPart("mailboxes").replaceChildren(...choices);
  }

  /** @param {Choice} chosen */
  async #switchTo(chosen) {
    try {
      history.replaceState(null, "", "/mail/");
      await this.#choose(chosen);
    } catch (error) {
      this.#list.tell(error);
    }
  }

  /** @param {Choice} chosen */
  async #choose(chosen) {
    const opened = this.#opened.get(chosen.mailboxId) ?? this.#open(chosen);
    const { mailbox, panes } = opened;
    this.#shown?.panes.leave();
    this.#shown = opened;
    say(namedPart("mailbox-name"), { text: "list.mailbox", values: { name: chosen.name } });
    for (const press of namedPart("mailboxes").querySelectorAll("button")) {
      press.setAttribute("aria-current", String(press.dataset["mailbox"] === chosen.mailboxId));
    }

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
    const opened = { mailbox, panes: new Panes(mailbox, this.#list, () => void this.#refresh(opened, false)) };
    this.#opened.set(chosen.mailboxId, opened);
    return opened;
  }

  /**
   * A mailbox was taken away: the page begins anew, with what is left, and what was typed in it is gone with it. What
   * was typed in another one is not: then that is shown in its place.
   * @param {string} mailboxId
   */
  #lose(mailboxId) {
    this.#opened.delete(mailboxId);
    const other = [...this.#opened.values()].find(({ panes }) => panes.isDirty);
    if (other === undefined) {
      this.#shown = null;
      leaveNow(() => location.replace("/mail/"));
    } else {
      namedPart("mailboxes").querySelector(`[data-mailbox="${mailboxId}"]`)?.closest("li")?.remove();
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

  /** @param {boolean} isUnattended */
  #refreshShown(isUnattended) {
    // Behind a dialog there is nobody to show it to.
    const isSeen = document.visibilityState === "visible" && document.querySelector("dialog[open]") === null;
    if (this.#shown !== null && isSeen) {
      void this.#refresh(this.#shown, isUnattended);
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
      search: () => this.#list.focusSearch(),
      back: goTo(""),
    });
  }
}
