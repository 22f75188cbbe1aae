import { every } from "../../browser/clock.js";
import { late } from "../../browser/late.js";
import { getDossierSettings } from "../../api/dossiers.js";
import { deadEnd } from "../../components/dead-end.js";
import { el } from "../../components/dom.js";
import { codeOf } from "../../components/problem-text.js";
import { Dossiers } from "../../spaces/dossiers.js";
import { Mailbox } from "../../spaces/mailbox.js";
import { BadLinkError, partInAddress } from "../shared/address.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { stage } from "../shared/page.js";
import { PaneHost } from "../shared/pane-host.js";
import { isWithoutMailbox } from "../shared/without-mailbox.js";
import { startWorkingPage } from "../shared/working-page.js";
import { OfficeList } from "./list.js";

/** @typedef {import("../../api/contract.d.ts").SessionView} SessionView */

const refreshEvery = 30_000;

/** All but the list; the list does not wait for it. */
const fetchPanes = () => late(() => import("./panes.js"));

void startWorkingPage((session) => new DossiersPage(session).start());

/** The office's room: the list of dossiers, or what stands at the address in its place. */
class DossiersPage {
  #session;
  #host;
  #room;
  /** @type {Promise<import("./panes.js").OfficePanes> | null} */
  #panes = null;
  #over = new AbortController();

  /** @param {SessionView} session */
  constructor(session) {
    this.#session = session;
    const all = session.mailboxes.map((one) => new Dossiers(new Mailbox(one)));
    this.#room = new OfficeList(session, all, getDossierSettings());
    this.#host = new PaneHost(stage, (address) => this.#make(address), {
      waiting: () => el("p", { class: "empty", text: "office.opening", set: { role: "status" } }),
      nothing: () => this.#room.element,
      title: el("h1", { text: "office.title" }),
      going: () => undefined,
      back: () => this.#room.focus(),
    });
  }

  async start() {
    if (isWithoutMailbox(this.#session, "office.title")) {
      return;
    }

    warnBeforeLeaving(() => this.#host.isDirty);
    addEventListener("hashchange", () => void this.#show());
    addEventListener("pagehide", ({ persisted }) => !persisted && this.#over.abort());
    addEventListener("focus", () => this.#refresh(false));
    every(refreshEvery, () => this.#refresh(true), this.#over.signal);
    await this.#show();
    // What does not come is said while nothing is typed yet.
    fetchPanes().catch((error) => this.#room.tell(error));
  }

  async #show() {
    const isList = partInAddress() === "";
    await Promise.all([this.#host.show(), isList ? this.#room.refresh(false) : null]);
  }

  /** @param {boolean} isUnattended */
  #refresh(isUnattended) {
    if (document.visibilityState === "visible" && document.querySelector("dialog[open]") === null) {
      const shown = this.#room.element.isConnected ? this.#room : this.#host.pane;
      void shown?.refresh?.(isUnattended);
    }
  }

  /** @param {string} address @returns {Promise<import("./panes.js").OfficePane>} */
  async #make(address) {
    this.#panes ??= fetchPanes().then(({ OfficePanes }) =>
      new OfficePanes(this.#room, this.#session, {
        drop: (other) => this.#host.drop(other),
        again: (other) => {
          this.#host.drop(other);
          void this.#host.show();
        },
      }));
    try {
      const pane = await (await this.#panes).make(address);
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
  const element = deadEnd("office-gone", {}, { key: "office.all", act: () => (location.hash = "") });
  return { element, isDirty: false, focus: () => element.querySelector("h1")?.focus() };
}
