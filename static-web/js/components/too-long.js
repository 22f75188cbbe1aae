import { button, el } from "./dom.js";
import { notice } from "./notice.js";

/**
 * Offers to put words in a text file: those that are too many, or all.
 * @param {number} most characters that a message can have
 * @param {(from: number) => unknown} move where the file begins, about
 */
export function tooLong(most, move) {
  const surplus = button("compose.too-long.surplus", { class: "secondary", on: { click: () => move(most - 500) } });
  const whole = button("compose.too-long.whole", { class: "secondary", on: { click: () => move(0) } });
  return notice("warning", "compose.too-long", { most }, el("div", { class: "row" }, surplus, whole));
}
