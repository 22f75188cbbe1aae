import { listConversations, openMailbox } from "../api/mailboxes.js";
import { reportRefusedKey } from "../api/participants.js";
import { fromBase64 } from "../crypto/base64.js";
import { DamagedError, RefusedKeyError } from "../crypto/errors.js";
import { openNote } from "../crypto/notes.js";
import { unwrapSealKey } from "../crypto/seal-keys.js";
import { KnownAccounts } from "./known-accounts.js";
import { MailboxDrafts } from "./mailbox-drafts.js";
import { RowChanges } from "./row-changes.js";

/**
 * @typedef {import("../api/contract.d.ts").ListConversationsItem} ListedConversation
 * @typedef {Omit<ListedConversation, "header" | "wrappedSealKey"> & { subject: string | null, isExpired?: boolean,
 *   holder?: string | null, tags?: import("./together.js").Label[] }} Row a subject of null could not be opened, or its
 *   message has expired; holder: the name of whose it is, tags: its labels, once they are known
 * @typedef {import("../api/mailboxes.js").View} View
 */

/** A row that was put elsewhere here is not shown again, in milliseconds: the service lists it there a moment later. */
const listedWithin = 10_000;

/** A mailbox and the rows of its list. Its key is asked once for a page and lives in memory only. */
export class Mailbox {
  /** @type {Uint8Array | null} */
  #key = null;
  /** Being opened. @type {Promise<void> | null} */
  #opening = null;
  /** Participants whose key was refused, and told. @type {Set<string>} */
  #reported = new Set();
  /** Rows of conversations that the service does not list here yet. @type {Row[]} */
  #own = [];
  /** @type {Row[]} */
  #listed = [];
  /**
   * What was put elsewhere here, by participant: where, when, its newest message then, and its row.
   * @type {Map<string, { view: View, at: number, messageId: string, row: Row | undefined }>}
   */
  #filed = new Map();
  #changes = new RowChanges();
  /** Which of its conversations are listed. @type {View} */
  view = "inbox";
  /** Which of those are wanted. @type {import("../api/mailboxes.js").Wanted} */
  wanted = { filter: "", label: "" };
  /** @type {string | null} */
  next = null;
  /** Pages that were asked beyond the first; a refresh of the first keeps them. */
  #hasMore = false;
  /** What is being written in it, and what was sent and can be taken back. */
  drafts = new MailboxDrafts(this);
  /** Whether recipients can be asked for a code by SMS; known once it is open. */
  smsAvailable = false;
  /** The weakest check that a recipient can get, once it is open. @type {import("../api/contract.d.ts").Method} */
  lowestMethod = "none";
  #accounts;
  /** After how many days messages expire, unless somebody chooses another day. @type {number | null} */
  expireAfterDays = null;

  /** @param {{ mailboxId: string, name: string }} mailbox */
  constructor({ mailboxId, name }) {
    this.mailboxId = mailboxId;
    this.name = name;
    this.#accounts = new KnownAccounts(mailboxId);
  }

  /** Once it is open. */
  get sealKey() {
    if (this.#key === null) {
      throw new Error("The mailbox is not open.");
    }

    return this.#key;
  }

  /** Newest first. */
  get rows() {
    return [...this.#own, ...this.#listed].sort((one, other) => other.at.localeCompare(one.at));
  }

  async open() {
    if (this.#key === null) {
      this.#opening ??= this.#readKey().finally(() => (this.#opening = null));
      await this.#opening;
    }
  }

  async #readKey() {
    const { sealKey, smsAvailable, lowestMethod, messagesExpireAfterDays } = await openMailbox(this.mailboxId);
    this.#key = fromBase64(sealKey);
    this.smsAvailable = smsAvailable;
    this.lowestMethod = lowestMethod;
    this.expireAfterDays = messagesExpireAfterDays;
  }

  /** Whether somebody logs in with an account, and so can be asked to. @param {string} email as it was typed */
  hasAccount(email) {
    return this.#accounts.has(email);
  }

  /** Reads the newest rows again; opens it while they come. @param {boolean} isUnattended the page does so by itself */
  async refresh(isUnattended) {
    const { view, wanted } = this;
    const [{ conversations, next }] = await Promise.all([
      listConversations(this.mailboxId, view, null, isUnattended, wanted),
      this.open().then(() => this.drafts.refresh(isUnattended)),
    ]);
    const rows = await this.#openAll(conversations);
    if (view === this.view && wanted === this.wanted) {
      // What is not among the newest any more stands behind them, or was put elsewhere.
      const oldest = next === null ? null : rows.at(-1)?.at ?? null;
      this.#listed = this.#listed.filter(({ at }) => oldest !== null && at <= oldest);
      this.#merge(rows);
      this.next = this.#hasMore && next !== null ? this.next : next;
    }
  }

  async loadMore() {
    const { view, wanted } = this;
    const { conversations, next } = await listConversations(this.mailboxId, view, this.next, false, wanted);
    const rows = await this.#openAll(conversations);
    if (view === this.view && wanted === this.wanted) {
      this.#hasMore = true;
      this.next = next;
      this.#merge(rows);
    }
  }

  /**
   * Lists others of its conversations from now on; they come with the next refresh.
   * @param {View} view
   * @param {import("../api/mailboxes.js").Wanted} wanted
   */
  choose(view, wanted = this.wanted) {
    this.view = view;
    this.wanted = wanted;
    this.#own = [];
    this.#listed = [];
    this.#hasMore = false;
    this.next = null;
  }

  /**
   * A conversation was put elsewhere from here.
   * @param {{ participantId: string, messageId: string }} one
   * @param {View} view where it stands now
   */
  put({ participantId, messageId }, view) {
    const isOne = (/** @type {Row} */ row) => row.participantId === participantId;
    const row = this.rows.find(isOne) ?? this.#filed.get(participantId)?.row;
    this.#filed.set(participantId, { view, messageId, at: performance.now(), row });
    this.#own = this.#own.filter((other) => !isOne(other));
    if (view !== this.view) {
      this.#listed = this.#listed.filter((other) => !isOne(other));
    } else if (row !== undefined && !this.#listed.some(isOne)) {
      this.addOwn(row);
    }
  }

  /** Whether the service does not know yet that a row was put elsewhere. @param {Row} row */
  #isElsewhere({ participantId, messageId }) {
    const filed = this.#filed.get(participantId);
    return filed !== undefined && filed.view !== this.view && filed.messageId === messageId
      && performance.now() - filed.at < listedWithin;
  }

  /**
   * The seal key of a space from its form under this mailbox's key. One that is of another space was put there by
   * somebody: the service is told.
   * @param {string} spaceId
   * @param {string} participantId the mailbox's in it
   * @param {string} wrapped base64
   * @param {import("../crypto/key-context.js").SpaceKind} kind
   * @throws {RefusedKeyError}
   */
  async unwrap(spaceId, participantId, wrapped, kind) {
    try {
      return await unwrapSealKey(fromBase64(wrapped), this.sealKey, spaceId, kind);
    } catch (error) {
      // What is not even base64 is none of its own either.
      if (!(error instanceof DamagedError || error instanceof SyntaxError)) {
        throw error;
      }

      await this.#reportRefused(participantId);
      throw new RefusedKeyError("The key of a space is not its own.", { cause: error });
    }
  }

  /** Once for a page and conversation. @param {string} participantId */
  async #reportRefused(participantId) {
    if (!this.#reported.has(participantId)) {
      this.#reported.add(participantId);
      await reportRefusedKey(participantId)
        .catch((error) => console.warn("A key that was refused is not told.", error));
    }
  }

  /** Shows a conversation that was just begun, or written in, before the service lists it so. @param {Row} row */
  addOwn(row) {
    // Of those that are wanted the service knows whether it is one.
    const isWanted = this.wanted.filter === "" && this.wanted.label === "";
    this.#own = [
      ...(isWanted ? [row] : []), ...this.#own.filter(({ conversationId }) => conversationId !== row.conversationId),
    ];
    this.#listed = this.#listed.filter(({ conversationId }) => conversationId !== row.conversationId);
  }

  /** Whether a row is of a dossier's messages. @param {string} participantId the mailbox's in it */
  isOfDossier(participantId) {
    return this.rows.some((row) => row.participantId === participantId && row.kind === "dossier");
  }

  /** It was opened; of a dossier each message is by itself. @param {string} participantId the mailbox's in it */
  markRead(participantId) {
    const isRead = (/** @type {Row} */ row) => row.participantId === participantId && row.kind === "conversation";
    this.#listed = this.#listed.map((row) => (isRead(row) ? { ...row, unread: false } : row));
  }

  /**
   * Something was done with a conversation from here that its row says.
   * @param {string} participantId the mailbox's in it
   * @param {string} messageId the newest one that it is about
   * @param {Partial<Row>} values what the row says from now on
   */
  change(participantId, messageId, values) {
    this.#changes.note(participantId, messageId, values);
    this.#own = this.#own.map((row) => this.#changes.on(row));
    this.#listed = this.#listed.map((row) => this.#changes.on(row));
  }

  /** @param {Row[]} all */
  #merge(all) {
    const rows = all.filter((row) => !this.#isElsewhere(row)).map((row) => this.#changes.on(row));
    const isNewer = (/** @type {Row} */ own) =>
      !rows.some((row) => row.conversationId === own.conversationId && row.at >= own.at);
    this.#own = this.#own.filter(isNewer);
    const ids = new Set([...rows, ...this.#own].map(({ conversationId }) => conversationId));
    const held = new Set(this.#own.map(({ conversationId }) => conversationId));
    const fresh = rows.filter(({ conversationId }) => !held.has(conversationId));
    this.#listed = [...fresh, ...this.#listed.filter(({ conversationId }) => !ids.has(conversationId))];
  }

  /** @param {ListedConversation[]} conversations */
  #openAll(conversations) {
    return Promise.all(conversations.map((row) => this.#open(row)));
  }

  /** @param {ListedConversation} listed @returns {Promise<Row>} */
  async #open({ header, wrappedSealKey, ...row }) {
    if (header === null) {
      return { ...row, subject: null, isExpired: true };
    }

    const known = this.#listed.find((one) => one.messageId === row.messageId && one.subject !== null);
    if (known !== undefined) {
      return { ...row, subject: known.subject };
    }

    try {
      const { conversationId: space, messageId: id, author } = row;
      const kind = row.kind === "dossier" ? "part" : "conversation";
      const key = await this.unwrap(space, row.participantId, wrappedSealKey, kind);
      const { subject } = await openNote(key, header, { kind: "header", space, id, author });
      return { ...row, subject };
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return { ...row, subject: null };
    }
  }
}
