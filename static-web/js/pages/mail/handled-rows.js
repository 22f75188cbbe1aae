import { late } from "../../browser/late.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../spaces/mailbox.js").Row} Row
 * @typedef {import("../../spaces/together.js").Together} Together
 */

/** What is known of who works in a mailbox. @type {WeakMap<Mailbox, Together>} */
const known = new WeakMap();

/**
 * Rows with the name of whose each is, and its labels. Who can use the mailbox, and what labels are called, comes once
 * a row needs it, and after that the rows are shown again.
 * @param {Mailbox} mailbox
 * @param {Row[]} rows
 * @param {() => unknown} again
 * @returns {Row[]}
 */
export function handledRows(mailbox, rows, again) {
  const together = known.get(mailbox);
  if (together?.isFresh !== true && rows.some(({ assigned, labels }) => assigned !== null || labels.length > 0)) {
    void fetchTogether(mailbox).then((isThere) => isThere && again());
  }

  return together === undefined ? rows : rows.map((row) => ({
    ...row, holder: together.nameOf(row.assigned), tags: together.labelsOf(row.labels),
  }));
}

/** @param {Mailbox} mailbox @returns {Promise<boolean>} whether it came; if not, the list is shown without */
async function fetchTogether(mailbox) {
  try {
    const { togetherIn } = await late(() => import("../../spaces/together.js"));
    const together = togetherIn(mailbox);
    await together.load(true);
    known.set(mailbox, together);
    return true;
  } catch (error) {
    console.warn("Who works in the mailbox did not come.", error);
    return false;
  }
}
