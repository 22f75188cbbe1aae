import { button, el, icon } from "./dom.js";
import { field } from "./field.js";

/**
 * @typedef {import("../spaces/internal-notes.js").InternalNote} InternalNote
 */

/** Longer ones do not fit, in UTF-16 units. */
export const longestInternalNote = 2_000;

/** Who sees it, as icon and words. */
const forColleagues = () =>
  el("p", { class: "internal-for" }, icon("lock"), el("strong", { text: "internal.note" }),
    el("span", { text: "internal.for" }));

/**
 * An internal note among the messages; it looks like none of them.
 * @param {InternalNote} note
 * @param {{ change: () => unknown, remove: () => unknown } | null} acts what its author does with it
 */
export function internalNote({ by, at, changedAt, text }, acts) {
  const values = { at: { moment: at }, full: { date: at }, name: by };
  const time = el("time", { text: "moment", tip: "moment.full", values, set: { datetime: at } });
  const changed = changedAt === null ? null
    : el("span", { class: "muted", text: "internal.changed", values: { at: { moment: changedAt } } });
  const words = text === null ? el("p", { class: "is-damaged", text: "internal.damaged" })
    : el("p", { class: "internal-text", written: text });
  const tools = acts === null ? null : el("div", { class: "row" },
    button("internal.change", {
      class: "quiet", icon: "pen", label: "internal.change.of", values, on: { click: acts.change },
    }),
    button("internal.remove", {
      class: "quiet", icon: "bin", label: "internal.remove.of", values, on: { click: acts.remove },
    }));
  return el("li", {}, el("article", { class: "internal", label: "internal.of", values },
    forColleagues(), el("p", { class: "internal-by" }, el("strong", { content: by }), time, changed), words, tools));
}

/**
 * Where an internal note is written.
 * @param {string} text what was written before
 * @param {{ typed: (text: string) => unknown, save: (text: string) => Promise<unknown>, cancel: () => unknown }} acts
 */
export function internalNoteForm(text, { typed, save, cancel }) {
  const words = field({ label: "internal.words", advice: "internal.advice", kind: "area", set: { rows: 4 } });
  words.control.value = text;
  words.control.addEventListener("input", () => typed(words.value));
  const press = button("internal.save", { class: "primary", icon: "lock", set: { type: "submit" } });
  // What is under way is not left half-way.
  const stop = button("action.cancel", {
    class: "quiet", on: { click: () => press.ariaBusy === "true" || cancel() },
  });
  const form = el("form", { class: "internal is-writing", label: "internal.note", set: { novalidate: true } },
    forColleagues(), words.element, el("div", { class: "row" }, press, stop));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const written = words.value.trim();
    words.refuse(written === "" ? "internal.empty" : written.length > longestInternalNote ? "internal.too-long" : null);
    if (!words.error.hidden || press.ariaBusy === "true") {
      words.control.focus();
      return;
    }

    press.ariaBusy = "true";
    // What is typed while it is under way would be in no note.
    words.control.readOnly = true;
    await save(written).finally(() => {
      press.ariaBusy = "false";
      words.control.readOnly = false;
    });
  });
  return { element: el("li", {}, form), focus: () => words.control.focus(), refuse: words.refuse };
}
