import { button, el, focusOn, icon } from "./dom.js";

/**
 * The names of the dead ends: those with a text `dead-end.<name>.title`, and `dead-end.<name>.body`.
 * @typedef {TextKey extends infer Key ? Key extends `dead-end.${infer Name}.title` ? Name : never : never} DeadEnd
 * @typedef {{ key: TextKey, href?: string, act?: () => unknown }} Help
 */

/**
 * A page where this way ends: what happened, whether something was lost, and one thing that helps.
 * @param {DeadEnd} name
 * @param {import("../text/text.js").Values} [values]
 * @param {Help} [help]
 */
export function deadEnd(name, values = {}, help) {
  const title = el("h1", { text: `dead-end.${name}.title`, values });
  const action =
    help === undefined
      ? null
      : help.href === undefined
        ? button(help.key, { class: "primary", on: { click: help.act ?? (() => {}) } })
        : el("a", { class: "button primary", text: help.key, set: { href: help.href } });
  const element = el(
    "section",
    { class: "dead-end" },
    icon("ended"),
    title,
    el("p", { text: `dead-end.${name}.body`, values }),
    action,
  );
  queueMicrotask(() => focusOn(title));
  return element;
}
