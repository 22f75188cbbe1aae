import { el, focusOn, newId, say } from "./dom.js";
import { notice } from "./notice.js";
import { problemText } from "./problem-text.js";

/**
 * A part of a page with a heading of its own and a place for what happened in it.
 * @param {TextKey} title
 * @param {TextKey} [explain] a line below the heading
 * @param {"h1" | "h2"} [level] `h1` where it is all there is on the page
 */
export function part(title, explain, level = "h2") {
  const id = newId();
  const heading = el(level, { text: title, set: { id } });
  const place = el("div", { class: "part-notice" });
  const body = el("div", { class: "part-body" });
  const element = el(
    "section",
    { class: "part", set: { "aria-labelledby": id } },
    heading,
    explain === undefined ? null : el("p", { class: "muted", text: explain }),
    place,
    body,
  );
  return {
    element,
    body,
    /**
     * @param {"error" | "warning" | "info" | "success"} kind
     * @param {TextKey} key
     * @param {import("../text/text.js").Values} [values]
     */
    tell: (kind, key, values = {}) => place.replaceChildren(notice(kind, key, values)),
    clear: () => place.replaceChildren(),
    /** Fills in the heading's text. @param {import("../text/text.js").Values} values */
    name: (values) => say(heading, { text: title, values }),
    /** For when what had the focus is gone. */
    focus: () => focusOn(heading),
  };
}

/** @typedef {ReturnType<typeof part>} Part */

/**
 * Does what a press asks: the press shows the wait, the part what went wrong. A second press meanwhile does nothing.
 * @param {HTMLButtonElement} press
 * @param {Pick<Part, "tell" | "clear">} place
 * @param {() => Promise<unknown>} work
 */
export async function act(press, place, work) {
  if (press.ariaBusy === "true") {
    return;
  }

  press.ariaBusy = "true";
  place.clear();
  try {
    await work();
  } catch (error) {
    const { key, values } = problemText(error);
    place.tell("error", key, values);
  } finally {
    press.ariaBusy = "false";
  }
}
