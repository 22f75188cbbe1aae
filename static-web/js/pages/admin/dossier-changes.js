/**
 * @typedef {import("../../api/contract.d.ts").DossierSettings} DossierSettings
 * @typedef {import("../../api/contract.d.ts").SetDossierSettingsStatus} Status
 * @typedef {import("../../api/contract.d.ts").DossierTemplate} Template
 * @typedef {import("../../components/dom.js").Parts} Parts
 */

/**
 * What saving these would change, in words; empty when it changes nothing.
 * @param {DossierSettings} before
 * @param {{ statuses: readonly Status[], templates: readonly Template[] }} after
 * @returns {Parts[]}
 */
export function changesOf(before, after) {
  const used = before.statuses.filter(({ isRetired }) => !isRetired);
  return [...statusChanges(before, used, after.statuses), ...templateChanges(before.templates, after.templates)];
}

/**
 * @param {DossierSettings} before
 * @param {DossierSettings["statuses"]} used
 * @param {readonly Status[]} after
 * @returns {Parts[]}
 */
function statusChanges(before, used, after) {
  const ids = after.map(({ statusId }) => statusId);
  const changed = after.flatMap((status) => ofStatus(before.statuses.find(isOne(status.statusId)), status));
  const gone = used.filter(({ statusId }) => !ids.includes(statusId))
    .map(({ nl: name }) => words("desk.dossiers.sure.retired", { name }));
  const stay = ids.filter((id) => used.some(isOne(id)));
  const order = used.map(({ statusId }) => statusId).filter((id) => ids.includes(id));
  return [...changed, ...gone, ...(isSame(stay, order) ? [] : [words("desk.dossiers.sure.order")])];
}

/** @param {DossierSettings["statuses"][number] | undefined} before @param {Status} status @returns {Parts[]} */
function ofStatus(before, { nl: name, en, isOpen }) {
  if (before === undefined) {
    return [words("desk.dossiers.sure.added", { name })];
  }

  /** @type {Parts[]} */
  const changes = before.isRetired ? [words("desk.dossiers.sure.again", { name })] : [];
  if (before.nl !== name || before.en !== en) {
    const [former, now] = [`${before.nl} / ${before.en}`, `${name} / ${en}`];
    changes.push(words("desk.dossiers.sure.renamed", { former, name: now }));
  }

  if (before.isOpen !== isOpen) {
    changes.push(words(isOpen ? "desk.dossiers.sure.open" : "desk.dossiers.sure.shut", { name }));
  }

  return changes;
}

/** @param {readonly Template[]} before @param {readonly Template[]} after @returns {Parts[]} */
function templateChanges(before, after) {
  if (isSame(before, after)) {
    return [];
  }

  const gone = before.filter(({ templateId }) => after.every((one) => one.templateId !== templateId))
    .map(({ name }) => words("desk.dossiers.sure.template-gone", { name }));
  return [...gone, words("desk.dossiers.sure.templates")];
}

/** @param {TextKey} text @param {Record<string, string>} [values] @returns {Parts} */
const words = (text, values = {}) => ({ text, values });

/** @param {string} id */
const isOne = (id) => (/** @type {{ statusId: string }} */ { statusId }) => statusId === id;

/** @param {unknown} one @param {unknown} other */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
