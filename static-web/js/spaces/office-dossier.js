import * as api from "../api/dossiers.js";
import { PartsMaking, sealHeader } from "./dossier-making.js";
import { openDossierHeader } from "./part-notes.js";
import { spaceOf } from "./participant-id.js";

/**
 * @typedef {import("../api/contract.d.ts").DossierFacts} DossierFacts
 * @typedef {import("../api/contract.d.ts").OpenDossierPartItem} OfficePart
 * @typedef {import("../crypto/note-shapes.js").Notes["dossier"]} DossierHeader
 */

/** The mailbox has no form of a key yet; it comes within seconds. */
export class DossierPendingError extends Error {
  code = "dossier-pending";
}

/** A dossier as the office has it. Its own key opens its header; each part has a key of its own. */
export class OfficeDossier {
  #keys;
  #adding;
  /** @type {string | null} */
  #wrapped = null;
  /** Null: it could not be opened. @type {DossierHeader | null} */
  header = null;
  /** @type {OfficePart[]} */
  parts = [];

  /**
   * @param {string} participantId the mailbox in it
   * @param {import("./dossiers.js").Dossiers} dossiers of the mailbox
   */
  constructor(participantId, { mailbox, keys }) {
    this.participantId = participantId;
    this.mailbox = mailbox;
    this.#keys = keys;
    this.#adding = new PartsMaking(keys);
    const handler = { accountId: null, name: "" };
    /** Until it is opened there is nothing to show. @type {DossierFacts} */
    this.facts = { at: "", status: "", steps: [], handler, standIn: null, closedAt: null };
  }

  get dossierId() {
    return spaceOf(this.participantId);
  }

  /** How many steps are done, and of how many. */
  get progress() {
    const { steps } = this.facts;
    return { done: steps.filter(({ tickedAt }) => tickedAt !== null).length, all: steps.length };
  }

  async open() {
    const [opened] = await Promise.all([api.openDossier(this.participantId), this.mailbox.open()]);
    this.#wrapped = opened.wrappedSealKey;
    this.facts = opened.facts;
    this.parts = opened.parts;
    this.header = await openDossierHeader(await this.#ownKey(), this.dossierId, opened.note);
  }

  /** @param {Partial<import("../api/dossiers.js").Facts>} facts */
  async change(facts) {
    this.facts = await api.setDossierFacts(this.participantId, facts);
  }

  /**
   * Number, description and steps: first of the dossier, then of each part.
   * @param {DossierHeader} header
   */
  async describe(header) {
    const note = await sealHeader(await this.#ownKey(), this.dossierId, header);
    this.facts = await api.changeDossierHeader(this.participantId, { note, steps: header.steps.map(({ id }) => id) });
    this.header = header;
    for (const part of this.parts.filter(({ isMade }) => isMade)) {
      const copy = await sealHeader(await this.keyOf(part), part.partId, header);
      await api.changePartHeader(part.participantId, copy);
    }
  }

  /** Puts a client into it, or gives it back to who had it before. @param {string} clientId */
  async add(clientId) {
    const before = this.parts.find((part) => part.clientId === clientId);
    if (before !== undefined && before.isMade) {
      await api.restorePart(this.participantId, before.partId);
    } else {
      await this.#adding.add(this.participantId, clientId, this.#readHeader());
    }
  }

  /** @param {OfficePart} part */
  revoke({ partId }) {
    return api.revokePart(this.participantId, partId);
  }

  /**
   * The key of a part, which opens no other.
   * @param {Pick<OfficePart, "partId" | "participantId" | "wrappedSealKey">} part
   */
  async keyOf({ partId, participantId, wrappedSealKey }) {
    return this.#keys.get(partId) ?? this.#unwrap(partId, participantId, wrappedSealKey, "part");
  }

  #ownKey() {
    const known = this.#keys.get(this.dossierId);
    return known === undefined
      ? this.#unwrap(this.dossierId, this.participantId, this.#wrapped, "dossier")
      : Promise.resolve(known);
  }

  #readHeader() {
    if (this.header === null) {
      throw new DossierPendingError();
    }

    return this.header;
  }

  /**
   * @param {string} spaceId
   * @param {string} participantId
   * @param {string | null} wrapped
   * @param {"dossier" | "part"} kind
   */
  async #unwrap(spaceId, participantId, wrapped, kind) {
    if (wrapped === null) {
      throw new DossierPendingError();
    }

    return this.mailbox.unwrap(spaceId, participantId, wrapped, kind);
  }
}
