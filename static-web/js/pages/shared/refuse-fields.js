import { ProblemError } from "../../api/call.js";
import { inputText } from "../../components/problem-text.js";

/**
 * @typedef {object} Refusable
 * @property {(key: TextKey | null) => void} refuse
 * @property {HTMLElement} control
 */

/**
 * Does what a form asks. What the service finds wrong in a field is said at that field, and the first has the focus.
 * @template T
 * @param {Record<string, Refusable>} fields by the member of the request
 * @param {() => Promise<T>} work
 * @returns {Promise<T | null>} null when a field was refused
 */
export async function refuseFields(fields, work) {
  try {
    return await work();
  } catch (error) {
    const wrong = Object.entries((error instanceof ProblemError && error.problem.errors) || {});
    const named = wrong.filter(([member]) => member in fields);
    for (const [member, codes] of named) {
      fields[member]?.refuse(inputText(codes[0]));
    }

    if (named.length === 0) {
      throw error;
    }

    fields[named[0]?.[0] ?? ""]?.control.focus();
    return null;
  }
}
