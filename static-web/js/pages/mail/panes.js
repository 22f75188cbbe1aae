import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { Conversation } from "../../spaces/conversation.js";
import { findBegun } from "../../spaces/unfinished.js";
import { BadLinkError, partInAddress } from "../shared/address.js";
import { ConversationPane } from "./conversation-pane.js";
import { focusRow, refreshList, showList } from "./list.js";
import { newConversationPane } from "./new-conversation.js";
import { compose, part } from "../shared/part-of-page.js";

/**
 * @typedef {import("./conversation-pane.js").Pane} Pane
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 */

/** The right-hand panes of one mailbox. One in which something was typed stays while others are shown. */
export class Panes {
  #mailbox;
  #place = part("conversation");
  /** @type {Map<string, Pane>} */
  #open = new Map();
  #shown = "";

  /** @param {Mailbox} mailbox */
  constructor(mailbox) {
    this.#mailbox = mailbox;
  }

  get isDirty() {
    return [...this.#open.values()].some((pane) => pane.isDirty);
  }

  /** Shows what the address names: a conversation, a new one, or nothing. */
  async show() {
    const named = partInAddress();
    const id = named ?? "";
    const from = this.#shown;
    this.#shown = id;
    document.body.dataset["pane"] = named === "" ? "list" : "conversation";
    this.#forget(id);
    showList(this.#mailbox);
    if (named === "") {
      this.#place.replaceChildren(el("p", { class: "empty", text: "conversation.none" }));
      focusRow(from);
      return;
    }

    try {
      const pane = this.#open.get(id) ?? (await this.#make(named));
      if (this.#shown === id) {
        this.#place.replaceChildren(pane.element);
        pane.focus();
        this.#mailbox.markRead(id);
        showList(this.#mailbox);
      }
    } catch (error) {
      const { key, values } = problemText(error);
      this.#place.replaceChildren(
        el("h1", { class: "conversation-title", text: "conversation.pane" }),
        notice("error", key, values),
      );
    }
  }

  answer() {
    this.#open.get(this.#shown)?.answer();
  }

  /** @param {string} id */
  #forget(id) {
    for (const [other, pane] of this.#open) {
      if (other !== id && !pane.isDirty) {
        this.#open.delete(other);
      }
    }
  }

  /** @param {string | null} id @returns {Promise<Pane>} */
  async #make(id) {
    if (id === null) {
      throw new BadLinkError();
    }

    const mailbox = this.#mailbox;
    await mailbox.open();
    if (id === compose) {
      const pane = newConversationPane(mailbox, await findBegun(({ mailboxId }) => mailboxId === mailbox.mailboxId), {
        sent: (...sent) => this.#sent(...sent),
        discard: () => this.#discard(),
      });
      this.#open.set(id, pane);
      return pane;
    }

    this.#place.replaceChildren(el("p", { class: "empty", text: "conversation.opening", set: { role: "status" } }));
    const conversation = new Conversation(id, `${id}00`, mailbox);
    const pane = new ConversationPane(this.#mailbox, conversation, () => void refreshList(this.#mailbox));
    await pane.load();
    this.#open.set(id, pane);
    return pane;
  }

  /** @param {Conversation} conversation @param {import("../../api/contract.d.ts").RecipientRequest[]} recipients */
  #sent(conversation, recipients) {
    const { spaceId: conversationId, participantId, messages, subject } = conversation;
    const last = messages.at(-1);
    const people = recipients.map(({ name, email }) => name ?? email);
    const marks = { unread: false, noticeFailed: false, notMyNumber: false };
    const row = { conversationId, participantId, people, subject, author: participantId, ...marks };
    this.#mailbox.addOwn({
      ...row,
      messageId: last?.messageId ?? "",
      at: last?.at ?? "",
      files: last?.files.length ?? 0,
    });
    this.#open.delete(compose);
    const pane = new ConversationPane(this.#mailbox, conversation, () => void refreshList(this.#mailbox));
    this.#open.set(conversationId, pane);
    location.hash = conversationId;
    pane.tellSent();
  }

  #discard() {
    this.#open.delete(compose);
    location.hash = "";
  }
}
