import { ProblemError } from "../../api/call.js";
import { showRows } from "../../components/conversation-list.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { placesOfUnfinished } from "../../spaces/unfinished.js";
import { partInAddress } from "../shared/address.js";
import { compose, part } from "../shared/part-of-page.js";

/** @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox */

const search = /** @type {HTMLInputElement} */ (part("search"));
const list = part("list");

/** Shows the rows that the search leaves. @param {Mailbox} mailbox */
export function showList(mailbox) {
  const wanted = search.value.trim().toLocaleLowerCase();
  const isFound = (/** @type {string | null} */ words) => words?.toLocaleLowerCase().includes(wanted) ?? false;
  const found = wanted === "" ? mailbox.rows : mailbox.rows.filter((row) => [row.subject, ...row.people].some(isFound));
  showRows(found, partInAddress(), list);
  part("more").hidden = mailbox.next === null;
  const state = part("list-state");
  state.hidden = found.length > 0;
  if (found.length === 0) {
    state.replaceChildren(el("p", { text: wanted === "" ? "list.empty" : "list.none-found" }));
  }
}

/**
 * Reads the newest rows; a failure stands above the rows that are already there.
 * @param {Mailbox} mailbox
 * @param {boolean} [isUnattended] the page does so by itself
 */
export async function refreshList(mailbox, isUnattended = false) {
  try {
    await mailbox.refresh(isUnattended);
    part("list-problem").replaceChildren();
    showList(mailbox);
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") {
      // It was taken away: nothing of it stays on the screen or in memory.
      document.dispatchEvent(new CustomEvent("zegel-mailbox-lost", { detail: mailbox.mailboxId }));
      return;
    }

    tellListProblem(error);
  }
}

/** @param {unknown} error */
export function tellListProblem(error) {
  const { key, values } = problemText(error);
  part("list-problem").replaceChildren(notice("error", key, values));
}

/** Shows where a file waits that an earlier visit did not send completely. @param {Mailbox} mailbox */
export async function showUnfinished(mailbox) {
  const places = (await placesOfUnfinished(mailbox.mailboxId))
    .map(({ conversationId, isBegun }) => (isBegun ? compose : conversationId))
    .filter((id) => id !== partInAddress());
  const links = places.map((id) => el("a", { text: "list.unfinished.go-on", set: { href: `#${id}` } }));
  part("list-unfinished").replaceChildren(
    ...(links.length === 0 ? [] : [notice("info", "list.unfinished", {}, el("p", { class: "row" }, ...links))]),
  );
}

/** Moves to the next or previous row. @param {1 | -1} by */
export function step(by) {
  const links = [...list.querySelectorAll("a")];
  const focused = links.findIndex((link) => link === document.activeElement);
  const current = focused >= 0 ? focused : links.findIndex((link) => link.ariaCurrent === "true");
  const next = current < 0 ? 0 : Math.min(Math.max(current + by, 0), links.length - 1);
  links[next]?.focus();
}

/** Back to the list, to the row one came from. @param {string} from conversation id */
export function focusRow(from) {
  const link = list.querySelector(`a[href="#${from}"]`) ?? list.querySelector("a");
  /** @type {HTMLElement | null} */ (link)?.focus();
}
