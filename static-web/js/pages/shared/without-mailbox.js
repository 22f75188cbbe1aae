import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { homeOf } from "./home.js";
import { stage } from "./page.js";

/**
 * Whether somebody has no mailbox, on a page that is all about one: then the page says so, or leads who is no colleague
 * to their own room.
 * @param {import("../../api/contract.d.ts").SessionView} session
 * @param {TextKey} title of the page
 */
export function isWithoutMailbox(session, title) {
  if (session.mailboxes.length > 0) {
    return false;
  }

  session.roles.includes("staff")
    ? stage.replaceChildren(el("h1", { text: title }), notice("info", "list.no-mailbox"))
    : location.replace(homeOf(session));
  return true;
}
