import { button, el, newId } from "./dom.js";

/**
 * Who is logged in, and the way out. Asks by events: `sign-out` and `keys`.
 * @param {{ name: string, email: string }} session
 */
export function accountMenu({ name, email }) {
  const id = newId();
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 2)
    .toUpperCase();
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
  const menu = el(
    "div",
    { class: "account-menu", set: { id, popover: "auto" } },
    el("p", {}, el("strong", { content: name }), el("br"), el("span", { class: "muted", content: email })),
    button("keys.title", { class: "quiet", icon: "keyboard", on: { click: ask("keys") } }),
    button("action.sign-out", { class: "quiet", icon: "exit", on: { click: ask("sign-out") } }),
  );
  const element = el("div", { class: "account-place" }, press, menu);
  return element;
}
