import { undoMessage } from "../../api/drafts.js";
import { late } from "../../browser/late.js";
import { el } from "../../components/dom.js";
import { randomId } from "../../crypto/base64.js";
import { makeSealKey } from "../../crypto/seal-keys.js";
import { Conversation } from "../../spaces/conversation.js";
import { keyIn } from "../../spaces/drafts.js";
import { beginnerOf, spaceOf } from "../../spaces/participant-id.js";
import { findBegun } from "../../spaces/unfinished.js";
import { partInAddress } from "../shared/address.js";
import { namedPart } from "../shared/named-part.js";
import { PaneHost } from "../shared/pane-host.js";
import { fetchWords } from "./words.js";

/**
 * @typedef {import("../shared/pane-host.js").Pane & { answer: () => unknown, archive?: () => unknown,
 *   refresh?: (isUnattended: boolean) => Promise<unknown> }} MailPane archive: of a conversation
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("./list.js").MailList} MailList
 * @typedef {import("../../spaces/drafts.js").OpenedDraft} OpenedDraft
 */

/** The address of a new conversation. */
export const compose = "new";

/** A draft of a new conversation. */
const draftAddress = /^draft-([0-9a-f]{32})$/;

/**
 * The address of a draft: of a new conversation its own; of an answer, and of what waits, that of the conversation.
 * @param {OpenedDraft} draft
 */
export const addressOf = (draft) =>
  keyIn(draft) === null || draft.goesAt !== null ? draft.participantId : `draft-${draft.draftId}`;

/** What panes are made of: reading, writing and files. The list does not wait for it. */
export const fetchPanes = () =>
  late(async () => {
    const [{ staffPane }, { newConversationPane }, drafting] = await Promise.all([
      import("./staff-pane.js"),
      import("./new-conversation.js"),
      import("./drafting.js"),
    ]);
    return { staffPane, newConversationPane, ...drafting };
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
  #file;
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

  /**
   * @param {Mailbox} mailbox
   * @param {MailList} list
   * @param {() => unknown} changed a message was sent
   * @param {(filed: import("./keeping.js").Filed) => unknown} file puts a conversation elsewhere
   */
  constructor(mailbox, list, changed, file) {
    this.#file = file;
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

  /** Something changed in a conversation; if it is open it is read again. @param {string} participantId */
  async reload(participantId) {
    const { pane } = this.#host;
    if (partInAddress() === participantId) {
      await pane?.refresh?.(false);
    }
  }

  /** Another mailbox is shown. */
  leave() {
    this.#host.leave();
  }

  answer() {
    return this.#host.pane?.answer();
  }

  /** The pane that is shown. */
  get shown() {
    return this.#host.pane;
  }

  /** A conversation stands elsewhere, and is not shown any more. @param {string} id */
  forget(id) {
    if (partInAddress() === id) {
      location.hash = "";
    }
  }

  /** @param {string} address @returns {Promise<MailPane>} */
  async #make(address) {
    const mailbox = this.#mailbox;
    const [parts] = await Promise.all([fetchPanes(), mailbox.open()]);
    if (address === compose || draftAddress.test(address)) {
      return this.#makeNew(parts, address);
    }

    const [, participantId = "", where] = inPart.exec(address) ?? [];
    if (where !== undefined || mailbox.isOfDossier(participantId)) {
      this.#dossiers ??= fetchDossierPanes().then(({ DossierPanes }) => new DossierPanes(mailbox, this.#changed));
      return (await this.#dossiers).make(participantId, where);
    }

    const conversation = new Conversation(address, mailbox);
    // Of one that has no message yet nobody else has the key.
    const own = mailbox.drafts.all.find((one) => one.participantId === address);
    conversation.sealKey = own === undefined ? null : keyIn(own);
    await conversation.load();
    const pane = this.#paneOf(parts, conversation);
    await pane.goOn();
    return pane;
  }

  /** @param {Awaited<ReturnType<typeof fetchPanes>>} parts @param {Conversation} conversation */
  #paneOf({ staffPane }, conversation) {
    return staffPane(this.#mailbox, conversation, {
      changed: this.#changed,
      undo: (waiting) => this.#undo(conversation, waiting),
      file: this.#file,
    });
  }

  /**
   * A new conversation: a draft of one, one that this browser kept or began with a file, or an empty one.
   * @param {Awaited<ReturnType<typeof fetchPanes>>} parts
   * @param {string} address
   */
  async #makeNew({ newConversationPane, openPlace, findUnsavedNew, ...parts }, address) {
    const mailbox = this.#mailbox;
    const [, draftId] = draftAddress.exec(address) ?? [];
    const named = mailbox.drafts.find(draftId ?? "");
    const sealKey = named === null ? null : keyIn(named);
    // A new one is kept here as that until the service has it, also when it has an earlier version of it.
    const unsaved = await findUnsavedNew(mailbox, compose);
    const begun = named !== null && sealKey !== null
      ? { spaceId: spaceOf(named.participantId), sealKey }
      : unsaved
        ?? (await findBegun(({ mailboxId }) => mailboxId === mailbox.mailboxId))
        ?? { spaceId: randomId(), sealKey: makeSealKey() };
    const participantId = beginnerOf(begun.spaceId);
    const saved = named ?? mailbox.drafts.in(participantId);
    const [keeping, { makeWords }] = await Promise.all([
      openPlace(
        mailbox, saved === null || unsaved?.draftId === saved.draftId ? compose : saved.draftId, participantId, saved,
      ),
      fetchWords(),
    ]);
    return newConversationPane(mailbox, begun, keeping, makeWords(), {
      sent: (...sent) => this.#sent({ newConversationPane, openPlace, findUnsavedNew, ...parts }, address, ...sent),
      discard: () => this.#discard(address),
    });
  }

  /**
   * A message that waits is a draft again, and gone on with.
   * @param {Conversation} conversation
   * @param {import("../../spaces/conversation.js").Waiting} waiting
   */
  async #undo(conversation, waiting) {
    const { participantId } = conversation;
    await undoMessage(participantId, waiting.messageId);
    await this.#goOn(conversation, waiting);
    this.#changed();
  }

  /** Takes back a message by its draft, wherever it is seen. @param {string} draftId */
  async undo(draftId) {
    const sent = this.#mailbox.drafts.find(draftId);
    if (sent !== null && sent.messageId !== null) {
      const conversation = new Conversation(sent.participantId, this.#mailbox);
      conversation.sealKey = keyIn(sent);
      await conversation.load();
      const waiting = conversation.waiting.find(({ messageId }) => messageId === sent.messageId);
      await undoMessage(sent.participantId, sent.messageId);
      const empty = { draftId, at: sent.at, subject: "", text: "", body: null, files: [] };
      await this.#goOn(conversation, waiting ?? empty);
      this.#changed();
    }
  }

  /**
   * @param {Conversation} conversation
   * @param {Pick<import("../../spaces/conversation.js").Waiting,
   *   "draftId" | "at" | "subject" | "text" | "body" | "files">} waiting
   */
  async #goOn(conversation, waiting) {
    const mailbox = this.#mailbox;
    await mailbox.drafts.refresh();
    const address = addressOf(mailbox.drafts.takeBack(conversation, waiting));
    for (const one of [address, conversation.participantId]) {
      this.#host.drop(one);
    }

    if (partInAddress() === address) {
      await this.show();
    } else {
      location.hash = address;
    }
  }

  /**
   * @param {Awaited<ReturnType<typeof fetchPanes>>} parts
   * @param {string} address where it was written
   * @param {Conversation} conversation
   * @param {import("../../api/contract.d.ts").RecipientRequest[]} recipients
   */
  #sent(parts, address, conversation, recipients) {
    const { participantId, entries } = conversation;
    const last = entries.at(-1);
    if (last !== undefined) {
      this.#addOwn(conversation, last, recipients);
    }

    const pane = this.#paneOf(parts, conversation);
    this.#host.drop(address);
    this.#host.put(participantId, pane);
    location.hash = participantId;
    pane.tellSent();
    void pane.refresh();
    this.#changed();
  }

  /**
   * Its row is there before the service lists it.
   * @param {Conversation} conversation
   * @param {import("../../spaces/conversation.js").OpenedMessage} last
   * @param {import("../../api/contract.d.ts").RecipientRequest[]} recipients
   */
  #addOwn({ spaceId: conversationId, participantId, subject }, last, recipients) {
    const people = recipients.map(({ name, email }) => name ?? email);
    if (this.#mailbox.view !== "inbox") {
      return;
    }

    const held = recipients.some(({ method, phone }) => method === "sms" && phone === null);
    const marks = { unread: false, noticeFailed: false, notMyNumber: false, held, endsAt: null };
    const row = { conversationId, participantId, people, subject, author: participantId, ...marks };
    this.#mailbox.addOwn({
      ...row,
      kind: "conversation",
      dossier: null,
      messageId: last.messageId,
      at: last.at,
      files: last.files.length,
    });
  }

  /** @param {string} address */
  #discard(address) {
    this.#host.drop(address);
    location.hash = "";
    this.#changed();
  }
}
