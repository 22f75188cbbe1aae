import { Countdown } from "./countdown.js";
import { button, el, icon, say } from "./dom.js";
import { problemText } from "./problem-text.js";

/**
 * @typedef {object} Acts
 * @property {() => Promise<unknown>} undo
 * @property {() => Promise<unknown>} sendNow
 * @property {() => unknown} gone its moment has come
 */

/**
 * What stands where a message waits to go: until when it can be taken back, and what can be done with it.
 * @param {string | null} goesAt null: it could not go
 * @param {Acts} acts
 */
export function undoBar(goesAt, { undo, sendNow, gone }) {
  const wrong = el("p", { class: "field-error", set: { role: "alert", hidden: true } });
  const press = (/** @type {TextKey} */ key, /** @type {() => Promise<unknown>} */ act) => {
    const made = button(key, { class: "secondary" });
    made.addEventListener("click", () => void run(made, act));
    return made;
  };
  const run = async (/** @type {HTMLButtonElement} */ pressed, /** @type {() => Promise<unknown>} */ act) => {
    if (pressed.ariaBusy !== "true") {
      pressed.ariaBusy = "true";
      wrong.hidden = true;
      try {
        await act();
      } catch (error) {
        const { key, values } = problemText(error);
        say(wrong, { text: key, values });
        wrong.hidden = false;
      } finally {
        pressed.ariaBusy = "false";
      }
    }
  };
  const buttons = goesAt === null
    ? [press("undo.go-on", undo)]
    : [press("undo.undo", undo), press("undo.send-now", sendNow)];
  const words = goesAt === null ? el("p", { text: "undo.stopped" }) : el("p", {}, countdown(goesAt, gone));
  return el(
    "div",
    {
      class: `notice notice-${goesAt === null ? "warning" : "success"} undo-bar`,
      label: goesAt === null ? "undo.stopped" : "undo.bar",
      set: { role: "group" },
    },
    icon(goesAt === null ? "warning" : "check"),
    el("div", {}, words, el("div", { class: "row" }, ...buttons), wrong),
  );
}

/** @param {string} goesAt @param {() => unknown} gone */
function countdown(goesAt, gone) {
  const left = Countdown.make(goesAt, "undo.left", "undo.going");
  left.addEventListener("over", () => gone());
  return left;
}
