import { getDossierSettings } from "../../api/dossiers.js";

/** @typedef {{ nl: string, en: string, isOpen: boolean }} Status */

/** What the organisation calls how far a dossier is. Read once for a page. */
export class Statuses {
  /** @type {Map<string, Status>} */
  #all = new Map();

  /** @type {Promise<void> | null} */
  #reading = null;

  read() {
    this.#reading ??= this.#read().catch((error) => {
      this.#reading = null;
      throw error;
    });
    return this.#reading;
  }

  async #read() {
    const { statuses } = await getDossierSettings();
    this.#all = new Map(statuses.map((one) => [one.statusId, one]));
  }

  /** @param {string} statusId @returns {Status | null} */
  of(statusId) {
    return this.#all.get(statusId) ?? null;
  }

  /**
   * Whether a dossier is in progress (N11).
   * @param {import("../../api/contract.d.ts").DossierFacts} facts
   */
  isOpen({ status, closedAt }) {
    return closedAt === null && (this.of(status)?.isOpen ?? true);
  }
}
