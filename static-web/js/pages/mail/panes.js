import { late } from "../../browser/late.js";
import { el } from "../../components/dom.js";
import { Conversation } from "../../spaces/conversation.js";
import { findBegun } from "../../spaces/unfinished.js";
import { namedPart } from "../shared/named-part.js";
import { PaneHost } from "../shared/pane-host.js";

/**
 * @typedef {import("../shared/pane-host.js").Pane & { answer: () => void }} MailPane
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("./list.js").MailList} MailList
 */

/** The address of a new conversation. */
export const compose = "new";

/** What panes are made of: reading, writing and files. The list does not wait for it. */
export const fetchPanes = () =>
  late(async () => {
    const [{ staffPane }, { newConversationPane }] = await Promise.all([
      import("./staff-pane.js"),
      import("./new-conversation.js"),
    ]);
    return { staffPane, newConversationPane };
  });

/** What a dossier's messages are shown with; only who opens one waits for it. */
const fetchDossierPanes = () => late(() => import("./dossier-panes.js"));

/** The mailbox in a part of a dossier, and where in it. */
const inPart = /^([0-9a-f]{34})(?:-([0-9a-z]{1,32}))?$/;

/** The right-hand panes of one mailbox: its conversations, by its participant in them, and a new one. */
export class Panes {
  #mailbox;
  #list;
  #changed;
  /** @type {Promise<import("./dossier-panes.js").DossierPanes> | null} */
  #dossiers = null;
  /** @type {PaneHost<MailPane>} */
  #host = new PaneHost(namedPart("conversation"), (address) => this.#make(address), {
    waiting: (address) =>
      address === compose
        ? null
        : el("p", { class: "empty", text: "conversation.opening", set: { role: "status" } }),
    nothing: () => el("p", { class: "empty", text: "conversation.none" }),
    title: el("h1", { class: "conversation-title", text: "conversation.pane" }),
    going: (_, isList) => {
      document.body.dataset["pane"] = isList ? "list" : "conversation";
      this.#list.show(this.#mailbox);
    },
    shown: (address) => {
      this.#mailbox.markRead(address);
      this.#list.show(this.#mailbox);
    },
    back: (from) => this.#list.focusRow(from),
  });

  /** @param {Mailbox} mailbox @param {MailList} list @param {() => unknown} changed a message was sent */
  constructor(mailbox, list, changed) {
    this.#mailbox = mailbox;
    this.#list = list;
    this.#changed = changed;
  }

  get isDirty() {
    return this.#host.isDirty;
  }

  /** Shows what the address names: a conversation, a new one, or nothing. */
  show() {
    return this.#host.show();
  }

  /** Another mailbox is shown. */
  leave() {
    this.#host.leave();
  }

  answer() {
    this.#host.pane?.answer();
  }

  /** @param {string} address @returns {Promise<MailPane>} */
  async #make(address) {
    const mailbox = this.#mailbox;
    const [{ staffPane, newConversationPane }] = await Promise.all([fetchPanes(), mailbox.open()]);
    if (address === compose) {
      const begun = await findBegun(({ mailboxId }) => mailboxId === mailbox.mailboxId);
      return newConversationPane(mailbox, begun, {
        sent: (...sent) => this.#sent(staffPane, ...sent),
        discard: () => this.#discard(),
      });
    }

    const [, participantId = "", where] = inPart.exec(address) ?? [];
    if (where !== undefined || mailbox.isOfDossier(participantId)) {
      this.#dossiers ??= fetchDossierPanes().then(({ DossierPanes }) => new DossierPanes(mailbox, this.#changed));
      return (await this.#dossiers).make(participantId, where);
    }

    const conversation = new Conversation(address, mailbox);
    await conversation.load();
    const pane = staffPane(mailbox, conversation, this.#changed);
    await pane.goOn();
    return pane;
  }

  /**
   * @param {Awaited<ReturnType<typeof fetchPanes>>["staffPane"]} staffPane
   * @param {Conversation} conversation
   * @param {import("../../api/contract.d.ts").RecipientRequest[]} recipients
   */
  #sent(staffPane, conversation, recipients) {
    const { spaceId: conversationId, participantId, entries, subject } = conversation;
    const last = entries.at(-1);
    const people = recipients.map(({ name, email }) => name ?? email);
    const marks = { unread: false, noticeFailed: false, notMyNumber: false };
    const row = { conversationId, participantId, people, subject, author: participantId, ...marks };
    this.#mailbox.addOwn({
      ...row,
      kind: "conversation",
      dossier: null,
      messageId: last?.messageId ?? "",
      at: last?.at ?? "",
      files: last?.files.length ?? 0,
    });
    const pane = staffPane(this.#mailbox, conversation, this.#changed);
    this.#host.drop(compose);
    this.#host.put(participantId, pane);
    location.hash = participantId;
    pane.tellSent();
    void pane.refresh();
  }

  #discard() {
    this.#host.drop(compose);
    location.hash = "";
  }
}
