import { button, el, icon } from "./dom.js";
import { act } from "./part.js";

/** How long something that was done can be taken back, in milliseconds. */
export const undoFor = 10_000;

/**
 * Says that something was done, and offers for ten seconds to take it back.
 * @param {object} parts
 * @param {TextKey} parts.done key: what was done
 * @param {import("../text/text.js").Values} parts.values
 * @param {Pick<import("./part.js").Part, "tell" | "clear">} parts.place where it says what went wrong
 * @param {() => Promise<unknown>} parts.undo
 */
export function undoOffer({ done, values, place, undo }) {
  const press = button("members.undo", { class: "secondary" });
  const row = el("div", { class: "row" }, press);
  const element = el("div", { class: "notice notice-success", set: { role: "status" } },
    icon("check"), el("div", {}, el("p", { text: done, values }), row));
  const over = setTimeout(() => row.remove(), undoFor);
  press.addEventListener("click", () => {
    clearTimeout(over);
    void act(press, place, undo);
  });
  return element;
}
