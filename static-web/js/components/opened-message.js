import { attachments } from "./attachment.js";
import { button, el, focusOn } from "./dom.js";
import { authorOf, readingOf, subjectOf, timeOf } from "./part-entries.js";

/**
 * @typedef {import("../spaces/dossier-part.js").PartEntry} PartEntry
 */

/**
 * A message of a dossier, opened: from whom, to whom, its words and files, and how it is answered (N27).
 * @param {{ entry: PartEntry, text: string | null }} opened
 * @param {import("./part-entries.js").Means} means
 * @param {{ back: string, reply: (() => unknown) | null }} acts where the list is, and what answers it
 */
export function openedMessage({ entry, text }, means, { back, reply }) {
  const { files, at, subject, isIncoming } = entry;
  const heading = el("h2", subjectOf(entry));
  const to = isIncoming === means.isOffice ? means.office : means.client;
  const body = text === null ? el("p", { class: "is-damaged", text: "message.damaged" })
    : el("div", { class: "message-text", written: text });
  const answer = reply === null ? null
    : button("conversation.answer", { class: "primary", icon: "reply", on: { click: () => reply() } });
  const attached = files.length === 0 ? [] : [
    el("h3", { text: "messages.attachments", values: { n: files.length } }),
    attachments({ at, files, subject: subject ?? "" }, means.filesOf(entry)),
  ];
  const place = el("div");
  const element = el("article", { class: "opened-message" },
    el("p", {}, el("a", { class: "back", text: "messages.all", set: { href: back } })),
    heading,
    el("p", {}, el("strong", authorOf(entry, means, { client: "messages.by", office: "messages.by-office" })), " ",
      timeOf(entry)),
    el("p", { class: "muted", text: "messages.to", values: { names: to } }),
    body, ...attached, readingOf(entry, means), answer === null ? null : el("p", {}, answer), place);
  return {
    element,
    focus: () => focusOn(heading),
    /** The form of an answer, or nothing. @param {HTMLElement | null} form */
    write(form) {
      place.replaceChildren(...(form === null ? [] : [form]));
      answer !== null && (answer.hidden = form !== null);
    },
    focusAnswer: () => answer?.focus(),
  };
}
