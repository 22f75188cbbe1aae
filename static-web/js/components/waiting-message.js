import { el, icon } from "./dom.js";
import { undoBar } from "./undo-bar.js";
import { writtenWords } from "./written-body.js";

/** @typedef {import("../spaces/conversation.js").Waiting} Waiting */

/**
 * A message that was sent and waits to go, with its bar.
 * @param {Waiting} waiting
 * @param {Pick<import("./conversation-view.js").Acts, "undo" | "sendNow" | "gone">} acts
 */
export function waitingMessage(waiting, { undo, sendNow, gone }) {
  const bar = undoBar(waiting.goesAt, {
    undo: async () => undo?.(waiting), sendNow: async () => sendNow?.(waiting), gone: () => gone?.(),
  });
  const words = waiting.damaged
    ? [el("p", { text: "message.damaged" })]
    : [
        el("h2", { class: "waiting-subject", content: waiting.subject }),
        writtenWords(waiting, "waiting-text"),
        waitingFiles(waiting),
      ].filter((part) => part !== null);
  return el("article", { class: "waiting-message" }, ...words, bar);
}

/** What goes with it: to be sure of before it goes, not to save. @param {Waiting} waiting */
const waitingFiles = ({ files }) => files.length === 0 ? null
  : el("ul", { class: "waiting-files", label: "message.files" }, ...files.map(({ name, size }) =>
    el("li", { class: "row" }, icon("paperclip"), el("span", { content: name }),
      el("span", { class: "muted", text: "size", values: { size: { size } } }))));
