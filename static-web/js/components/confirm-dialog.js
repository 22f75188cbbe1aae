import { button, el, newId } from "./dom.js";
import { notice } from "./notice.js";
import { act } from "./part.js";

/**
 * @typedef {object} Question
 * @property {TextKey} title key: what will be done, and to what
 * @property {import("../text/text.js").Values} [values] for all texts of the question
 * @property {Node[]} body what it means
 * @property {TextKey} confirm key of the button that does it
 * @property {TextKey} [cancel] key of the button that does not
 * @property {boolean} [isDanger] whether something is lost or taken away by it: it looks so
 * @property {() => boolean} [check] whether what was typed in the body will do; says itself what is wrong
 * @property {() => Promise<unknown>} act does it; the dialog stays when that fails, with the reason, or answers false
 */

/**
 * Asks before something that cannot be taken back.
 * @param {Question} question
 * @returns {Promise<boolean>} whether it was done
 */
export function confirmDialog(question) {
  const { title, values = {}, body, confirm, cancel, isDanger = false, check = () => true, act: work } = question;
  const [id, problem] = [newId(), el("div")];
  const words = el("div", { class: "dialog-body", set: { id: `${id}-b` } }, ...body);
  const yes = button(confirm, { values, class: isDanger ? "danger" : "primary", set: { type: "submit" } });
  // The focus begins where typing is needed, else where nothing happens.
  const isTyped = words.querySelector("input, textarea") !== null;
  const no = button(cancel ?? "action.cancel", { class: "quiet", set: { autofocus: !isTyped } });
  const form = el("form", { set: { novalidate: true } }, words, problem, el("div", { class: "row" }, yes, no));
  const named = { "aria-labelledby": id, "aria-describedby": words.id };
  const dialog = el("dialog", { class: "dialog", set: named }, el("h2", { text: title, values, set: { id } }), form);
  const place = {
    tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, more = {}) =>
      problem.replaceChildren(notice(kind, key, more)),
    clear: () => problem.replaceChildren(),
  };

  return new Promise((resolve) => {
    let isDone = false;
    const doIt = async () => {
      isDone = (await work()) !== false;
      if (isDone) {
        dialog.close();
      }
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (check()) {
        void act(yes, place, doIt);
      }
    });
    // What is under way is not left half-way: its outcome must be seen.
    no.addEventListener("click", () => yes.ariaBusy === "true" || dialog.close());
    dialog.addEventListener("cancel", (event) => yes.ariaBusy === "true" && event.preventDefault());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(isDone);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
