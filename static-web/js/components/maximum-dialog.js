import { button, el, newId } from "./dom.js";

/**
 * Says that a text has more characters than it may have, and asks what happens with the rest: nothing is cut that
 * nobody wanted cut (N32, N33).
 * @param {{ most: number, over: number }} values how many there may be, and how many are too many
 * @returns {Promise<"attach" | "cut" | null>} null: it stays as it is
 */
export function maximumDialog(values) {
  const id = newId();
  const words = el("p", { text: "maximum.body", values, set: { id: `${id}-b` } });
  /** @type {"attach" | "cut" | null} */
  let chosen = null;
  const choose = (/** @type {TextKey} */ key, /** @type {string} */ kind, /** @type {typeof chosen} */ choice) =>
    button(key, { class: kind, values, on: { click: () => {
      chosen = choice;
      dialog.close();
    } } });
  const stay = choose("maximum.stay", "quiet", null);
  stay.autofocus = true;
  const row = el("div", { class: "row" },
    choose("maximum.attach", "primary", "attach"), choose("maximum.cut", "secondary", "cut"), stay);
  const named = { "aria-labelledby": id, "aria-describedby": words.id };
  const heading = el("h2", { text: "maximum.title", set: { id } });
  const dialog = el("dialog", { class: "dialog", set: named }, heading, words, row);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
