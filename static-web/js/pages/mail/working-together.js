import { assignConversation, followConversation, labelConversation, showHandling } from "../../api/together.js";
import { ProblemError } from "../../api/call.js";
import { button, el, focusOn, say } from "../../components/dom.js";
import { labelChip } from "../../components/label-chip.js";
import { notice } from "../../components/notice.js";
import { act } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";
import { togetherIn } from "../../spaces/together.js";
import { askAssigned, askLabels, askSnooze } from "./handling-dialogs.js";
import { NotesPart } from "./notes-part.js";

/**
 * @typedef {import("../../api/contract.d.ts").HandlingItem} Handling
 * @typedef {object} Acts
 * @property {() => unknown} changed the list may show it otherwise
 * @property {(until: string) => unknown} snooze
 * @property {() => void} redraw other notes stand among the messages
 */

/** How the people of a mailbox handle a conversation together: whose it is, labels, snoozing, notes (X6, X7). */
export class WorkingTogether {
  #conversation;
  #acts;
  #together;
  #notes;
  /** @type {Handling | null} */
  #handling = null;
  #holder = el("strong");
  #snoozed = el("p", { class: "filing-ends" });
  #labels = el("span", { class: "labels" });
  #told = el("div", { set: { "aria-live": "polite" } });
  /** That it could not be read, until it can. @type {HTMLElement | null} */
  #failed = null;
  #take = this.#press("handling.take", "check", () => this.#assign(this.#together.me));
  #give = this.#press("handling.assign", "person", () => this.#askAssigned());
  #snooze = this.#press("handling.snooze", "clock", () => this.#askSnooze());
  #follow = this.#press("handling.follow", "eye", () => this.#toggleFollow());
  #label = this.#press("handling.labels", "label", () => this.#askLabels());
  #note = this.#press("internal.note", "lock", async () => this.#notes.write());
  #bar;

  /**
   * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
   * @param {import("../../spaces/conversation.js").Conversation} conversation
   * @param {HTMLElement} place
   * @param {Acts} acts
   */
  constructor(mailbox, conversation, place, acts) {
    this.#conversation = conversation;
    this.#acts = acts;
    this.#together = togetherIn(mailbox);
    this.#notes = new NotesPart(mailbox, conversation.participantId, {
      changed: acts.redraw, tell: (told) => this.#tell(told), me: () => this.#together.me,
      left: () => this.#note.focus(),
    });
    this.#bar = el("div", { class: "handling", label: "handling.label", set: { role: "group", hidden: true } },
      this.#snoozed,
      el("p", { class: "handling-who" }, el("span", { text: "handling.whose" }), " ", this.#holder, this.#labels),
      el("div", { class: "row" }, this.#take, this.#give, this.#snooze, this.#label, this.#follow, this.#note));
    // Also in the place of an error that said that this did not come.
    place.replaceChildren(this.#bar, this.#told);
  }

  /** What stands among the messages. */
  get asides() {
    return this.#notes.asides;
  }

  /** Reads how it is handled now; a failure is said. */
  async load() {
    try {
      const [{ handling, notes }] = await Promise.all([
        showHandling(this.#conversation.participantId), this.#together.load(),
      ]);
      await this.#notes.take(notes);
      this.#show(handling);
      this.#failed?.remove();
    } catch (error) {
      // Nobody asked for it: the focus stays where somebody may be writing.
      const { key, values } = problemText(error);
      this.#failed = notice("error", key, values);
      this.#told.replaceChildren(this.#failed);
    }
  }

  /** @param {Handling} handling */
  #show(handling) {
    this.#handling = handling;
    const { assigned, follows, snoozedUntil, labels } = handling;
    const name = this.#together.nameOf(assigned);
    const isMine = assigned === this.#together.me;
    say(this.#holder, isMine ? { text: "handling.you" } : name === null ? { text: "handling.nobody" }
      : { text: "handling.person", values: { name } });
    this.#take.hidden = isMine;
    this.#follow.setAttribute("aria-pressed", String(follows));
    this.#snoozed.hidden = snoozedUntil === null;
    snoozedUntil !== null && say(this.#snoozed, { text: "handling.snoozed", values: { at: { date: snoozedUntil } } });
    this.#labels.replaceChildren(...this.#together.labelsOf(labels).map(labelChip));
    this.#bar.hidden = false;
  }

  /** Whose it is, as far as that counts. */
  get #assigned() {
    const { assigned } = this.#handling ?? { assigned: null };
    return this.#together.nameOf(assigned) === null ? null : assigned;
  }

  /** @param {string | null} accountId who gets it; null: nobody @param {boolean} isUndo */
  async #assign(accountId, isUndo = false) {
    const before = this.#assigned;
    try {
      this.#show(await assignConversation(this.#conversation.participantId, accountId, before));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "assigned-meanwhile") {
        throw error;
      }

      await this.#tellTaken(error.problem.assigned ?? null);
      return;
    }

    this.#acts.changed();
    if (isUndo) {
      this.#tell(notice("success", "handling.undone"));
      return;
    }

    const undo = button("handling.undo", { class: "secondary" });
    undo.addEventListener("click", () => void act(undo, this.#place, () => this.#assign(before, true)));
    const name = this.#together.nameOf(accountId);
    this.#tell(accountId === this.#together.me ? notice("success", "handling.taken", {}, undo)
      : name === null ? notice("success", "handling.given-back", {}, undo)
      : notice("success", "handling.given", { name }, undo));
  }

  /** Of two who take it at once one has it; the other is told who. @param {{ name: string } | null} assigned */
  async #tellTaken(assigned) {
    await this.#together.reload();
    await this.load();
    this.#acts.changed();
    this.#tell(assigned === null ? notice("warning", "handling.nobodys-now")
      : notice("warning", "handling.taken-by", { name: assigned.name }));
  }

  async #askAssigned() {
    await this.#together.reload();
    const chosen = await askAssigned(this.#together, this.#assigned);
    if (chosen !== undefined && chosen !== this.#assigned) {
      await this.#assign(chosen);
    }
  }

  async #askSnooze() {
    const until = await askSnooze();
    until !== null && this.#acts.snooze(until);
  }

  async #toggleFollow() {
    const follows = this.#handling?.follows !== true;
    this.#show(await followConversation(this.#conversation.participantId, follows));
    // The focus stays on what turns it off again.
    this.#told.replaceChildren(notice("success", follows ? "handling.followed" : "handling.unfollowed"));
  }

  async #askLabels() {
    await this.#together.reload();
    const before = this.#together.labelsOf(this.#handling?.labels ?? []).map(({ labelId }) => labelId);
    const chosen = await askLabels(this.#together, before);
    if (chosen !== null) {
      const add = chosen.filter((id) => !before.includes(id));
      const remove = before.filter((id) => !chosen.includes(id));
      const { participantId } = this.#conversation;
      add.length + remove.length > 0 && this.#show(await labelConversation(participantId, add, remove));
    }

    // Names and colours may be others too.
    this.#handling !== null && this.#show(this.#handling);
    this.#acts.changed();
  }

  /** @param {HTMLElement | null} told null: nothing any more */
  #tell(told) {
    this.#told.replaceChildren(...(told === null ? [] : [told]));
    told !== null && focusOn(told);
  }

  get #place() {
    return {
      tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, values = {}) =>
        this.#tell(notice(kind, key, values)),
      clear: () => this.#tell(null),
    };
  }

  /** @param {TextKey} key @param {string} name of its icon @param {() => Promise<unknown>} work */
  #press(key, name, work) {
    const made = button(key, { class: "quiet", icon: name });
    made.addEventListener("click", () => void act(made, this.#place, work));
    return made;
  }
}
