import { lastDayBefore } from "../text/days.js";
import { el, icon } from "./dom.js";

/**
 * @typedef {import("../api/contract.d.ts").SessionView["mailboxes"][number]} OwnMailbox
 * @typedef {{ mailboxId: string, unread: number }} Unread
 */

/** So many or more are not counted. */
const most = 100;

/** The address of a mailbox. @param {string} mailboxId */
export const addressOfMailbox = (mailboxId) => `/mail/?${new URLSearchParams({ mailbox: mailboxId }).toString()}`;

/**
 * The mailboxes of who is logged in, with what they may do in each and what is unread there (Z20).
 * @param {readonly OwnMailbox[]} mailboxes
 * @param {(mailboxId: string) => boolean} choose whether the page shows it itself; else the link leads there
 */
export function mailboxSwitch(mailboxes, choose) {
  const rows = mailboxes.map((mailbox) => ({ mailbox, unread: el("span", { class: "muted" }) }));
  const links = rows.map(({ mailbox, unread }) => {
    const link = el(
      "a",
      { class: "button quiet mailbox-choice", set: { href: addressOfMailbox(mailbox.mailboxId) } },
      icon("envelope"),
      el("span", {}, el("strong", { content: mailbox.name }), " ", el("span", { class: "muted", ...roleOf(mailbox) }),
        " ", unread),
    );
    link.dataset["mailbox"] = mailbox.mailboxId;
    link.addEventListener("click", (event) => {
      // Whoever wants another tab gets one.
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && choose(mailbox.mailboxId)) {
        event.preventDefault();
      }
    });
    return link;
  });
  return {
    element: el("nav", { class: "mailbox-switch", label: "account.mailboxes" },
      el("ul", {}, ...links.map((link) => el("li", {}, link)))),
    /** @param {readonly Unread[]} counts */
    show(counts) {
      for (const { mailbox, unread } of rows) {
        const n = counts.find(({ mailboxId }) => mailboxId === mailbox.mailboxId)?.unread ?? 0;
        unread.replaceChildren(...(n === 0 ? [] : [n >= most
          ? el("span", { text: "account.unread.many", values: { n: most - 1 } })
          : el("span", { text: "account.unread", values: { n } })]));
      }
    },
    /** Which one the page shows. @param {string} current */
    mark(current) {
      for (const link of links) {
        link.dataset["mailbox"] === current ? link.setAttribute("aria-current", "true")
          : link.removeAttribute("aria-current");
      }
    },
  };
}

/** What somebody may do in a mailbox, in words. @param {OwnMailbox} mailbox @returns {import("./dom.js").Parts} */
function roleOf({ right, until, own }) {
  if (right === "delegate" && until !== null) {
    return { text: "account.role.delegate-until", values: { at: { day: lastDayBefore(until) } } };
  }

  if (own) {
    return { text: "account.role.own" };
  }

  return until === null ? { text: `account.role.${right}` }
    : { text: "account.role.member-until", values: { at: { day: lastDayBefore(until) } } };
}
