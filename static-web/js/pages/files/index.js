import { late } from "../../browser/late.js";
import { every } from "../../browser/clock.js";
import { deadEnd } from "../../components/dead-end.js";
import { ProblemError } from "../../api/call.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { Folder, FolderPendingError } from "../../spaces/folder.js";
import { isBeginner } from "../../spaces/participant-id.js";
import { partInAddress } from "../shared/address.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { stage } from "../shared/page.js";
import { startWorkingPage } from "../shared/working-page.js";
import { FolderLists } from "./lists.js";

/** @typedef {import("./folder-pane.js").FolderPane} FolderPane */

const refreshEvery = 30_000;

/** A folder that was made just now has no key for its mailbox yet: so often, and after so long, it is asked again. */
const pendingTries = 20;
const pendingWait = 1000;

/** A folder and perhaps one of its subfolders, by their ids. */
const place = /^([0-9a-f]{34})(?:-([0-9a-f]{32}))?$/;

/** What a folder is shown with; the list does not wait for it. */
const fetchPane = () => late(() => import("./folder-pane.js"));

void startWorkingPage((session) => new FilesPage(session).start());

/** The folders of who is logged in, one of which is shown. */
class FilesPage {
  #lists;
  /** Opened ones, of which something may be under way. @type {Map<string, FolderPane>} */
  #panes = new Map();
  /** Made on this page: their keys are known here. @type {Map<string, Folder>} */
  #made = new Map();
  #turn = 0;
  #over = new AbortController();

  /** @param {import("../../api/contract.d.ts").SessionView} session */
  constructor(session) {
    this.#lists = new FolderLists(session, (folder) => {
      this.#made.set(folder.participantId, folder);
      location.hash = folder.participantId;
    });
  }

  async start() {
    warnBeforeLeaving(() => [...this.#panes.values()].some(({ isDirty }) => isDirty));
    addEventListener("hashchange", () => void this.#show());
    addEventListener("pagehide", ({ persisted }) => !persisted && this.#over.abort());
    every(refreshEvery, () => this.#refresh(true), this.#over.signal);
    addEventListener("focus", () => this.#refresh(false));
    await this.#show();
  }

  /** @param {boolean} isUnattended */
  #refresh(isUnattended) {
    if (this.#lists.element.isConnected && document.visibilityState === "visible") {
      void this.#lists.refresh(isUnattended);
    }
  }

  async #show() {
    const turn = ++this.#turn;
    const [, participantId, subfolder = null] = place.exec(partInAddress() ?? "") ?? [];
    this.#forgetIdle(participantId);
    if (participantId === undefined) {
      stage.replaceChildren(this.#lists.element);
      this.#lists.focus();
      await this.#lists.refresh(false);
      return;
    }

    try {
      const pane = this.#panes.get(participantId) ?? (await this.#open(participantId, turn));
      if (turn === this.#turn && pane !== null) {
        stage.replaceChildren(pane.element);
        pane.show(subfolder);
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#refuse(error);
      }
    }
  }

  /** @param {string} participantId @param {number} turn */
  async #open(participantId, turn) {
    stage.replaceChildren(el("p", { class: "empty", text: "folders.opening", set: { role: "status" } }));
    const [{ FolderPane }, folder] = await Promise.all([fetchPane(), this.#folderOf(participantId)]);
    await openInTime(folder);
    if (turn !== this.#turn) {
      return null;
    }

    const pane = new FolderPane(folder, () => this.#lose(participantId), () => this.#end(folder));
    this.#panes.set(participantId, pane);
    void pane.read();
    return pane;
  }

  /** @param {string} participantId */
  async #folderOf(participantId) {
    const made = this.#made.get(participantId);
    if (made !== undefined || !isBeginner(participantId)) {
      return made ?? new Folder(participantId);
    }

    const mailbox = await this.#lists.mailboxOf(participantId);
    await mailbox?.open();
    return new Folder(participantId, mailbox);
  }

  /** One that nothing is under way in is made anew when it is shown again. @param {string | undefined} shown */
  #forgetIdle(shown) {
    for (const [participantId, pane] of this.#panes) {
      if (participantId !== shown && !pane.isDirty) {
        pane.leave();
        this.#panes.delete(participantId);
      }
    }
  }

  /** It is no longer shared with the reader. @param {string} participantId */
  #lose(participantId) {
    this.#panes.delete(participantId);
    this.#made.delete(participantId);
    if (partInAddress()?.startsWith(participantId)) {
      this.#turn++;
      stage.replaceChildren(gone());
    }
  }

  /** The reader ended it. @param {Folder} folder */
  #end({ participantId, name }) {
    this.#panes.delete(participantId);
    this.#made.delete(participantId);
    this.#lists.tellEnded(participantId, name ?? "");
    location.hash = "";
  }

  /** @param {unknown} error */
  #refuse(error) {
    if (error instanceof ProblemError && error.code === "not-found") {
      stage.replaceChildren(gone());
      return;
    }

    const { key, values } = problemText(error);
    const back = el("p", {}, el("a", { text: "folders.all", set: { href: "#" } }));
    stage.replaceChildren(el("h1", { text: "folders.title" }), notice("error", key, values), back);
  }
}

const gone = () =>
  deadEnd("folder-gone", {}, { key: "folders.all", act: () => (location.hash = "") });

/** @param {Folder} folder */
async function openInTime(folder) {
  for (let tries = 1; ; tries++) {
    try {
      await folder.open();
      return;
    } catch (error) {
      if (!(error instanceof FolderPendingError) || tries === pendingTries) {
        throw error;
      }
    }

    await new Promise((resolve) => setTimeout(resolve, pendingWait));
  }
}
