import { button, el, icon, newId } from "./dom.js";
import { initialsOf } from "../text/graphemes.js";

/**
 * Who is logged in, where else they work, and the way out. Asks by events: `sign-out` and `keys`.
 * @param {Pick<import("../api/contract.d.ts").SessionView, "name" | "email">} session
 * @param {readonly { address: string, text: TextKey, icon: string }[]} doors the rooms that are theirs
 * @param {{ hasKeys?: boolean }} [page] whether the page has keys of its own
 */
export function accountMenu({ name, email }, doors, { hasKeys = false } = {}) {
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
    element.dispatchEvent(new Event(type));
  };
  const place = (/** @type {TextKey} */ text, /** @type {string} */ picture, /** @type {string} */ href) =>
    href === location.pathname
      ? null
      : el("a", { class: "button quiet", set: { href } }, icon(picture), el("span", { text }));
  const menu = el(
    "div",
    { class: "account-menu", set: { id, popover: "auto" } },
    el("p", {}, el("strong", { content: name }), el("br"), el("span", { class: "muted", content: email })),
    ...doors.map(({ address, text, icon: picture }) => place(text, picture, address)),
    hasKeys ? button("keys.title", { class: "quiet", icon: "keyboard", on: { click: ask("keys") } }) : null,
    button("action.sign-out", { class: "quiet", icon: "exit", on: { click: ask("sign-out") } }),
  );
  const element = el("div", { class: "account-place" }, press, menu);
  return element;
}
