import { fileConversation } from "../../api/participants.js";
import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { text as textOf } from "../../text/text.js";
import { namedPart } from "../shared/named-part.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../api/mailboxes.js").View} View
 * @typedef {import("../../api/contract.d.ts").Filing} Filing
 * @typedef {object} Filed a conversation that goes elsewhere
 * @property {string} participantId the mailbox's in it
 * @property {string} messageId the newest that was seen
 * @property {string | null} subject
 * @property {Filing} before where it stood
 * @property {Filing} filing where it goes
 * @typedef {object} Acts
 * @property {(view: View) => unknown} choose
 * @property {(participantId: string) => unknown} filed it stands elsewhere
 * @property {(participantId: string) => unknown} takenBack it stands where it stood
 * @property {(error: unknown) => unknown} tell
 */

const views = /** @type {const} */ (["inbox", "archived", "deleted"]);

/** Which of a mailbox's conversations are listed, and putting them elsewhere, with a way back. */
export class Keeping {
  #acts;
  #told = namedPart("list-told");
  #presses = new Map(views.map((view) => [view, el("button", {
    text: `keeping.view.${view}`, set: { type: "button" }, on: { click: () => this.#acts.choose(view) },
  })]));

  /** @param {Acts} acts */
  constructor(acts) {
    this.#acts = acts;
    namedPart("views").replaceChildren(...this.#presses.values());
  }

  /** @param {View} chosen */
  show(chosen) {
    this.#presses.forEach((press, view) => press.setAttribute("aria-pressed", String(view === chosen)));
    this.#told.replaceChildren();
  }

  /** @param {Mailbox} mailbox @param {Filed} filed */
  async file(mailbox, filed) {
    const { participantId, messageId, subject, filing } = filed;
    try {
      await fileConversation(participantId, filing, messageId);
      mailbox.put(filed, viewOf(filing));
      this.#acts.filed(participantId);
      const undo = button("keeping.undo", { class: "secondary" });
      undo.addEventListener("click", () => void this.#takeBack(mailbox, filed));
      const values = { subject: subject ?? textOf("list.damaged") };
      this.#told.replaceChildren(notice("success", `keeping.done.${filing}`, values, undo));
    } catch (error) {
      this.#acts.tell(error);
    }
  }

  /** @param {Mailbox} mailbox @param {Filed} filed */
  async #takeBack(mailbox, filed) {
    try {
      await fileConversation(filed.participantId, filed.before, null);
      mailbox.put(filed, viewOf(filed.before));
      this.#told.replaceChildren(notice("success", "keeping.undone"));
      this.#acts.takenBack(filed.participantId);
    } catch (error) {
      this.#acts.tell(error);
    }
  }
}

/** @param {Filing} filing @returns {View} */
const viewOf = (filing) => (filing === "none" ? "inbox" : filing);
