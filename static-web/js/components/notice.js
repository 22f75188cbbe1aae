import { el, icon } from "./dom.js";

const icons = { error: "warning", warning: "warning", info: "info", success: "check" };

/**
 * A bar that says what happened and what to do. An error is read at once, the rest when the reader is ready.
 * @param {"error" | "warning" | "info" | "success"} kind
 * @param {TextKey} key
 * @param {import("../text/text.js").Values} [values]
 * @param {...Node} actions
 */
export function notice(kind, key, values = {}, ...actions) {
  const words = el("p", { text: key, values });
  const role = kind === "error" ? "alert" : "status";
  return el(
    "div",
    { class: `notice notice-${kind}`, set: { role } },
    icon(icons[kind]),
    el("div", {}, words, ...actions),
  );
}
