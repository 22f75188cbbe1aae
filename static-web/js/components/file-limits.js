/** What a message may carry, as the service counts: files, and their plain bytes. */
export const mostFiles = 60;
const largestFile = 50e9;
const largestMessage = 100e9;

/** Bytes of a file that can be looked at before it is saved: it passes through memory whole. */
export const largestPreview = 25e6;

/**
 * @typedef {import("./file-chooser.js").Chosen} Chosen
 * @typedef {{ key: string, values: import("../text/text.js").Values }} Refusal
 */

/**
 * What of the files fits in the message, and why the rest does not.
 * @param {readonly Chosen[]} chosen
 * @param {readonly Chosen[]} present
 * @returns {{ fitting: Chosen[], refusals: Refusal[] }}
 */
export function sortOut(chosen, present) {
  /** @type {Map<string, Refusal>} */
  const refusals = new Map();
  /** @type {Chosen[]} */
  const fitting = [];
  for (const one of chosen) {
    const refusal = refuse(one, [...present, ...fitting]);
    if (refusal === null) {
      fitting.push(one);
    } else if (!refusals.has(refusal.key)) {
      refusals.set(refusal.key, refusal);
    }
  }

  return { fitting, refusals: [...refusals.values()] };
}

/**
 * @param {Chosen} one
 * @param {readonly Chosen[]} others
 * @returns {Refusal | null}
 */
function refuse({ file, name }, others) {
  if (file.size > largestFile) {
    return { key: "files.too-large", values: { name, most: { size: largestFile } } };
  }

  if (others.length >= mostFiles) {
    return { key: "files.too-many", values: { most: mostFiles } };
  }

  const together = others.reduce((sum, other) => sum + other.file.size, file.size);
  return together > largestMessage
    ? { key: "files.too-much", values: { name, most: { size: largestMessage } } }
    : null;
}
