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

/**
 * The word to the log-in page that somebody just signed out in this tab: it says what remains (A33). No link can say it
 * for them.
 */
export const signedOut = "zegel-signed-out";
