import { now } from "../../browser/clock.js";
import { late } from "../../browser/late.js";
import { button, el, focusOn } from "../../components/dom.js";
import { act, part } from "../../components/part.js";
import { Conversation } from "../../spaces/conversation.js";
import { exposureOf } from "../../spaces/exposure.js";
import { openFileNames } from "../../spaces/file-names.js";
import { text } from "../../text/text.js";
import { saveFile } from "../shared/save-file.js";

/** @typedef {import("../../spaces/exposure.js").Line} Line */

const fetchPdf = () => late(() => import("../../spaces/exposure-pdf.js"));

/**
 * Who had what of a message of a mailbox (X11), also after it was revoked: to read, to print, and as a document.
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {string} participantId the mailbox's
 * @param {string} messageId
 * @returns {Promise<import("./panes.js").MailPane>}
 */
export async function seenPane(mailbox, participantId, messageId) {
  const conversation = new Conversation(participantId, mailbox);
  await conversation.load();
  const find = () => conversation.entries.find((one) => one.messageId === messageId);
  while (find() === undefined && conversation.earlier !== null) {
    await conversation.loadEarlier();
  }

  const message = find();
  const title = el("h1", { class: "conversation-title", text: "seen.title" });
  const back = el("a", { class: "back", text: "seen.back", set: { href: `#${participantId}` } });
  const body = message === undefined ? [el("p", { text: "seen.none" })]
    : await partsOf(mailbox, conversation, message);
  return {
    element: el("div", { class: "conversation seen" }, el("p", {}, back), title, ...body),
    isDirty: false,
    focus: () => focusOn(title),
    answer: () => null,
  };
}

/**
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {import("../../spaces/conversation.js").OpenedMessage} message
 */
async function partsOf(mailbox, conversation, message) {
  const files = message.revokedAt === null ? message.files : await openFileNames(mailbox, message);
  const exposure = exposureOf(conversation, message, files);
  const said = (/** @type {Line} */ { key, values }) => ({ text: key, values });
  const place = part("seen.people");
  const save = button("seen.pdf", { class: "secondary", icon: "download" });
  save.addEventListener("click", () => void act(save, place, async () => {
    const { makeExposurePdf } = await fetchPdf();
    const pdf = await makeExposurePdf(exposure, { made: new Date(now()).toISOString(), by: mailbox.name });
    saveFile(pdf, `${text("seen.file-name")}.pdf`, pdf.type);
  }));
  place.body.append(...exposure.people.map(({ name, lines }) => el("section", { class: "seen-person" },
    el("h3", { content: name }), el("ul", {}, ...lines.map((line) => el("li", said(line)))))));
  return [
    ...exposure.facts.map((line) => el("p", said(line))),
    place.element,
    el("h2", { text: "seen.unknown" }),
    ...exposure.unknown.map((line) => el("p", said(line))),
    el("p", {}, save),
  ];
}
