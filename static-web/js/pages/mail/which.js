import { el } from "../../components/dom.js";
import { addressOfMailbox } from "../../components/mailbox-switch.js";
import { mailboxNamed } from "../shared/address.js";
import { namedPart } from "../shared/named-part.js";

/**
 * Which mailbox the address names; else the first.
 * @template {{ mailboxId: string }} Choice
 * @param {readonly Choice[]} mailboxes
 */
export function mailboxInAddress(mailboxes) {
  const named = mailboxNamed();
  return mailboxes.find(({ mailboxId }) => mailboxId === named) ?? mailboxes[0];
}

/**
 * Names a mailbox in the address, so that loading the page again shows the same; the first needs no name. What was open
 * in another one is left.
 * @param {string} mailboxId
 * @param {readonly { mailboxId: string }[]} mailboxes
 */
export function nameInAddress(mailboxId, mailboxes) {
  history.replaceState(null, "", mailboxes[0]?.mailboxId === mailboxId ? "/mail/" : addressOfMailbox(mailboxId));
}

/**
 * Lists the mailboxes beside the page, each to be chosen.
 * @template {{ mailboxId: string, name: string }} Choice
 * @param {readonly Choice[]} mailboxes
 * @param {(chosen: Choice) => unknown} choose
 */
export function showBoxes(mailboxes, choose) {
  namedPart("mailboxes").replaceChildren(...mailboxes.map((one) => {
    const set = { type: "button", "data-mailbox": one.mailboxId };
    return el("li", {}, el("button", { class: "mailbox", content: one.name, set, on: { click: () => choose(one) } }));
  }));
}

/** Shows which of them is open. @param {string} mailboxId */
export function markBox(mailboxId) {
  for (const press of namedPart("mailboxes").querySelectorAll("button")) {
    press.setAttribute("aria-current", String(press.dataset["mailbox"] === mailboxId));
  }
}

/** It is not one's own any more. @param {string} mailboxId */
export const removeBox = (mailboxId) =>
  namedPart("mailboxes").querySelector(`[data-mailbox="${mailboxId}"]`)?.closest("li")?.remove();
