import { late } from "../../browser/late.js";

/**
 * @typedef {import("../../spaces/dossier-part.js").DossierPart} DossierPart
 * @typedef {import("../../api/contract.d.ts").TaskKind} TaskKind
 * @typedef {object} Parts
 * @property {string} name of who does it
 * @property {(step: string) => string} addressOf where a step of it is: "", or what the view calls it
 * @property {(tab: string) => string} tabAddress where a tab of its dossier is; "": the dossier
 * @property {() => unknown} changed there is less to do, or more
 * @typedef {object} AskedView where a client does what is asked
 * @property {HTMLElement} element
 * @property {boolean} isDirty whether leaving would lose something
 * @property {boolean} [isKeptHere] whether signing out would, since only this browser has it
 * @property {(step: string) => Promise<unknown>} show
 * @property {() => unknown} leave
 */

/**
 * What each kind is done with, which comes when it is asked for.
 * @type {Record<TaskKind, () => Promise<new (part: DossierPart, taskId: string, parts: Parts) => AskedView>>}
 */
const views = {
  questionnaire: async () => (await late(() => import("./questionnaire/questionnaire.js"))).Questionnaire,
  document: async () => (await late(() => import("./asked/asked-document.js"))).AskedDocument,
  reading: async () => (await late(() => import("./asked/asked-reading.js"))).AskedReading,
};

/**
 * @param {TaskKind} kind
 * @param {DossierPart} part it was opened before
 * @param {string} taskId
 * @param {Parts} parts
 * @returns {Promise<AskedView>}
 */
export async function askedView(kind, part, taskId, parts) {
  const View = await views[kind]();
  return new View(part, taskId, parts);
}
