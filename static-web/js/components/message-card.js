import { attachments } from "./attachment.js";
import { lastDayBefore } from "../text/days.js";
import { button, el, icon } from "./dom.js";
import { envelope } from "./envelope.js";
import { initialsOf, startOf } from "../text/graphemes.js";
import { moreMenu } from "./more-menu.js";
import { writtenWords } from "./written-body.js";

/**
 * @typedef {import("../spaces/conversation.js").OpenedMessage} OpenedMessage
 * @typedef {object} Context
 * @property {string} own participant id of the reader
 * @property {(participantId: string) => string} nameOf
 * @property {string[]} awaited who is to read it: everybody but those who got a copy
 * @property {import("./attachment.js").Files} files how files are saved and looked at
 * @property {(message: OpenedMessage) => unknown} [changeExpiry] asks for another last day
 * @property {HTMLElement} [receipts] what else is known of how it came to the others
 * @property {(message: OpenedMessage) => readonly import("./more-menu.js").MenuItem[]} menuOf what can be done with it
 */

/** Of a folded message as much is shown, in UTF-16 units. */
const excerptLength = 160;

/**
 * One message; folded to a line when it is not `isOpen`. Its files never change: what is being saved of them, or looked
 * at, goes on in a card that is made anew.
 * @param {OpenedMessage} message
 * @param {Context} context
 * @param {boolean} isOpen
 * @param {HTMLElement} [before] the card it had until now
 */
export function messageCard(message, context, isOpen, before) {
  const isOwn = message.author === context.own;
  const name = context.nameOf(message.author);
  const author = el("strong", authorOf(message, name, isOwn));
  const { at } = message;
  const values = { at: { moment: at }, full: { date: at } };
  const time = el("time", { text: "moment", tip: "moment.full", values, set: { datetime: at } });
  const excerpt = el("span", { class: "message-excerpt", content: startOf(message.text, excerptLength) });
  const marks = message.files.length === 0 ? null : icon("paperclip");
  const isNew = message.isNew && !isOwn ? el("span", { class: "badge", text: "message.new" }) : null;
  const summary = el(
    "summary",
    {},
    avatar(message.by ?? name),
    el("span", { class: "message-author" }, author, isNew),
    excerpt,
    marks,
    time,
  );
  const files = before?.querySelector(".attachments") ?? null;
  const body = message.damaged ? [damaged()]
    : message.revokedAt !== null ? [revoked(message)]
    : message.expired ? [expired(message)]
    : contentOf(message, context, files);
  const card = el("details", { class: `message${isOwn ? " is-own" : ""}`, set: { open: isOpen } }, summary, ...body);
  return el("li", {}, card, menuOf(message, context));
}

/** @param {OpenedMessage} message @param {Context} context */
function menuOf(message, context) {
  const items = context.menuOf(message);
  const values = { name: context.nameOf(message.author), at: { date: message.at } };
  return items.length === 0 ? null : moreMenu({ label: "more.of-message", values }, items);
}

/**
 * "Conny de Vries, namens Info", "U", or the person's name.
 * @param {OpenedMessage} message
 * @param {string} name
 * @param {boolean} isOwn
 * @returns {import("./dom.js").Parts}
 */
function authorOf({ by }, name, isOwn) {
  if (by !== null) {
    return { text: "message.onBehalf", values: { by, name } };
  }

  return isOwn ? { text: "message.you" } : { content: name };
}

/** @param {string} name */
function avatar(name) {
  return el("span", { class: "avatar", content: initialsOf(name), set: { "aria-hidden": "true" } });
}

function damaged() {
  return el("div", { class: "message-body is-damaged" }, icon("warning"), el("p", { text: "message.damaged" }));
}

/** That there was a message. @param {OpenedMessage} message */
function expired({ expiresAt }) {
  const values = { day: { day: lastDayBefore(expiresAt ?? "") } };
  return el("div", { class: "message-body is-expired" }, icon("clock"), el("p", { text: "keeping.expired", values }));
}

/** That there was a message, and since when nobody has it: never what it was about. @param {OpenedMessage} message */
function revoked({ revokedAt, revokedBy }) {
  const at = { date: revokedAt ?? "" };
  const words = revokedBy === null ? el("p", { text: "revoking.revoked", values: { at } })
    : el("p", { text: "revoking.revoked.by", values: { at, name: revokedBy } });
  return el("div", { class: "message-body is-expired" }, icon("revoke"), words);
}

/**
 * Until when it can be read; who sent it can choose another day.
 * @param {OpenedMessage} message
 * @param {Context} context
 */
function expiry(message, { own, changeExpiry }) {
  const { expiresAt, author } = message;
  const canChange = changeExpiry !== undefined && author === own;
  if (expiresAt === null && !canChange) {
    return null;
  }

  const words = expiresAt === null ? el("span", { text: "keeping.stays" })
    : el("span", { text: "keeping.expires", values: { day: { day: lastDayBefore(expiresAt) } } });
  const press = canChange
    ? button("keeping.expiry", { class: "quiet", on: { click: () => changeExpiry(message) } }) : null;
  return el("p", { class: "message-expiry row" }, words, press);
}

/** @param {OpenedMessage} message @param {Context} context @param {Element | null} files what shows them already */
function contentOf(message, context, files) {
  const written = writtenWords(message, "message-body message-text");
  const list = message.files.length === 0 ? null : (files ?? attachments(message, context.files));
  return [
    el("h2", { content: message.subject }),
    written,
    list,
    receipt(message, context),
    expiry(message, context),
  ].filter((part) => part !== null);
}

/**
 * Whether the others read it, as icon and words: closed, open with how many of how many, open by all.
 * @param {OpenedMessage} message
 * @param {Context} context
 */
function receipt(message, { own, awaited, nameOf, receipts }) {
  const all = message.receipts.filter(({ participantId }) => awaited.includes(participantId));
  const n = all.filter(({ openedAt }) => openedAt !== null).length;
  if (message.author !== own || message.receipts.length === 0) {
    return null;
  }

  const line = all.length === 0 ? null : envelope(n, all.length);
  const lines = message.receipts.flatMap(({ participantId, openedAt }) => openedAt === null ? []
    : [el("li", { text: "receipt.by", values: { name: nameOf(participantId), at: { date: openedAt } } })]);
  const readers = lines.length === 0 ? null : el("ul", { class: "receipt-readers" }, ...lines);
  return el("div", {}, line, receipts ?? readers);
}
