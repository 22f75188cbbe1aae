import * as api from "../api/dossiers.js";
import { DamagedError } from "../crypto/errors.js";
import { openDossierHeader } from "./part-notes.js";

/**
 * @typedef {import("../api/contract.d.ts").ListDossiersItem} ListedDossier
 * @typedef {import("../crypto/note-shapes.js").Notes["dossier"]} DossierHeader
 * @typedef {Omit<ListedDossier, "note" | "wrappedSealKey"> & { header: DossierHeader | null }} DossierRow
 *   a header of null could not be opened
 */

/** The dossiers of a mailbox, for the office. */
export class Dossiers {
  /**
   * Keys of dossiers and parts that were made on this page: the mailbox has its form of them seconds later.
   * @type {Map<string, Uint8Array>}
   */
  keys = new Map();
  /** @type {string | null} */
  next = null;
  /** Made here, and not listed by the service yet. @type {DossierRow[]} */
  #own = [];
  /** @type {DossierRow[]} */
  #listed = [];
  /** What stands in a note, by its body. @type {Map<string, DossierHeader | null>} */
  #opened = new Map();

  /** @param {import("./mailbox.js").Mailbox} mailbox */
  constructor(mailbox) {
    this.mailbox = mailbox;
  }

  /** Last activity first. */
  get rows() {
    return [...this.#own, ...this.#listed];
  }

  /** @param {boolean} isUnattended the page does so by itself */
  async refresh(isUnattended) {
    const { rows, next } = await this.#list(null, isUnattended);
    const listed = new Set(rows.map(({ dossierId }) => dossierId));
    this.#own = this.#own.filter(({ dossierId }) => !listed.has(dossierId));
    // Of more parts that were asked for the first is read again.
    const others = this.#hasMore ? this.#listed.filter(({ dossierId }) => !listed.has(dossierId)) : [];
    this.#listed = [...rows, ...others];
    this.next = this.#hasMore ? this.next : next;
  }

  #hasMore = false;

  async loadMore() {
    const { rows, next } = await this.#list(this.next, false);
    const fresh = new Set(rows.map(({ dossierId }) => dossierId));
    this.#listed = [...this.#listed.filter(({ dossierId }) => !fresh.has(dossierId)), ...rows];
    this.#hasMore = true;
    this.next = next;
  }

  /** All of them. */
  async readAll() {
    await this.refresh(false);
    while (this.next !== null) {
      await this.loadMore();
    }
  }

  /** Shows a dossier that was just made. @param {DossierRow} row */
  addOwn(row) {
    this.#own = [row, ...this.#own.filter(({ dossierId }) => dossierId !== row.dossierId)];
  }

  /** Those that have a number already. @param {string} number */
  withNumber(number) {
    const wanted = sameNumber(number);
    return this.rows.filter(({ header }) =>
      wanted !== "" && header !== null && sameNumber(header.number) === wanted);
  }

  /**
   * @param {string} participantId the mailbox in a dossier, or in a part of one
   * @returns {DossierRow | null}
   */
  find(participantId) {
    const isIn = (/** @type {DossierRow} */ { participantId: own, parts }) =>
      own === participantId || parts.some((part) => part.participantId === participantId);
    return this.rows.find(isIn) ?? null;
  }

  /** @param {string | null} cursor @param {boolean} isUnattended */
  async #list(cursor, isUnattended) {
    const [{ dossiers, next }] = await Promise.all([
      api.listDossiers(this.mailbox.mailboxId, cursor, isUnattended),
      this.mailbox.open(),
    ]);
    return { rows: await Promise.all(dossiers.map((one) => this.#open(one))), next };
  }

  /** One damaged dossier keeps no other closed. @param {ListedDossier} listed @returns {Promise<DossierRow>} */
  async #open({ note, wrappedSealKey, ...row }) {
    const known = this.#opened.get(note.body);
    if (known !== undefined) {
      return { ...row, header: known };
    }

    const { dossierId, participantId } = row;
    const header = await this.#openNote(dossierId, participantId, wrappedSealKey, note);
    this.#opened.set(note.body, header);
    return { ...row, header };
  }

  /**
   * @param {string} dossierId
   * @param {string} participantId
   * @param {string} wrapped
   * @param {import("../crypto/notes.js").Sealed} note
   */
  async #openNote(dossierId, participantId, wrapped, note) {
    try {
      const sealKey = await this.mailbox.unwrap(dossierId, participantId, wrapped, "dossier");
      return await openDossierHeader(sealKey, dossierId, note);
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return null;
    }
  }
}

/** In which form two numbers of dossiers are the same. @param {string} number */
export const sameNumber = (number) => number.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
