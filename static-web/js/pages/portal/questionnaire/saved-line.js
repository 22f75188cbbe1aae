import { button, el, say } from "../../../components/dom.js";
import { problemText } from "../../../components/problem-text.js";

/**
 * Whether what was typed is kept, and until when one can go on (X25). It is read aloud when it becomes another, not at
 * every save.
 * @param {import("../../../spaces/filling.js").Filling} filling
 */
export function savedLine(filling) {
  const words = el("p", { class: "saved-line muted" });
  const heard = el("p", { class: "visually-hidden", set: { role: "status" } });
  const again = button("action.try-again", { class: "quiet", on: { click: () => void filling.goOn() } });
  let last = "";
  const show = () => {
    const { task, asks } = filling;
    const state = asks.size > 0 ? "asked" : filling.state;
    again.hidden = state !== "failed";
    if (state === "none" || task === null) {
      return;
    }

    const values = { day: { day: task.dueOn } };
    /** @type {import("../../../components/dom.js").Parts} */
    const parts = state === "saved" ? { text: task.isLate ? "fill.saved-late" : "fill.saved", values }
      : state === "failed" ? failure(filling.error) : { text: `fill.${state}` };
    say(words, parts);
    if (["saved", "asked", "too-large", "offline", "failed"].includes(state) && last !== state) {
      last = state;
      say(heard, parts);
    }
  };
  filling.addEventListener("state", show);
  filling.addEventListener("change", show);
  show();
  return { element: el("div", { class: "saved" }, words, heard, again) };
}

/** @param {unknown} error @returns {import("../../../components/dom.js").Parts} */
function failure(error) {
  const { key, values } = problemText(error);
  return { text: key, values };
}
