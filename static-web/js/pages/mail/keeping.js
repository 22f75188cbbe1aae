import { fileConversation } from "../../api/participants.js";
import { snoozeConversation } from "../../api/together.js";
import { now } from "../../browser/clock.js";
import { button, el, focusOn } from "../../components/dom.js";
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
 * @property {string | null} [snoozedUntil] where it stood: until when
 * @property {string} [until] where it goes: until when
 * @typedef {object} Acts
 * @property {(view: View) => unknown} choose
 * @property {(participantIds: string[]) => unknown} filed they stand elsewhere
 * @property {() => unknown} takenBack they stand where they stood
 * @property {(error: unknown) => unknown} tell
 * @property {() => unknown} tellNothing what was told before is over
 */

const views = /** @type {const} */ (["inbox", "snoozed", "archived", "deleted"]);

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

  /**
   * Each goes by itself: where something came in meanwhile it stays, and the others go.
   * @param {Mailbox} mailbox
   * @param {Filed[]} all that go to one place
   */
  async file(mailbox, all) {
    const done = await this.#each(all, async (one) => {
      await put(one, one.filing, one.until, one.messageId);
      mailbox.put(one, viewOf(one.filing));
    });
    const [first] = done;
    if (first !== undefined) {
      this.#acts.filed(done.map(({ participantId }) => participantId));
      const undo = button("keeping.undo", { class: "secondary" });
      undo.addEventListener("click", () => void this.#takeBack(mailbox, done));
      const one = { subject: first.subject ?? textOf("list.damaged"), at: { date: first.until ?? "" } };
      this.#told.replaceChildren(done.length === 1
        ? notice("success", `keeping.done.${first.filing}`, one, undo)
        : notice("success", `keeping.all-done.${first.filing}`, { n: done.length }, undo));
      // What had the focus is gone with what was done.
      all.length > 1 && undo.focus();
    }
  }

  /** @param {Mailbox} mailbox @param {Filed[]} all */
  async #takeBack(mailbox, all) {
    const done = await this.#each(all, async (one) => {
      await put(one, one.before, one.snoozedUntil, null);
      mailbox.put(one, viewOf(one.before));
    });
    if (done.length > 0) {
      const told = notice("success", "keeping.undone");
      this.#told.replaceChildren(told);
      this.#acts.takenBack();
      focusOn(told);
      // Not while somebody presses a row: the list would move away below the press.
      addEventListener("hashchange", () => told.remove(), { once: true });
    }
  }

  /**
   * @param {Filed[]} all
   * @param {(one: Filed) => Promise<unknown>} act
   * @returns {Promise<Filed[]>} those with which it was done; of the others the first reason is told
   */
  async #each(all, act) {
    const ends = await Promise.allSettled(all.map(act));
    const failed = ends.find((end) => end.status === "rejected");
    failed === undefined ? this.#acts.tellNothing() : this.#acts.tell(failed.reason);
    return all.filter((_, at) => ends[at]?.status === "fulfilled");
  }
}

/**
 * Puts one somewhere; what was snoozed until a moment that is over by now comes back into the inbox.
 * @param {Filed} one
 * @param {Filing} filing
 * @param {string | null | undefined} until
 * @param {string | null} messageId
 */
const put = ({ participantId }, filing, until, messageId) => {
  const isSnoozed = filing === "snoozed" && until && Date.parse(until) > now();
  return isSnoozed ? snoozeConversation(participantId, until, messageId)
    : fileConversation(participantId, filing === "snoozed" ? "none" : filing, messageId);
};

/** @param {Filing} filing @returns {View} */
const viewOf = (filing) => (filing === "none" ? "inbox" : filing);
