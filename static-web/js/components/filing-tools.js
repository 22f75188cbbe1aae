import { button, el, say } from "./dom.js";

/**
 * @typedef {import("../api/contract.d.ts").Filing} Filing
 * @typedef {{ filing: Filing | null, endsAt: string | null, started: boolean }} Filed where a conversation stands
 */

/**
 * Puts a conversation into the archive, among what is deleted, or back into the inbox.
 * @param {(filing: Filing) => unknown} file
 */
export function filingTools(file) {
  const ends = el("p", { class: "filing-ends" });
  const press = (/** @type {TextKey} */ key, /** @type {string} */ icon, /** @type {Filing} */ filing) =>
    button(key, { class: "quiet", icon, on: { click: () => file(filing) } });
  const restore = press("keeping.restore", "inbox", "none");
  const archive = press("keeping.archive", "archive", "archived");
  const remove = press("keeping.delete", "bin", "deleted");
  const element = el("div", { class: "filing" }, ends, el("div", { class: "row" }, restore, archive, remove));
  return {
    element,
    /** @param {Filed} filed */
    show({ filing, endsAt, started }) {
      // Before its first message went it stands nowhere.
      element.hidden = !started;
      restore.hidden = filing === "none";
      archive.hidden = filing !== "none";
      remove.hidden = filing === "deleted";
      ends.hidden = endsAt === null;
      if (endsAt !== null) {
        say(ends, { text: "keeping.ends", values: { at: { date: endsAt } } });
      }
    },
  };
}
