import { getDossierSettings } from "../../api/dossiers.js";
import { el } from "../../components/dom.js";
import { openOfficeRoom, roomPane } from "../shared/office-room.js";

/** @typedef {import("../shared/dossier-room.js").DossierRoom} DossierRoom */

/** Messages of dossiers among the conversations of a mailbox: read and answered here as in the room of dossiers. */
export class DossierPanes {
  #mailbox;
  #changed;
  #settings = getDossierSettings();
  /** By the mailbox in the part. @type {Map<string, { room: DossierRoom, element: HTMLElement }>} */
  #rooms = new Map();

  /** @param {import("../../spaces/mailbox.js").Mailbox} mailbox @param {() => unknown} changed */
  constructor(mailbox, changed) {
    this.#mailbox = mailbox;
    this.#changed = changed;
  }

  /** @param {string} participantId the mailbox in the part @param {string} [where] a tab, an entry, "new" */
  async make(participantId, where = "messages") {
    this.#forgetIdle(participantId);
    const shown = this.#rooms.get(participantId) ?? await this.#open(participantId);
    this.#rooms.set(participantId, shown);
    return Object.assign(roomPane(shown, where, async () => false), {
      answer: () => (location.hash = `${participantId}-new`),
    });
  }

  /** @param {string} participantId */
  async #open(participantId) {
    const { room, part } = await openOfficeRoom({
      participantId,
      as: null,
      mailbox: this.#mailbox,
      settings: this.#settings,
      tab: "messages",
      addressOf: (place) => `#${participantId}-${place}`,
      changed: this.#changed,
    });
    const link = el("a", { text: "list.to-dossier", set: { href: `/dossiers/#${part.dossier ?? participantId}` } });
    const names = el("span", { class: "muted", text: "list.dossier-with", values: { names: part.namesOf(false) } });
    const above = el("p", { class: "row" }, link, names);
    return { room, element: el("div", { class: "mail-dossier" }, above, room.element) };
  }

  /** One in which nothing is typed is made anew when it is shown again. @param {string} shown */
  #forgetIdle(shown) {
    for (const [participantId, { room }] of this.#rooms) {
      if (participantId !== shown && !room.isDirty) {
        room.leave();
        this.#rooms.delete(participantId);
      }
    }
  }
}
