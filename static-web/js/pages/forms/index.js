import { every } from "../../browser/clock.js";
import { late } from "../../browser/late.js";
import { deadEnd } from "../../components/dead-end.js";
import { el } from "../../components/dom.js";
import { codeOf } from "../../components/problem-text.js";
import { FormLibrary } from "../../spaces/form-library.js";
import { Mailbox } from "../../spaces/mailbox.js";
import { BadLinkError, partInAddress } from "../shared/address.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { stage } from "../shared/page.js";
import { PaneHost } from "../shared/pane-host.js";
import { isWithoutMailbox } from "../shared/without-mailbox.js";
import { startWorkingPage } from "../shared/working-page.js";
import { FormsList } from "./list.js";

/** @typedef {import("../../api/contract.d.ts").SessionView} SessionView */

const refreshEvery = 60_000;

/** All but the list; the list does not wait for it. */
const fetchPanes = () => late(() => import("./panes.js"));

void startWorkingPage((session) => new FormsPage(session).start());

/** The forms that clients are sent: the list of a mailbox's, or what stands at the address in its place. */
class FormsPage {
  #session;
  #list;
  #host;
  /** @type {Promise<import("./panes.js").FormPanes> | null} */
  #panes = null;
  #over = new AbortController();

  /** @param {SessionView} session */
  constructor(session) {
    this.#session = session;
    const all = session.mailboxes.map((one) => new FormLibrary(new Mailbox(one)));
    this.#list = new FormsList(all, () => this.#made());
    this.#host = new PaneHost(stage, (address) => this.#make(address), {
      waiting: () => el("p", { class: "empty", text: "forms.opening", set: { role: "status" } }),
      nothing: () => this.#list.element,
      title: el("h1", { text: "forms.title" }),
      going: () => undefined,
      back: () => this.#list.focus(),
    });
  }

  async start() {
    if (isWithoutMailbox(this.#session, "forms.title")) {
      return;
    }

    warnBeforeLeaving(() => this.#host.isDirty);
    addEventListener("hashchange", () => void this.#show());
    addEventListener("pagehide", ({ persisted }) => !persisted && this.#over.abort());
    every(refreshEvery, () => this.#refresh(), this.#over.signal);
    await this.#show();
    // What does not come is said while nothing is typed yet.
    this.#made().catch((error) => this.#list.tell(error));
  }

  async #show() {
    const isList = partInAddress() === "";
    await Promise.all([this.#host.show(), isList ? this.#list.refresh(false) : null]);
  }

  #refresh() {
    if (document.visibilityState === "visible" && this.#list.element.isConnected) {
      void this.#list.refresh(true);
    }
  }

  /** @returns {Promise<import("./panes.js").FormPanes>} */
  #made() {
    this.#panes ??= fetchPanes().then(({ FormPanes }) => new FormPanes(this.#list, this.#session, (address) => {
      this.#host.drop(address);
      void this.#host.show();
    }));
    return this.#panes;
  }

  /** @param {string} address @returns {Promise<import("../shared/pane-host.js").Pane>} */
  async #make(address) {
    try {
      const pane = await (await this.#made()).make(address);
      if (pane === null) {
        throw new BadLinkError();
      }

      return pane;
    } catch (error) {
      if (codeOf(error) !== "not-found") {
        throw error;
      }

      return gone();
    }
  }
}

/** It is not there, or not for the reader. */
function gone() {
  const element = deadEnd("form-gone", {}, { key: "forms.all", act: () => (location.hash = "") });
  return { element, isDirty: false, focus: () => element.querySelector("h1")?.focus() };
}
