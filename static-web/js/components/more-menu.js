import { button, el, icon, newId } from "./dom.js";

/**
 * @typedef {object} MenuItem
 * @property {TextKey} text
 * @property {string} icon
 * @property {() => unknown} act what it does; the menu has closed, and the focus is on its button
 * @property {boolean} [isDanger] whether something is lost or taken away by it
 */

/** What a key does in the menu: to which of so many items the focus goes. */
const moves = {
  ArrowDown: (/** @type {number} */ at, /** @type {number} */ count) => (at + 1) % count,
  ArrowUp: (/** @type {number} */ at, /** @type {number} */ count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (/** @type {number} */ _, /** @type {number} */ count) => count - 1,
};

/** The keys that open it. */
const opens = new Set(["Enter", " ", "ArrowDown"]);

/**
 * The three dots of something, and what can be done with it, as a menu (the pattern "menu button" of the ARIA guide).
 * @param {{ label: TextKey, values: import("../text/text.js").Values }} of its accessible name, which begins with the
 *   words that are seen
 * @param {readonly MenuItem[]} items one at least
 */
export function moreMenu({ label, values }, items) {
  const id = newId();
  const press = el("button", {
    class: "quiet more", label, values, set: { type: "button", popovertarget: id, "aria-haspopup": "menu" },
  }, icon("dots"), el("span", { text: "more.more" }));
  const entries = items.map(({ text, icon: name, act, isDanger = false }) =>
    button(text, {
      class: `quiet${isDanger ? " is-danger" : ""}`,
      icon: name,
      set: { role: "menuitem", tabindex: -1 },
      on: {
        click: () => {
          menu.hidePopover();
          act();
        },
      },
    }));
  const menu = el("div", { class: "more-menu", label, values, set: { id, role: "menu", popover: "auto" } }, ...entries);
  // It is told of later: who has pressed a key meanwhile is further on.
  menu.addEventListener("toggle", ({ newState }) =>
    newState === "open" && !menu.contains(document.activeElement) && entries[0]?.focus());
  menu.addEventListener("keydown", (event) => {
    // What is pressed in the menu is no key of the page.
    event.stopPropagation();
    const move = Object.entries(moves).find(([key]) => key === event.key)?.[1];
    if (move !== undefined) {
      event.preventDefault();
      const at = entries.findIndex((entry) => entry === document.activeElement);
      entries[move(at, entries.length)]?.focus();
    } else if (event.key === "Tab") {
      menu.hidePopover();
    }
  });
  press.addEventListener("keydown", (event) => {
    if (opens.has(event.key)) {
      event.preventDefault();
      // At once: the next key may come before the browser tells that the menu is open.
      menu.showPopover();
      entries[0]?.focus();
    }
  });
  return el("div", { class: "more-place" }, press, menu);
}
