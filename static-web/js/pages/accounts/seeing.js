import { setPartAccount } from "../../api/own-client.js";

/**
 * @typedef {import("../../spaces/own-dossiers.js").OwnDossier} OwnDossier
 * @typedef {import("../../spaces/own-dossiers.js").OwnDossiers} OwnDossiers
 */

/**
 * Which extra account sees which dossier of the company. The list of dossiers follows a change a second later; until
 * the page is left, what was decided here counts.
 */
export class Seeing {
  #own;
  /** By dossier and account. @type {Map<string, boolean>} */
  #decided = new Map();
  /** @type {Set<() => unknown>} */
  #told = new Set();

  /** @param {Pick<OwnDossiers, "dossiers">} own */
  constructor(own) {
    this.#own = own;
  }

  /** Null before they were read. */
  get dossiers() {
    return this.#own.dossiers;
  }

  /** @param {OwnDossier} dossier @param {string} accountId */
  has({ participantId, accounts }, accountId) {
    return this.#decided.get(`${participantId} ${accountId}`) ?? accounts.includes(accountId);
  }

  /** How many dossiers an account sees; null while that is not known. @param {string} accountId */
  countOf(accountId) {
    return this.dossiers === null ? null : this.dossiers.filter((one) => this.has(one, accountId)).length;
  }

  /** Counts once it resolves. @param {OwnDossier} dossier @param {string} accountId @param {boolean} sees */
  async decide({ participantId }, accountId, sees) {
    await setPartAccount(participantId, accountId, sees);
    this.#decided.set(`${participantId} ${accountId}`, sees);
    this.tell();
  }

  /** @param {() => unknown} told more is known, or it is otherwise */
  listen(told) {
    this.#told.add(told);
  }

  /** @param {() => unknown} told */
  forget(told) {
    this.#told.delete(told);
  }

  tell() {
    for (const told of this.#told) {
      told();
    }
  }
}
