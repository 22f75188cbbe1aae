import { formLimits } from "./limits.js";

/**
 * @typedef {import("./definition.js").Fault} Fault
 * @typedef {import("./definition.js").FaultCode} FaultCode
 * @typedef {import("./definition.js").Place} Place
 */

/** A place of the whole form. @type {Place} */
export const whole = { page: null, question: null, inner: null, option: null, condition: null };

/** What is wrong with a form, and where; of a very bad one only the first. */
export class Faults {
  /** @type {Fault[]} */
  list = [];

  /** @param {Place} place @param {FaultCode} code @param {Record<string, string | number>} [values] */
  add(place, code, values = {}) {
    if (this.list.length < formLimits.faults) {
      this.list.push({ place, code, values });
    }
  }
}
