import { button, el, icon, newId } from "./dom.js";
import { initialsOf } from "../text/graphemes.js";
import { mailboxSwitch } from "./mailbox-switch.js";

/**
 * Who is logged in, where else they work, and the way out. Asks by events: `sign-out` and `keys`.
 * @param {Pick<import("../api/contract.d.ts").SessionView, "name" | "email" | "mailboxes">} session
 * @param {readonly { address: string, text: TextKey, icon: string }[]} doors the rooms that are theirs
 * @param {object} [page]
 * @param {boolean} [page.hasKeys] whether the page has keys of its own
 * @param {() => Promise<{ mailboxes: readonly import("./mailbox-switch.js").Unread[] }>} [page.unread] asked when the
 * menu opens
 * @param {(mailboxId: string) => boolean} [page.choose] shows a mailbox; false: the page does not show mailboxes
 */
export function accountMenu({ name, email, mailboxes }, doors, page = {}) {
  const { hasKeys = false, unread, choose = () => false } = page;
  const id = newId();
  const initials = initialsOf(name);
  const press = el("button", {
    class: "avatar account",
    content: initials,
    label: "account.label",
    values: { initials, name },
    set: { type: "button", popovertarget: id },
  });
  const ask = (/** @type {string} */ type) => () => {
    menu.hidePopover();
    press.dispatchEvent(new Event(type, { bubbles: true }));
  };
  const boxes = mailboxSwitch(mailboxes, (mailboxId) => {
    const isHere = choose(mailboxId);
    isHere && menu.hidePopover();
    return isHere;
  });
  const place = (/** @type {TextKey} */ text, /** @type {string} */ picture, /** @type {string} */ href) =>
    href === location.pathname
      ? null
      : el("a", { class: "button quiet", set: { href } }, icon(picture), el("span", { text }));
  const menu = el(
    "div",
    { class: "account-menu", set: { id, popover: "auto" } },
    el("p", {}, el("strong", { content: name }), el("br"), el("span", { class: "muted", content: email })),
    mailboxes.length === 0 ? null : boxes.element,
    ...doors.map(({ address, text, icon: picture }) => place(text, picture, address)),
    hasKeys ? button("keys.title", { class: "quiet", icon: "keyboard", on: { click: ask("keys") } }) : null,
    button("action.sign-out", { class: "quiet", icon: "exit", on: { click: ask("sign-out") } }),
  );
  menu.addEventListener("toggle", () => {
    if (menu.matches(":popover-open") && mailboxes.length > 0) {
      // Without an answer the names are as good.
      void unread?.().then((counted) => boxes.show(counted.mailboxes)).catch(() => null);
    }
  });
  return { element: el("div", { class: "account-place" }, press, menu), mark: boxes.mark };
}
