import { ProblemError } from "../../api/call.js";
import { every } from "../../browser/clock.js";
import { late } from "../../browser/late.js";
import { deadEnd } from "../../components/dead-end.js";
import { el, focusOn } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { DossierPart, tabs } from "../../spaces/dossier-part.js";
import { OwnDossiers } from "../../spaces/own-dossiers.js";
import { partInAddress } from "../shared/address.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { stage } from "../shared/page.js";
import { portalNav } from "../shared/portal-nav.js";
import { startWorkingPage } from "../shared/working-page.js";
import { actions } from "./actions.js";
import { DossierList } from "./dossier-list.js";
import { home } from "./home.js";
import { OpenedDossier } from "./opened-dossier.js";
import { Statuses } from "./statuses.js";

const refreshEvery = 30_000;

/** A dossier and perhaps a place in it: a tab, an entry, a new message, something that is asked. */
const place = /^([0-9a-f]{34})(?:-([0-9a-z]{1,40}|task-[0-9a-f]{32}(?:-[0-9a-z]{1,5})?))?$/;

/** What a dossier is shown with; home does not wait for it. */
const fetchRoom = () => late(() => import("../shared/dossier-room.js"));

void startWorkingPage((session) => new PortalPage(session).start());

/** The room of a client: home, what waits, and their dossiers, one of which is shown. */
class PortalPage {
  #dossiers = new OwnDossiers();
  #statuses = new Statuses();
  #nav = portalNav();
  #home;
  #actions = actions();
  #list = new DossierList(this.#statuses);
  #body = el("div", { class: "portal-body" });
  #told = el("div");
  /** Opened ones, in which something may be typed. @type {Map<string, OpenedDossier>} */
  #rooms = new Map();
  #session;
  #turn = 0;
  #over = new AbortController();

  /** @param {import("../../api/contract.d.ts").SessionView} session */
  constructor(session) {
    this.#session = session;
    this.#home = home(session.name, ({ facts }) => this.#statuses.isOpen(facts));
  }

  async start() {
    warnBeforeLeaving((isSigningOut) =>
      [...this.#rooms.values()].some((opened) => opened.isDirty || (isSigningOut && opened.isKeptHere)));
    stage.replaceChildren(this.#nav.element, this.#told, this.#body);
    addEventListener("hashchange", () => void this.#show());
    addEventListener("pagehide", ({ persisted }) => !persisted && this.#over.abort());
    every(refreshEvery, () => document.visibilityState === "visible" && void this.#refresh(true), this.#over.signal);
    addEventListener("focus", () => void this.#refresh(false));
    document.addEventListener("zegel-language", () => this.#draw());
    this.#wait();
    if (["actions", "dossiers"].includes(partInAddress() ?? "")) {
      this.#dossiers.prepareNames();
    }

    const read = Promise.all([this.#statuses.read(), this.#dossiers.refresh(false)]);
    // One that is named is opened beside the list.
    const isNamed = place.test(partInAddress() ?? "");
    await (isNamed ? Promise.all([this.#show(), read.then(() => this.#draw())]) : read.then(() => this.#show()));
    fetchRoom().catch((error) => this.#tell(error));
  }

  /** @param {boolean} isUnattended the page does so by itself */
  async #refresh(isUnattended) {
    try {
      await this.#dossiers.refresh(isUnattended);
      this.#draw();
      this.#told.replaceChildren();
      await this.#refreshRoom();
    } catch (error) {
      this.#tell(error);
    }
  }

  /** The dossier that is shown is read again when something happened in it. */
  async #refreshRoom() {
    const [, shown = ""] = place.exec(partInAddress() ?? "") ?? [];
    const opened = this.#rooms.get(shown);
    const listed = this.#dossiers.dossiers?.find(({ participantId }) => participantId === shown);
    // One that is listed no longer was taken away, or is there so shortly that the list has it later.
    if (opened !== undefined && listed?.at !== opened.at) {
      opened.at = listed?.at ?? "";
      await opened.refresh();
    }
  }

  #draw() {
    const { dossiers, waiting } = this.#dossiers;
    const at = partInAddress();
    this.#nav.show(waiting, at === "" ? "home" : at);
    if (dossiers === null) {
      return;
    }

    // What is not shown is drawn when it is.
    if (at === "actions" || at === "dossiers") {
      at === "actions" ? this.#actions.show(dossiers) : this.#list.show(dossiers);
      this.#dossiers.openNames(() => this.#draw()).catch((error) => this.#tell(error));
      at === "actions" && void this.#openTasks(dossiers);
    } else {
      this.#home.show(dossiers, waiting);
    }
  }

  /** @param {import("../../spaces/own-dossiers.js").OwnDossier[]} dossiers */
  async #openTasks(dossiers) {
    if (dossiers.some(({ toDo }) => toDo === null)) {
      await this.#dossiers.openTasks().catch((error) => this.#tell(error));
      this.#actions.show(this.#dossiers.dossiers ?? []);
    }
  }

  async #show() {
    const turn = ++this.#turn;
    const at = partInAddress() ?? "";
    const [, participantId, where = ""] = place.exec(at) ?? [];
    this.#forgetIdle(participantId);
    this.#draw();
    const only = this.#dossiers.dossiers?.length === 1 ? this.#dossiers.dossiers[0] : undefined;
    if (at === "dossiers" && only !== undefined) {
      // With one dossier there is no list to choose from (N12).
      history.replaceState(null, "", `#${only.participantId}`);
      await this.#show();
      return;
    }

    if (participantId === undefined) {
      const shown = at === "actions" ? this.#actions : at === "dossiers" ? this.#list : this.#home;
      this.#body.replaceChildren(shown.element);
      focusOn(shown.title);
      return;
    }

    try {
      const known = this.#rooms.get(participantId);
      const opened = known ?? (await this.#open(participantId, where, turn));
      if (turn !== this.#turn || opened === null) {
        return;
      }

      await opened.show(where, (shown, isRoom) =>
        turn === this.#turn && this.#body.replaceChildren(...(isRoom ? this.#backToAll() : []), shown));
      known === undefined && where === "" && opened.focus();
    } catch (error) {
      turn === this.#turn && this.#refuse(error);
    }
  }

  /** @param {string} participantId @param {number} toDo */
  #hearTasks(participantId, toDo) {
    const listed = this.#dossiers.dossiers?.find((one) => one.participantId === participantId);
    if (listed !== undefined && listed.tasks.toDo !== toDo) {
      this.#dossiers.hear(participantId, { tasks: { ...listed.tasks, toDo } });
      this.#draw();
    }
  }

  /**
   * @param {string} participantId
   * @param {string} where in it
   * @param {number} turn
   * @returns {Promise<OpenedDossier | null>}
   */
  async #open(participantId, where, turn) {
    this.#wait();
    const part = new DossierPart(participantId);
    const listed = this.#dossiers.dossiers?.find((one) => one.participantId === participantId);
    // Of the tab that is shown first the entries come along.
    const fresh = tabs.find((tab) => (listed?.unread[tab] ?? 0) > 0) ?? "correspondence";
    const first = where === "" ? fresh : (tabs.find((tab) => tab === where) ?? null);
    const [{ DossierRoom: Room }] = await Promise.all([fetchRoom(), part.open(first), this.#statuses.read()]);
    if (turn !== this.#turn) {
      return null;
    }

    const opened = new OpenedDossier(part, {
      name: this.#session.name,
      at: listed?.at ?? "",
      counted: (toDo) => this.#hearTasks(participantId, toDo),
    });
    const room = new Room(part, {
      above: [opened.panel],
      name: this.#session.name,
      addressOf: (at) => `#${participantId}-${at}`,
      statusOf: (statusId) => this.#statuses.of(statusId),
      changed: () => {
        this.#dossiers.hear(participantId, { unread: part.unread });
        this.#draw();
      },
      lost: () => this.#lose(participantId),
    });
    opened.start(room);
    this.#rooms.set(participantId, opened);
    return opened;
  }

  /** One in which nothing is typed is made anew when it is shown again. @param {string | undefined} shown */
  #forgetIdle(shown) {
    for (const [participantId, opened] of this.#rooms) {
      if (participantId !== shown && !opened.isDirty) {
        opened.leave();
        this.#rooms.delete(participantId);
      }
    }
  }

  /** Where there is more than one dossier, the way back to all of them. */
  #backToAll() {
    const isOnly = this.#dossiers.dossiers?.length === 1;
    return isOnly ? [] : [el("p", {}, el("a", { class: "back", text: "portal.all", set: { href: "#dossiers" } }))];
  }

  /** It was taken away from the reader. @param {string} participantId */
  #lose(participantId) {
    this.#rooms.get(participantId)?.leave();
    this.#rooms.delete(participantId);
    if (partInAddress()?.startsWith(participantId)) {
      this.#turn++;
      this.#body.replaceChildren(gone());
    }
  }

  #wait() {
    this.#body.replaceChildren(el("p", { class: "empty", text: "dossiers.opening", set: { role: "status" } }));
  }

  /** @param {unknown} error */
  #refuse(error) {
    if (error instanceof ProblemError && error.code === "not-found") {
      this.#body.replaceChildren(gone());
      return;
    }

    this.#body.replaceChildren();
    this.#tell(error);
  }

  /** @param {unknown} error */
  #tell(error) {
    const { key, values } = problemText(error);
    this.#told.replaceChildren(notice("error", key, values));
  }
}

const gone = () =>
  deadEnd("dossier-gone", {}, { key: "portal.dossiers", act: () => (location.hash = "dossiers") });
