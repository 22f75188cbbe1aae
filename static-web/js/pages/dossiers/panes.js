import { listHandlers } from "../../api/dossiers.js";
import { late } from "../../browser/late.js";
import { el } from "../../components/dom.js";
import { tabs } from "../../spaces/dossier-part.js";
import { OfficeDossier } from "../../spaces/office-dossier.js";
import { beginnerOf, spaceOf } from "../../spaces/participant-id.js";
import { openInTime, openOfficeRoom, roomPane } from "../shared/office-room.js";
import { AddClientsPane } from "./add-clients.js";
import { ChangePane } from "./change.js";
import { clientPane } from "./client.js";
import { DossierPane } from "./dossier-pane.js";
import { ImportPane } from "./import.js";
import { KeptForm } from "./kept-form.js";
import { NewDossierPane } from "./new-dossier.js";
import { PublishPane } from "./publish.js";

/**
 * @typedef {import("../shared/pane-host.js").Pane & { refresh?: (isUnattended: boolean) => unknown }} OfficePane
 * @typedef {import("../shared/dossier-room.js").DossierRoom} DossierRoom
 * @typedef {import("./list.js").OfficeList} OfficeList
 * @typedef {import("../../spaces/dossiers.js").Dossiers} Dossiers
 * @typedef {import("../../spaces/dossiers.js").DossierRow} DossierRow
 * @typedef {import("../../api/contract.d.ts").SessionView} SessionView
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 */

/** A dossier, or a participant in a part of one; and which form, tab, entry or task of it. */
const place = /^([0-9a-f]{34})(?:-(task-[0-9a-f]{32}|[0-9a-z]{1,32}))?$/;

/** Something that was asked of the client of a part. */
const taskPlace = /^task-([0-9a-f]{32})$/;

/** What is asked with, and what was asked: the list of dossiers does not wait for it. */
const fetchAsking = () => late(() => import("./asking-panes.js"));

/** What stands beside the list of the office's room, by its address. */
export class OfficePanes {
  #list;
  #session;
  #drop;
  #again;
  /** Parts that are shown, by whose view it is. @type {Map<string, { room: DossierRoom, element: HTMLElement }>} */
  #rooms = new Map();

  /**
   * @param {OfficeList} list
   * @param {SessionView} session
   * @param {object} panes
   * @param {(address: string) => unknown} panes.drop what was typed at an address is done with
   * @param {(address: string) => unknown} panes.again shows what is at an address anew
   */
  constructor(list, session, { drop, again }) {
    this.#list = list;
    this.#session = session;
    this.#drop = drop;
    this.#again = again;
  }

  /** @param {string} address @returns {Promise<OfficePane | null>} null: there is nothing at it */
  async make(address) {
    if (address === "new" || address === "import") {
      return this.#makeForm(address);
    }

    const [, participantId, where = ""] = place.exec(address) ?? [];
    this.#forgetIdle(participantId);
    const mailboxIn = participantId === undefined ? "" : beginnerOf(spaceOf(participantId));
    const found = participantId === undefined ? null : await this.#list.find(mailboxIn);
    if (found === null || participantId === undefined) {
      return null;
    }

    const { dossiers, row } = found;
    const [, taskId] = taskPlace.exec(where) ?? [];
    if (taskId !== undefined) {
      return this.#makeTask(participantId, taskId, dossiers, row);
    }

    const isDossier = row.participantId === mailboxIn;
    if (!isDossier && where !== "client") {
      return this.#makeRoom(participantId, where, dossiers, row);
    }

    const dossier = new OfficeDossier(row.participantId, dossiers);
    await openInTime(dossier);
    if (!isDossier) {
      const part = dossier.parts.find((one) => one.participantId === mailboxIn);
      return part === undefined ? null : clientPane(dossier, part);
    }

    return this.#makeOf(dossier, where, () => {
      this.#drop(address);
      location.hash = participantId;
    });
  }

  /** @param {"new" | "import"} address */
  async #makeForm(address) {
    const { dossiers } = this.#list;
    if (dossiers === null) {
      return null;
    }

    const [settings, { people }] = await Promise.all([
      this.#list.settings, listHandlers(dossiers.mailbox.mailboxId), dossiers.mailbox.open(), dossiers.readAll(),
    ]);
    if (address === "import") {
      return this.#begin(new ImportPane(dossiers, settings, people, this.#keptAt(dossiers.mailbox, address)));
    }

    const { accountId } = this.#session;
    const addressOf = (/** @type {string} */ participantId) => `${participantId}-add`;
    const { mailbox } = dossiers;
    return this.#begin(new NewDossierPane(dossiers, { settings, people, accountId }, this.#keptAt(mailbox, address), {
      // Whoever loads the page again goes on where clients are added.
      begun: async (participantId, left) => {
        await this.#keptAt(mailbox, addressOf(participantId)).put(left);
        history.replaceState(null, "", `#${addressOf(participantId)}`);
      },
      made: async (participantId) => {
        this.#keptAt(mailbox, addressOf(participantId)).forget();
        this.#drop(address);
        await showAtOnce(dossiers, participantId);
        location.hash = participantId;
      },
    }));
  }

  /** What an earlier visit typed in the form at an address. @param {Mailbox} mailbox @param {string} address */
  #keptAt(mailbox, address) {
    return new KeptForm(mailbox, this.#session.accountId, address, () => this.#again(address));
  }

  /** @template {{ begin: () => Promise<unknown> }} Form @param {Form} form */
  async #begin(form) {
    await form.begin();
    return form;
  }

  /**
   * @param {OfficeDossier} dossier once it is open
   * @param {string} where
   * @param {() => unknown} done
   * @returns {Promise<OfficePane | null>}
   */
  async #makeOf(dossier, where, done) {
    const settings = await this.#list.settings;
    const { mailboxId, name } = dossier.mailbox;
    const kept = this.#keptAt(dossier.mailbox, `${dossier.participantId}-${where}`);
    switch (where) {
      case "":
        return new DossierPane(dossier, settings);
      case "change":
        return this.#begin(new ChangePane(dossier, settings, (await listHandlers(mailboxId)).people, kept, done));
      case "add":
        return this.#begin(new AddClientsPane(dossier, kept, done));
      case "publish":
        return this.#begin(new PublishPane(dossier, name, kept));
      case "send":
      case "request":
      case "read":
        return (await fetchAsking()).askPane(dossier, where);
      default:
        return null;
    }
  }

  /**
   * @param {string} participantId the mailbox in the part
   * @param {string} taskId
   * @param {Dossiers} dossiers
   * @param {DossierRow} row of the dossier
   */
  async #makeTask(participantId, taskId, dossiers, row) {
    const dossier = new OfficeDossier(row.participantId, dossiers);
    const [{ taskPane }] = await Promise.all([fetchAsking(), openInTime(dossier)]);
    return taskPane(dossier, participantId, taskId);
  }

  /**
   * @param {string} participantId whose view it is: the mailbox's in the part is the office's own
   * @param {string} where
   * @param {Dossiers} dossiers
   * @param {DossierRow} row of the dossier
   */
  async #makeRoom(participantId, where, dossiers, row) {
    const shown = this.#rooms.get(participantId) ?? await this.#openRoom(participantId, where, dossiers, row);
    this.#rooms.set(participantId, shown);
    let { at } = row;
    return roomPane(shown, where, async () => {
      await dossiers.refresh(true);
      const before = at;
      at = dossiers.find(row.participantId)?.at ?? at;
      return at !== before;
    });
  }

  /**
   * @param {string} participantId
   * @param {string} where
   * @param {Dossiers} dossiers
   * @param {DossierRow} row
   */
  async #openRoom(participantId, where, { mailbox }, row) {
    const mailboxIn = beginnerOf(spaceOf(participantId));
    const as = participantId === mailboxIn ? null : participantId;
    const { room, part } = await openOfficeRoom({
      participantId: mailboxIn,
      as,
      mailbox,
      settings: this.#list.settings,
      tab: tabs.find((tab) => tab === where) ?? null,
      addressOf: (at) => `#${participantId}-${at}`,
      changed: () => undefined,
    });
    const above = as === null ? wayBack(row, part) : viewBar(part.nameOf(as), `#${row.participantId}`);
    return { room, element: el("div", { class: "office" }, above, room.element) };
  }

  /** One in which nothing is typed is made anew when it is shown again. @param {string | undefined} shown */
  #forgetIdle(shown) {
    for (const [participantId, { room }] of this.#rooms) {
      if (participantId !== shown && !room.isDirty) {
        room.leave();
        this.#rooms.delete(participantId);
      }
    }
  }
}

/** Says whose view it is, and the way back. @param {string} name @param {string} back address of the dossier */
function viewBar(name, back) {
  return el("div", { class: "view-bar", label: "office.view-as.bar", set: { role: "region" } },
    el("p", {}, el("strong", { text: "office.view-as.is", values: { name } }), " ",
      el("span", { text: "office.view-as.explain" })),
    el("a", { class: "button secondary", set: { href: back } }, el("span", { text: "office.view-as.back" })));
}

/** @param {DossierRow} row @param {import("../../spaces/dossier-part.js").DossierPart} part */
function wayBack({ participantId, header }, part) {
  const names = part.namesOf(false);
  return el("p", { class: "office-way" },
    el("a", { text: "office.back", values: { number: header?.number ?? "" }, set: { href: `#${participantId}` } }),
    el("span", { class: "muted", text: "office.with", values: { names } }));
}

/** It stands in the list before the service lists it. @param {Dossiers} dossiers @param {string} participantId */
async function showAtOnce(dossiers, participantId) {
  const dossier = new OfficeDossier(participantId, dossiers);
  await dossier.open();
  const { dossierId, header, facts, parts } = dossier;
  const listed = parts.map(({ partId, participantId: mailbox, clientId, name, isRevoked, unread, numbers, tasks }) =>
    ({ partId, participantId: mailbox, clientId, name, isRevoked, unread, waiting: numbers, tasks, readAt: null }));
  dossiers.addOwn({ dossierId, participantId, header, facts, at: "", parts: listed });
}
