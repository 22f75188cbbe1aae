import { attachments } from "./attachment.js";
import { el, icon } from "./dom.js";
import { list } from "./list.js";

/**
 * @typedef {import("../spaces/dossier-part.js").PartEntry} PartEntry
 * @typedef {object} Means
 * @property {(entry: PartEntry) => import("./attachment.js").Files} filesOf how files of an entry are saved
 * @property {(entryId: string) => string} addressOf where a message is opened
 * @property {string[]} office its names, to whom the client's side writes
 * @property {string[]} client
 * @property {boolean} isOffice whether the reader is of the office, which sees who read what
 */

/**
 * What stands in a tab, newest first: letters and documents with their files, messages as rows that open.
 * @param {boolean} isMessages
 * @param {() => Means} means as they are now
 */
export function partEntries(isMessages, means) {
  const element = el("ul", { class: isMessages ? "message-rows" : "document-rows" });
  const show = list(
    element,
    (/** @type {PartEntry} */ { entryId }) => entryId,
    (entry, before) => (isMessages ? messageRow(entry, means()) : documentRow(entry, means(), before)),
  );
  return {
    element,
    /** @param {PartEntry[]} entries */
    show(entries) {
      show(entries);
      element.hidden = entries.length === 0;
    },
  };
}

/** @param {PartEntry} entry @param {Means} means */
function messageRow(entry, means) {
  const { entryId, isRead, files } = entry;
  const isNew = entry.isIncoming && !isRead;
  const words = el("span", { class: "message-words" },
    el("span", { class: "muted" }, el("span", directionOf(entry, means))),
    el("strong", subjectOf(entry)), isNew ? newBadge() : null);
  const marks = el("span", { class: "message-marks muted" },
    files.length === 0 ? null : withWords("paperclip", { text: "messages.files-n", values: { n: files.length } }),
    timeOf(entry));
  const picture = icon(entry.isIncoming ? (isNew ? "envelope" : "envelope-open") : "sent");
  const link = el("a", {
    class: `message-row${isNew ? " is-unread" : ""}${entry.isIncoming ? "" : " is-sent"}`,
    set: { href: means.addressOf(entryId) },
  }, picture, words, marks);
  return el("li", {}, link, readingOf(entry, means));
}

/**
 * @param {PartEntry} entry
 * @param {Means} means
 * @param {HTMLElement} [before] the row it had: what is being saved of it goes on
 */
function documentRow(entry, means, before) {
  const isNew = entry.isIncoming && !entry.isRead;
  const heading = el("h3", {}, el("span", subjectOf(entry)), isNew ? newBadge() : null);
  const { at, files, subject } = entry;
  const author = el("span", authorOf(entry, means, { client: "dossiers.by", office: "dossiers.by-office" }));
  const kept = before?.querySelector(".attachments") ?? null;
  const saved = () => kept ?? attachments({ at, files, subject: subject ?? "" }, means.filesOf(entry));
  return el("li", { class: "document" }, heading, el("p", { class: "muted" }, author, " ", timeOf(entry)),
    ...(files.length === 0 ? [] : [saved()]), readingOf(entry, means));
}

/**
 * "Van Hanna, namens Notariaat", or "Aan Notariaat".
 * @param {PartEntry} entry
 * @param {Means} means
 * @returns {import("./dom.js").Parts}
 */
function directionOf(entry, means) {
  const { isOffice, office, client } = means;
  return entry.isIncoming ? authorOf(entry, means, { client: "messages.from", office: "messages.from-office" })
    : { text: "messages.to", values: { names: isOffice ? client : office } };
}

/**
 * Who wrote it; of the office's people also for whom (Z21).
 * @param {PartEntry} entry
 * @param {Means} means
 * @param {{ client: TextKey, office: TextKey }} texts
 * @returns {import("./dom.js").Parts}
 */
export function authorOf({ by, isIncoming }, { isOffice, office }, texts) {
  return isIncoming === isOffice ? { text: texts.client, values: { name: by } }
    : { text: texts.office, values: { name: by, names: office } };
}

/** @param {PartEntry} entry @returns {import("./dom.js").Parts} */
export const subjectOf = ({ subject }) =>
  subject === null ? { text: "dossiers.entry-damaged" } : { content: subject };

/** @param {{ at: string }} entry */
export function timeOf({ at }) {
  const values = { at: { moment: at }, full: { date: at } };
  return el("time", { text: "moment", tip: "moment.full", values, set: { datetime: at } });
}

/** Who of the other side opened it, for the office. @param {PartEntry} entry @param {Means} means */
export function readingOf({ isIncoming, readBy }, { isOffice }) {
  if (!isOffice || isIncoming) {
    return null;
  }

  const lines = readBy.length === 0 ? [el("span", { text: "dossiers.unread" })]
    : readBy.map(({ name, at }) => el("span", { text: "dossiers.read-by", values: { name, at: { date: at } } }));
  return el("p", { class: "reading muted" }, icon(readBy.length === 0 ? "envelope" : "envelope-open"), ...lines);
}

const newBadge = () => el("span", { class: "badge", text: "dossiers.new" });

/** @param {string} name @param {import("./dom.js").Parts} words */
const withWords = (name, words) => el("span", { class: "mark" }, icon(name), el("span", words));
