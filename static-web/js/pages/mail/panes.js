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
import { compose, draftIn, inPart, ownAddress, rowOf, seenIn } from "./addresses.js";
import { ownRow } from "./own-row.js";
import { TakingBack } from "./taking-back.js";
import { fetchWords } from "./words.js";

/**
 * @typedef {import("../shared/pane-host.js").Pane & { answer: () => unknown,
 *   put?: (filing: import("../../api/contract.d.ts").Filing) => unknown,
 *   refresh?: (isUnattended: boolean) => Promise<unknown>, lookForRevoked?: () => Promise<unknown>,
 *   draftId?: string | null, writeOn?: (caret: number | null) => unknown }} MailPane put: a conversation elsewhere;
 *   draftId: of what is written; writeOn: puts the focus where somebody was writing; null: nobody knows where that was
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("./list.js").MailList} MailList
 * @typedef {import("../../spaces/drafts.js").OpenedDraft} OpenedDraft
 */

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

/** Who had what of a message; only who asks waits for it. */
const fetchSeenPane = () => late(() => import("./seen-pane.js"));

/** The right-hand panes of one mailbox: its conversations, by its participant in them, and a new one. */
export class Panes {
  #mailbox;
  #list;
  #changed;
  #file;
  /** @type {Promise<import("./dossier-panes.js").DossierPanes> | null} */
  #dossiers = null;
  #takingBack;
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
      this.#mailbox.markRead(rowOf(address) ?? "");
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
    this.#takingBack = new TakingBack(mailbox, (draft, caret) => this.#goOn(draft, caret));
  }

  get isDirty() {
    return this.#host.isDirty;
  }

  /** What is open of it, also what is not shown. */
  get elements() {
    return this.#host.elements;
  }

  /** Shows what the address names: a conversation, a new one, or nothing. */
  show() {
    return this.#host.show();
  }

  /** Something changed in a conversation; if it is open it is read again. @param {string} participantId */
  async reload(participantId) {
    const { pane } = this.#host;
    if (rowOf(partInAddress()) === participantId) {
      await pane?.refresh?.(false);
    }
  }

  /** What was revoked at another desk goes off the screen. */
  async lookForRevoked() {
    await this.#host.pane?.lookForRevoked?.();
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
    if (rowOf(partInAddress()) === id) {
      location.hash = "";
    }
  }

  /**
   * The address of a draft: where it is written now; that of its conversation when it waits, or is the only own one.
   * @param {OpenedDraft} draft
   */
  addressOf(draft) {
    const { participantId, goesAt, isOwn } = draft;
    const isOnly = isOwn && this.#mailbox.drafts.in(participantId).length === 1;
    const isPlain = goesAt !== null || (keyIn(draft) === null && isOnly);
    return (goesAt === null ? this.#whereWritten(draft) : null) ?? (isPlain ? participantId : ownAddress(draft));
  }

  /** @param {OpenedDraft} draft */
  #whereWritten({ draftId }) {
    return this.#host.addressOf((pane) => pane.draftId === draftId);
  }

  /** @param {string} address @returns {Promise<MailPane>} */
  async #make(address) {
    const mailbox = this.#mailbox;
    const [parts] = await Promise.all([fetchPanes(), mailbox.open()]);
    const named = draftIn(address);
    if (address === compose || named?.participantId === null) {
      return this.#makeNew(parts, address);
    }

    const seen = seenIn(address);
    if (seen !== null) {
      return (await fetchSeenPane()).seenPane(mailbox, seen.participantId, seen.messageId);
    }

    const [, participantId = "", where] = inPart.exec(address) ?? [];
    if (where !== undefined || mailbox.isOfDossier(participantId)) {
      this.#dossiers ??= fetchDossierPanes().then(({ DossierPanes }) => new DossierPanes(mailbox, this.#changed));
      return (await this.#dossiers).make(participantId, where);
    }

    const conversation = new Conversation(named?.participantId ?? address, mailbox);
    // Of one that has no message yet nobody else has the key.
    const own = mailbox.drafts.all.find((one) => one.participantId === conversation.participantId);
    conversation.sealKey = own === undefined ? null : keyIn(own);
    await conversation.load();
    const pane = this.#paneOf(parts, conversation, named?.draftId);
    await pane.goOn();
    return pane;
  }

  /**
   * @param {Awaited<ReturnType<typeof fetchPanes>>} parts
   * @param {Conversation} conversation
   * @param {string} [draftId] of several drafts in it the one that is gone on with
   */
  #paneOf({ staffPane }, conversation, draftId) {
    const { drafts } = this.#mailbox;
    return staffPane(this.#mailbox, conversation, {
      changed: this.#changed,
      sent: (id, caret) => this.#takingBack.remember(id, caret),
      draft: () => draftId === undefined
        ? (drafts.in(conversation.participantId).find((one) => this.#whereWritten(one) === null) ?? null)
        : drafts.find(draftId),
      undo: (waiting) => this.#takingBack.undo(conversation, waiting),
      file: this.#file,
    }, draftId !== undefined);
  }

  /**
   * A new conversation: a draft of one, one that this browser kept or began with a file, or an empty one.
   * @param {Awaited<ReturnType<typeof fetchPanes>>} parts
   * @param {string} address
   */
  async #makeNew({ newConversationPane, openPlace, findUnsavedNew, ...parts }, address) {
    const mailbox = this.#mailbox;
    const named = mailbox.drafts.find(draftIn(address)?.draftId ?? "");
    const sealKey = named === null ? null : keyIn(named);
    // A new one is kept here as that until the service has it, also when it has an earlier version of it.
    const unsaved = await findUnsavedNew(mailbox, compose);
    const begun = named !== null && sealKey !== null
      ? { spaceId: spaceOf(named.participantId), sealKey }
      : unsaved
        ?? (await findBegun(({ mailboxId }) => mailboxId === mailbox.mailboxId))
        ?? { spaceId: randomId(), sealKey: makeSealKey() };
    const participantId = beginnerOf(begun.spaceId);
    const saved = named ?? mailbox.drafts.in(participantId)[0] ?? null;
    const [keeping, { makeWords }] = await Promise.all([
      openPlace(
        mailbox, saved === null || unsaved?.draftId === saved.draftId ? compose : saved.draftId, participantId, saved,
      ),
      fetchWords(),
    ]);
    return newConversationPane(mailbox, begun, keeping, makeWords(), {
      sent: (caret, ...sent) => {
        this.#takingBack.remember(keeping.kept.draftId, caret);
        void this.#sent({ newConversationPane, openPlace, findUnsavedNew, ...parts }, address, ...sent);
      },
      discard: () => this.#discard(address),
    });
  }

  /** Takes back a message by its draft, wherever it is seen. @param {string} draftId */
  undo(draftId) {
    return this.#takingBack.undoDraft(draftId);
  }

  /** @param {OpenedDraft} draft @param {number | null} caret */
  async #goOn(draft, caret) {
    const { participantId } = draft;
    // Where it stood as what waits is made anew; an answer that is written there stays.
    this.#host.dropAll((address, pane) =>
      address === ownAddress(draft) || (rowOf(address) === participantId && !pane.draftId));
    await this.reload(participantId);
    await this.#goTo(this.addressOf(draft));
    this.#host.pane?.writeOn?.(caret);
    this.#changed();
  }

  /** Shows a pane now, so that the focus can go to a part of it. @param {string} address */
  async #goTo(address) {
    if (partInAddress() !== address) {
      history.pushState(null, "", `#${address}`);
    }

    await this.show();
  }

  /**
   * @param {Awaited<ReturnType<typeof fetchPanes>>} parts
   * @param {string} address where it was written
   * @param {Conversation} conversation
   * @param {import("../../api/contract.d.ts").RecipientRequest[]} recipients
   */
  async #sent(parts, address, conversation, recipients) {
    const { participantId, entries } = conversation;
    const last = entries.at(-1);
    if (last !== undefined && this.#mailbox.view === "inbox") {
      // Its row is there before the service lists it.
      this.#mailbox.addOwn(ownRow(conversation, last, recipients));
    }

    const pane = this.#paneOf(parts, conversation);
    this.#host.drop(address);
    this.#host.put(participantId, pane);
    // Who is held back is known by then.
    await pane.refresh();
    await this.#goTo(participantId);
    pane.tellSent();
    this.#changed();
  }

  /** @param {string} address */
  #discard(address) {
    this.#host.drop(address);
    location.hash = "";
    this.#changed();
  }
}
