import { listPartEntries, openPart, openPartEntry } from "../api/parts.js";
import { isBeginner } from "./participant-id.js";
import { openDossierHeader, openEntryHeader, openEntryText } from "./part-notes.js";
import { SpaceView } from "./space-view.js";

/**
 * @typedef {import("../api/contract.d.ts").PartTab} PartTab
 * @typedef {import("../api/contract.d.ts").PartPerson} PartPerson
 * @typedef {import("../api/contract.d.ts").TabNumbers} TabNumbers
 * @typedef {import("../api/contract.d.ts").ListedPartEntry} ListedPartEntry
 * @typedef {import("../api/contract.d.ts").DossierFacts} DossierFacts
 * @typedef {import("../crypto/note-shapes.js").Notes} Notes
 * @typedef {Omit<ListedPartEntry, "header" | "files"> & { subject: string | null, name: string,
 *   files: Notes["entry"]["files"], isIncoming: boolean, print: string }} PartEntry
 *   after its header was opened; a subject of null: it could not be; its print tells its header from another one
 * @typedef {{ id: string, title: string, tickedAt: string | null }} Step
 */

/** The tabs of a dossier, in their order (N16). @type {readonly PartTab[]} */
export const tabs = ["correspondence", "documents", "delivered", "messages"];

/** Staff made it just now, and their mailbox has no form of its key yet; it comes within seconds. */
export class PartPendingError extends Error {
  code = "dossier-pending";
}

/** @returns {TabNumbers} */
const none = () => ({ correspondence: 0, documents: 0, delivered: 0, messages: 0 });

/**
 * The part of a dossier that the office shares with one client or company, as somebody of either sees it. It has a key
 * of its own, and never that of another part.
 * @extends {SpaceView<PartPerson>}
 */
export class DossierPart extends SpaceView {
  /** Number, description and steps' titles; null: they could not be opened. @type {Notes["dossier"] | null} */
  header = null;
  /** Known once it is open. @type {DossierFacts | null} */
  facts = null;
  numbers = none();
  /** What the reader did not open yet. */
  unread = none();
  mayWrite = false;
  /** The office's mailbox in the dossier it is part of; null for clients. @type {string | null} */
  dossier = null;
  /** @type {Map<PartTab, { entries: PartEntry[], next: string | null }>} */
  #tabs = new Map();
  /** Texts of messages that were opened; null: damaged. @type {Map<string, string | null>} */
  #texts = new Map();

  /**
   * @param {string} participantId
   * @param {import("./mailbox.js").Mailbox | null} [mailbox] of the office, whose key opens it
   * @param {string | null} [as] for the office: the participant whose view it shall be ("view as")
   */
  constructor(participantId, mailbox = null, as = null) {
    super(participantId, mailbox, "part");
    this.as = as;
    this.started = true;
  }

  /** Its files that were cut off are told of in the dossier, not in a mailbox's list. */
  get mailboxId() {
    return null;
  }

  /** Whose view it is. */
  get reader() {
    return this.as ?? this.participantId;
  }

  get isClosed() {
    return this.facts !== null && this.facts.closedAt !== null;
  }

  /** The steps of its progress, in their order. @returns {Step[]} */
  get steps() {
    const titles = new Map(this.header?.steps.map(({ id, title }) => [id, title]));
    return (this.facts?.steps ?? []).map(({ stepId, tickedAt }) => ({
      id: stepId, title: titles.get(stepId) ?? "", tickedAt,
    }));
  }

  /** How much waits for the reader. */
  get waiting() {
    return tabs.reduce((sum, tab) => sum + this.unread[tab], 0);
  }

  /** The office, or the client's side: whom a message is to, or from. @param {boolean} isOffice */
  namesOf(isOffice) {
    const side = this.participants.filter(({ participantId, sees }) => isBeginner(participantId) === isOffice && sees);
    return side.map(({ name }) => name);
  }

  /**
   * Opens it, or reads again what it says of itself, with the first page of a tab.
   * @param {PartTab | null} tab
   */
  async open(tab) {
    const opened = await openPart(this.participantId, tab, this.as);
    await this.read({ ...opened, started: true, participants: opened.people });
    const { sealKey } = this;
    if (sealKey === null) {
      throw new PartPendingError();
    }

    const { facts, numbers, unread, mayWrite, dossier, note, entries, next } = opened;
    Object.assign(this, { facts, numbers, unread, mayWrite: mayWrite && this.as === null, dossier });
    this.header = await openDossierHeader(sealKey, this.spaceId, note);
    if (tab !== null) {
      await this.#take(tab, entries, next);
    }
  }

  /** The entries of a tab that are here, newest first; null: none were read. @param {PartTab} tab */
  entriesOf(tab) {
    return this.#tabs.get(tab)?.entries ?? null;
  }

  /** Whether there are older ones than those that are here. @param {PartTab} tab */
  hasMore(tab) {
    return (this.#tabs.get(tab)?.next ?? null) !== null;
  }

  /** Reads the newest entries of a tab. @param {PartTab} tab */
  async load(tab) {
    const { entries, next } = await listPartEntries(this.participantId, tab, this.as);
    await this.#take(tab, entries, next);
  }

  /** Reads the page behind those that are here. @param {PartTab} tab */
  async loadMore(tab) {
    const before = this.#tabs.get(tab);
    if (before !== undefined && before.next !== null) {
      const { entries, next } = await listPartEntries(this.participantId, tab, this.as, before.next);
      const fresh = await this.#openAll(entries, before.entries);
      const ids = new Set(fresh.map(({ entryId }) => entryId));
      const kept = before.entries.filter(({ entryId }) => !ids.has(entryId));
      this.#tabs.set(tab, { entries: [...kept, ...fresh], next });
    }
  }

  /** Whether an entry is here. @param {string} entryId */
  has(entryId) {
    return this.#find(entryId) !== undefined;
  }

  /**
   * Opens an entry, which from now on is read by the reader, unless it is a view as somebody else.
   * @param {string} entryId
   * @returns {Promise<{ entry: PartEntry, tab: PartTab, text: string | null }>} a text of null: it has none, or it
   *   could not be opened
   */
  async openEntry(entryId) {
    const { entry: listed, tab, text, unread } = await openPartEntry(this.participantId, entryId, this.as);
    this.unread = unread;
    const entry = await this.#openEntry(listed, this.#known(entryId));
    if (text !== null && !this.#texts.has(entryId)) {
      this.#texts.set(entryId, await openEntryText(this.#key, this.spaceId, listed, text));
    }

    for (const [name, { entries, next }] of this.#tabs) {
      const read = entries.map((one) => (one.entryId === entryId ? entry : one));
      this.#tabs.set(name, { entries: read, next });
    }

    return { entry, tab, text: this.#texts.get(entryId) ?? null };
  }

  /**
   * What was sent from here stands in it at once.
   * @param {{ entryId: string, at: string, by: string, inReplyTo: string | null, subject: string, name: string,
   *   text: string, files: Notes["entry"]["files"] }} sent
   */
  takeOver({ text, ...sent }) {
    const author = this.participantId;
    const own = { hasText: true, taskId: null, author, isRead: true, readBy: [], isIncoming: false, print: "" };
    this.#texts.set(sent.entryId, text);
    /** @type {PartTab[]} */
    const into = !isBeginner(author) && sent.files.length > 0 ? ["messages", "delivered"] : ["messages"];
    for (const tab of into) {
      const { entries, next } = this.#tabs.get(tab) ?? { entries: null, next: null };
      this.numbers = { ...this.numbers, [tab]: this.numbers[tab] + 1 };
      if (entries !== null && !this.#isIn(tab, sent.entryId)) {
        this.#tabs.set(tab, { entries: [{ ...sent, ...own }, ...entries], next });
      }
    }
  }

  /** @param {PartTab} tab @param {string} entryId */
  #isIn(tab, entryId) {
    return this.#tabs.get(tab)?.entries.some((one) => one.entryId === entryId) ?? false;
  }

  /** @param {string} entryId */
  #find(entryId) {
    return [...this.#tabs.values()].flatMap(({ entries }) => entries).find((one) => one.entryId === entryId);
  }

  /** @param {string} entryId @returns {PartEntry[]} */
  #known(entryId) {
    const found = this.#find(entryId);
    return found === undefined ? [] : [found];
  }

  /** @param {PartTab} tab @param {ListedPartEntry[]} listed @param {string | null} next */
  async #take(tab, listed, next) {
    const before = this.#tabs.get(tab);
    const fresh = await this.#openAll(listed, before?.entries ?? []);
    const last = fresh.at(-1);
    const ids = new Set(fresh.map(({ entryId }) => entryId));
    // Pages that were read before stay behind the newest one.
    const older = (before?.entries ?? []).filter(({ entryId, at }) => !ids.has(entryId) && last && at <= last.at);
    this.#tabs.set(tab, { entries: [...fresh, ...older], next: older.length > 0 ? (before?.next ?? null) : next });
  }

  /** @param {ListedPartEntry[]} listed @param {PartEntry[]} known */
  #openAll(listed, known) {
    return Promise.all(listed.map((row) => this.#openEntry(row, known)));
  }

  /**
   * One damaged entry does not keep the others closed.
   * @param {ListedPartEntry} listed
   * @param {PartEntry[]} known
   * @returns {Promise<PartEntry>}
   */
  async #openEntry({ header, files, ...row }, known) {
    const isIncoming = isBeginner(row.author) !== isBeginner(this.reader);
    const made = { ...row, isIncoming, print: header.body };
    const before = known.find(({ entryId, print }) => entryId === row.entryId && print === header.body);
    if (before !== undefined) {
      return { ...before, ...made };
    }

    const note = await openEntryHeader(this.#key, this.spaceId, { header, files, ...row });
    return { ...made, ...(note ?? { subject: null, name: "", files: [] }) };
  }

  get #key() {
    if (this.sealKey === null) {
      throw new PartPendingError();
    }

    return this.sealKey;
  }
}
