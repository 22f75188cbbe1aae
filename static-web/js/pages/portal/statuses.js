import { getDossierSettings } from "../../api/dossiers.js";

/** @typedef {{ nl: string, en: string, isOpen: boolean }} Status */

/** What comes with the product for "it is their turn"; who renames it has chosen words for clients too. */
const waitsForClient = {
  statusId: "00000000000000000000000000000002", nl: "Wacht op cliënt", en: "Waiting for client",
};

/** The same as clients read it: about themselves. */
const waitsForYou = { nl: "Wacht op u", en: "Waiting for you" };

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
    const isOurs = (/** @type {Status & { statusId: string }} */ { statusId, nl, en }) =>
      statusId === waitsForClient.statusId && nl === waitsForClient.nl && en === waitsForClient.en;
    this.#all = new Map(statuses.map((one) => [one.statusId, isOurs(one) ? { ...one, ...waitsForYou } : one]));
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
