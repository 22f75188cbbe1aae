import { forget, keep, kept } from "../../browser/kept.js";

const key = "zegel-remembered";

/** Whether this device stays signed in, as far as the page knows; the service decides. */
export const isRemembered = () => kept(key) !== null;

/**
 * Notes that this device was asked to stay signed in.
 * @template T
 * @param {boolean} remember
 * @param {T} result
 */
export function rememberThisDevice(remember, result) {
  if (remember) {
    keep(key, "");
  }

  return result;
}

/** It does not any more. */
export const forgetThisDevice = () => forget(key);
