import { el, icon } from "./dom.js";

/**
 * @typedef {import("../spaces/conversation.js").OpenedMessage} OpenedMessage
 * @typedef {import("../api/contract.d.ts").ReceiptItem} Receipt
 * @typedef {(participantId: string) => string} NameOf
 */

/** What is seen beside a state: its shape says the same as its words. */
const icons = {
  nothing: "clock", failed: "warning", notified: "sent", visited: "link", opened: "envelope-open",
  downloaded: "download",
};

/**
 * What the mailbox knows of how a message that it sent came to each recipient, and each of its files (X10).
 * @param {OpenedMessage} message
 * @param {NameOf} nameOf
 */
export function receiptsOf(message, nameOf) {
  const people = message.receipts.map((receipt) => personOf(receipt, message, nameOf));
  return el("details", { class: "receipts" },
    el("summary", { text: "received.people" }),
    el("ul", { class: "receipt-people" }, ...people));
}

/**
 * How far it came: the last of the steps that is known.
 * @param {Receipt} receipt
 * @returns {keyof typeof icons}
 */
export function stateOf({ notifiedAt, failed, visitedAt, openedAt, files }) {
  return files.length > 0 ? "downloaded"
    : openedAt !== null ? "opened"
    : failed !== null ? "failed"
    : visitedAt !== null ? "visited"
    : notifiedAt !== null ? "notified" : "nothing";
}

/** @param {Receipt} receipt @param {OpenedMessage} message @param {NameOf} nameOf */
function personOf(receipt, message, nameOf) {
  const state = stateOf(receipt);
  const values = { n: receipt.files.length, all: message.files.length };
  const head = el("p", { class: `receipt-person is-${state}` },
    icon(icons[state]),
    el("strong", { content: nameOf(receipt.participantId) }),
    el("span", { text: `received.state.${state}`, values }));
  return el("li", {}, head, el("ul", { class: "receipt-steps" }, ...stepsOf(receipt, message)));
}

/**
 * The steps that are known, each with its time and how it is known.
 * @param {Receipt} receipt
 * @param {OpenedMessage} message
 */
function stepsOf({ notifiedAt, deliveredAt, failed, textedAt, visitedAt, openedAt, method, files }, message) {
  return [
    stepOf("received.notified", notifiedAt),
    stepOf("received.delivered", deliveredAt),
    failed === null ? null : stepOf(`received.failed.${failed.why}`, failed.at),
    stepOf("received.texted", textedAt),
    stepOf("received.visited", visitedAt),
    stepOf("received.opened", openedAt, method === null ? {} : { by: { text: `received.by.${method}` } }),
    ...files.map(({ fileId, at, method: proof }) => stepOf("received.file", at, {
      name: message.files.find(({ id }) => id === fileId)?.name ?? "", by: { text: `received.by.${proof}` },
    })),
  ].filter((step) => step !== null);
}

/** @param {TextKey} text @param {string | null} at @param {import("../text/text.js").Values} [values] */
function stepOf(text, at, values = {}) {
  return at === null ? null : el("li", { text, values: { at: { date: at }, ...values } });
}
