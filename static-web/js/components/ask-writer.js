import { confirmDialog } from "./confirm-dialog.js";
import { el } from "./dom.js";

/**
 * Asks before words that became a file come back among others.
 * @param {string} name of the file
 */
export const askPutBack = (name) =>
  confirmDialog({
    title: "compose.put-back.title",
    values: { name },
    body: [el("p", { text: "compose.put-back.body" })],
    confirm: "compose.put-back",
    cancel: "compose.put-back.no",
    act: async () => undefined,
  });

/**
 * Asks before what is being written is thrown away.
 * @param {TextKey} [title]
 * @param {TextKey} [body]
 */
export const askDiscard = (title = "discard.title", body = "discard.body") =>
  confirmDialog({
    title,
    body: [el("p", { text: body })],
    confirm: "discard.confirm",
    isDanger: true,
    cancel: "discard.no",
    act: async () => undefined,
  });
