import { button, el, newId } from "./dom.js";
import { writtenWords } from "./written-body.js";

/**
 * @typedef {"send" | "write" | "discard"} Choice
 * @typedef {{ subject: string } & import("./words.js").Written} Words
 * @typedef {Words & { messageId: string, at: string, by?: string | null, who: string, files: { name: string }[],
 *   goesAt?: string | null }} Came who: as whom it was written; by: who wrote it for the mailbox
 */

/**
 * Somebody answered meanwhile: what came in and one's own text stand side by side, and one chooses. Closing it is going
 * on writing.
 * @param {Came[]} came the oldest first
 * @param {Words} mine
 * @returns {Promise<Choice>}
 */
export function answeredDialog(came, mine) {
  const id = newId();
  const choices = /** @type {const} */ (["send", "write", "discard"]).map((choice) => button(`answered.${choice}`, {
    class: { send: "primary", write: "secondary", discard: "quiet" }[choice],
    set: { autofocus: choice === "write", value: choice },
  }));
  const dialog = el(
    "dialog",
    { class: "dialog answered", set: { "aria-labelledby": id, "aria-describedby": `${id}-b` } },
    el("h2", { text: "answered.title", set: { id } }),
    el("p", { text: "answered.body", set: { id: `${id}-b` } }),
    el("div", { class: "answered-texts" },
      el("section", { set: { "aria-labelledby": `${id}-t` } },
        el("h3", { text: "answered.theirs", set: { id: `${id}-t` } }), ...came.map(cardOf)),
      el("section", { set: { "aria-labelledby": `${id}-m` } },
        el("h3", { text: "answered.mine", set: { id: `${id}-m` } }), textOf(mine))),
    el("div", { class: "row" }, ...choices),
  );
  choices.forEach((press) => press.addEventListener("click", () => dialog.close(press.value)));
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      const { returnValue } = dialog;
      resolve(returnValue === "send" || returnValue === "discard" ? returnValue : "write");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** @param {Came} message */
function cardOf(message) {
  const { who, by = null, at, files, goesAt = null } = message;
  const head = by === null
    ? el("p", { class: "muted", text: "answered.by", values: { name: who, at: { moment: at } } })
    : el("p", {
      class: "muted", text: "answered.by-colleague", values: { name: by, mailbox: who, at: { moment: at } },
    });
  return el("article", {}, head, goesAt === null ? null : el("p", { class: "muted", text: "answered.waits" }),
    textOf(message),
    files.length === 0 ? null : el("p", { class: "muted", text: "answered.files", values: { n: files.length } }));
}

/** Scrolled with the keyboard too. @param {Words} words */
const textOf = (words) => el("blockquote", { label: "answered.text", set: { tabindex: 0, role: "group" } },
  el("p", { class: "draft-subject", content: words.subject }), writtenWords(words, "answered-text"));
