import { ProblemError } from "../../api/call.js";
import { conversationList } from "../../components/conversation-list.js";
import { draftList } from "../../components/draft-list.js";
import { el, find } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { aboveIn } from "../../spaces/drafts.js";
import { placesOfUnfinished } from "../../spaces/unfinished.js";
import { partInAddress } from "../shared/address.js";
import { namedPart, namedPartAs } from "../shared/named-part.js";
import { compose, rowOf } from "./addresses.js";
import { handledRows } from "./handled-rows.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../spaces/drafts.js").OpenedDraft} OpenedDraft
 */

/** The list of conversations, of whichever mailbox is shown. */
export class MailList {
  #search = namedPartAs("search", HTMLInputElement);
  #list = namedPart("list");
  #picking;
  #showRows;
  #lost;
  #addressOf;
  #showDraftRows;
  /** @type {Mailbox | null} */
  #shown = null;
  /** Told what was shown. @type {(mailbox: Mailbox) => void} */
  shown = () => {};

  /**
   * @param {(mailboxId: string) => unknown} lost a mailbox was taken away
   * @param {import("../../components/draft-list.js").Acts & { addressOf: (draft: OpenedDraft) => string }} draftActs
   * @param {import("./picking.js").Picking} picking
   */
  constructor(lost, draftActs, picking) {
    this.#picking = picking;
    this.#showRows = conversationList(this.#list, {
      has: (id) => picking.has(id),
      toggle: (id) => picking.toggle(id),
    });
    this.#lost = lost;
    this.#addressOf = draftActs.addressOf;
    this.#showDraftRows = draftList(namedPart("drafts"), draftActs);
  }

  /** Shows the rows that the search leaves. @param {Mailbox} mailbox */
  show(mailbox) {
    this.#shown = mailbox;
    this.#showDrafts(mailbox);
    const wanted = this.#search.value.trim().toLocaleLowerCase();
    const isFound = (/** @type {string | null} */ words) => words?.toLocaleLowerCase().includes(wanted) ?? false;
    const found =
      wanted === "" ? mailbox.rows : mailbox.rows.filter((row) => [row.subject, ...row.people].some(isFound));
    this.#picking.show(found, mailbox.view);
    this.#showRows(handledRows(mailbox, found, () => this.#again(mailbox)), rowOf(partInAddress()));
    namedPart("more").hidden = mailbox.next === null;
    const state = namedPart("list-state");
    state.hidden = found.length > 0;
    if (found.length === 0) {
      state.replaceChildren(el("p", { text: wanted === "" ? emptyOf(mailbox) : "list.none-found" }));
    }

    this.shown(mailbox);
  }

  /** Shows them once more, unless another mailbox is shown by now. @param {Mailbox} mailbox */
  #again(mailbox) {
    this.#shown === mailbox && this.show(mailbox);
  }

  /** What is being written, and what waits to go, above the conversations. @param {Mailbox} mailbox */
  #showDrafts(mailbox) {
    const rows = mailbox.drafts.all.map((draft) => ({
      draftId: draft.draftId,
      address: this.#addressOf(draft),
      isDamaged: draft.written === null,
      subject: draft.written?.subject ?? "",
      people: peopleOf(mailbox, draft),
      at: draft.at,
      goesAt: draft.goesAt,
    }));
    this.#showDraftRows(rows, partInAddress());
    namedPart("drafts-part").hidden = rows.length === 0;
  }

  /**
   * Reads the newest rows; a failure stands above the rows that are already there.
   * @param {Mailbox} mailbox
   * @param {boolean} isUnattended the page does so by itself
   * @returns {Promise<boolean>} whether the mailbox has them now
   */
  async refresh(mailbox, isUnattended) {
    try {
      await mailbox.refresh(isUnattended);
      namedPart("list-problem").replaceChildren();
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.code === "not-found") {
        // It was taken away: nothing of it stays on the screen or in memory.
        this.#lost(mailbox.mailboxId);
      } else {
        this.tell(error);
      }

      return false;
    }
  }

  /** @param {unknown} error */
  tell(error) {
    const { key, values } = problemText(error);
    namedPart("list-problem").replaceChildren(notice("error", key, values));
  }

  /** What was told is over. */
  tellNothing() {
    namedPart("list-problem").replaceChildren();
  }

  /** Shows where a file waits that an earlier visit did not send completely. @param {Mailbox} mailbox */
  async showUnfinished(mailbox) {
    const places = (await placesOfUnfinished(mailbox.mailboxId))
      .map(({ participantId, isBegun }) => (isBegun ? compose : participantId))
      .filter((id) => id !== partInAddress());
    const links = places.map((id) => el("a", { text: "list.unfinished.go-on", set: { href: `#${id}` } }));
    namedPart("list-unfinished").replaceChildren(
      ...(links.length === 0 ? [] : [notice("info", "list.unfinished", {}, el("p", { class: "row" }, ...links))]),
    );
  }

  /** Moves to the next or previous row. @param {1 | -1} by */
  step(by) {
    const links = [...this.#list.querySelectorAll("a")];
    const focused = links.findIndex((link) => link === document.activeElement);
    const current = focused >= 0 ? focused : links.findIndex((link) => link.ariaCurrent === "true");
    const next = current < 0 ? 0 : Math.min(Math.max(current + by, 0), links.length - 1);
    links[next]?.focus();
  }

  /** The address of the row that has the focus, or whose conversation is open. */
  get chosen() {
    const links = [...this.#list.querySelectorAll("a")];
    const link = links.find((one) => one === document.activeElement) ?? links.find((one) => one.ariaCurrent === "true");
    return link?.hash.slice(1) ?? null;
  }

  /** Remembers the row after the one that has the focus, which goes there when that one is gone. */
  holdPlace() {
    const links = [...this.#list.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = links[at + 1] ?? links[at - 1];
    return () => at >= 0 && !links[at]?.isConnected && next?.focus();
  }

  /** Back to the list, to the row one came from. @param {string} from its address */
  focusRow(from) {
    const row = find(this.#list, `a[href="#${rowOf(from)}"]`, HTMLElement) ?? this.#list.querySelector("a");
    row?.focus();
  }

  focusSearch() {
    this.#search.focus();
  }
}

/** @param {unknown} above what stands above a draft's text @returns {string[]} */
function peopleIn(above) {
  const { chips, to = "" } = Object(Object(above).people);
  const people = Array.isArray(chips) ? chips.map(({ name, email }) => String(name ?? email)) : [];
  return typeof to === "string" && to.trim() !== "" ? [...people, to.trim()] : people;
}

/** Whom a draft is for, as far as it says. @param {Mailbox} mailbox @param {OpenedDraft} draft */
function peopleOf(mailbox, { participantId, written }) {
  const row = mailbox.rows.find((one) => one.participantId === participantId);
  return row?.people ?? peopleIn(written === null ? null : aboveIn(written));
}

/** @param {Mailbox} mailbox @returns {TextKey} */
const emptyOf = ({ view, wanted: { filter, label } }) =>
  filter !== "" || label !== "" ? "filters.empty" : view === "inbox" ? "list.empty" : `keeping.empty.${view}`;
