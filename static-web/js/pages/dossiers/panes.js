import { listHandlers } from "../../api/dossiers.js";
import { el } from "../../components/dom.js";
import { tabs } from "../../spaces/dossier-part.js";
import { OfficeDossier } from "../../spaces/office-dossier.js";
import { beginnerOf, spaceOf } from "../../spaces/participant-id.js";
import { openInTime, openOfficeRoom, roomPane } from "../shared/office-room.js";
import { AddClientsPane } from "./add-clients.js";
import { ChangePane } from "./change.js";
import { DossierPane } from "./dossier-pane.js";
import { ImportPane } from "./import.js";
import { NewDossierPane } from "./new-dossier.js";
import { PublishPane } from "./publish.js";

/**
 * @typedef {import("../shared/pane-host.js").Pane & { refresh?: (isUnattended: boolean) => unknown }} OfficePane
 * @typedef {import("../shared/dossier-room.js").DossierRoom} DossierRoom
 * @typedef {import("./list.js").OfficeList} OfficeList
 * @typedef {import("../../spaces/dossiers.js").Dossiers} Dossiers
 * @typedef {import("../../spaces/dossiers.js").DossierRow} DossierRow
 * @typedef {import("../../api/contract.d.ts").SessionView} SessionView
 */

/** A dossier, or a participant in a part of one; and which form, tab or entry of it. */
const place = /^([0-9a-f]{34})(?:-([0-9a-z]{1,32}))?$/;

/** What stands beside the list of the office's room, by its address. */
export class OfficePanes {
  #list;
  #session;
  #drop;
  /** Parts that are shown, by whose view it is. @type {Map<string, { room: DossierRoom, element: HTMLElement }>} */
  #rooms = new Map();

  /**
   * @param {OfficeList} list
   * @param {SessionView} session
   * @param {(address: string) => unknown} drop what was typed at an address is done with
   */
  constructor(list, session, drop) {
    this.#list = list;
    this.#session = session;
    this.#drop = drop;
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
    if (row.participantId !== mailboxIn) {
      return this.#makeRoom(participantId, where, dossiers, row);
    }

    const dossier = new OfficeDossier(participantId, dossiers);
    await openInTime(dossier);
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
      return new ImportPane(dossiers, settings, people);
    }

    const { accountId } = this.#session;
    return new NewDossierPane(dossiers, { settings, people, accountId }, async (participantId) => {
      this.#drop(address);
      await showAtOnce(dossiers, participantId);
      location.hash = participantId;
    });
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
    switch (where) {
      case "":
        return new DossierPane(dossier, settings);
      case "change":
        return new ChangePane(dossier, settings, (await listHandlers(mailboxId)).people, done);
      case "add":
        return new AddClientsPane(dossier, done);
      case "publish":
        return new PublishPane(dossier, name);
      default:
        return null;
    }
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
  const listed = parts.map(({ partId, participantId: mailbox, clientId, name, isRevoked, unread, numbers }) =>
    ({ partId, participantId: mailbox, clientId, name, isRevoked, unread, waiting: numbers, readAt: null }));
  dossiers.addOwn({ dossierId, participantId, header, facts, at: "", parts: listed });
}
