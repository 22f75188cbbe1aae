import { isOfKinds } from "./file-kinds.js";
import { fewOf } from "./file-limits.js";

/**
 * @typedef {import("./file-kinds.js").FileKind} FileKind
 * @typedef {import("./dropped-files.js").Found} Found
 * @typedef {import("./file-limits.js").Refusal} Refusal
 */

/**
 * What of the files is of the kinds that were asked for, and why the rest is not taken.
 * @param {Found} found
 * @param {readonly FileKind[] | null} kinds null: all
 * @returns {{ right: Found, refusals: Refusal[] }}
 */
export function keepKinds(found, kinds) {
  if (kinds === null) {
    return { right: found, refusals: [] };
  }

  const chosen = found.chosen.filter(({ name }) => isOfKinds(name, kinds));
  const names = found.chosen.filter((one) => !chosen.includes(one)).map(({ name }) => name);
  /** @type {Refusal} */
  const refusal = { key: "starter.kinds.refused", values: { n: names.length, names: fewOf(names) } };
  return { right: { ...found, chosen }, refusals: names.length === 0 ? [] : [refusal] };
}
