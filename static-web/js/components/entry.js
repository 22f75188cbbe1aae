import { button, el, icon } from "./dom.js";

/** @typedef {import("./dom.js").Parts} Parts */

/**
 * A row of something a person has: what it is, what is known of it, and what can be done with it.
 * @param {{ icon: string, name: Parts, badge?: TextKey | null, facts: Parts[], actions: (HTMLElement | null)[] }} parts
 */
export function entry({ icon: picture, name, badge = null, facts, actions }) {
  const title = el("h3", { class: "entry-name" }, el("span", name));
  if (badge !== null) {
    title.append(" ", el("span", { class: "entry-badge", text: badge }));
  }

  return el(
    "li",
    { class: "entry" },
    icon(picture),
    el("div", { class: "entry-words" }, title, ...facts.map((fact) => el("p", { class: "muted", ...fact }))),
    el("div", { class: "entry-actions" }, ...actions),
  );
}

/**
 * A button of a row. The row's name is part of the button's name, for who does not see the row.
 * @param {TextKey} key
 * @param {Parts} name
 * @param {(press: HTMLButtonElement) => unknown} press
 */
export function entryButton(key, name, press) {
  const made = button(key, { class: "secondary", on: { click: () => press(made) } });
  made.append(" ", el("span", { ...name, class: "visually-hidden" }));
  return made;
}
