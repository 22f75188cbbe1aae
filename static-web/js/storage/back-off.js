import { ConnectionLost, StorageRefusal } from "./errors.js";

const transientStatuses = new Set([408, 429, 500, 502, 503, 504]);

const longestDelay = 60;

/**
 * Whether the same request may succeed later.
 * @param {unknown} error
 */
export function isTransient(error) {
  return error instanceof ConnectionLost
    || (error instanceof StorageRefusal && transientStatuses.has(error.status));
}

/**
 * How long to wait after a failed try: doubling from one second, half of it random, so that slots and people whose
 * requests failed together do not come back together.
 * @param {number} failures how many tries failed, from 1
 * @param {number} [retryAfter] seconds the server asked to wait; never cut short
 * @param {() => number} [random] between 0 and 1
 * @returns {number} seconds
 */
export function delayAfter(failures, retryAfter = 0, random = Math.random) {
  const longest = Math.min(longestDelay, 2 ** (failures - 1));
  return Math.max(retryAfter, longest * (0.5 + random() / 2));
}

/**
 * Waits, or rejects with the signal's reason as soon as it aborts.
 * @param {number} seconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function wait(seconds, signal) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1000);
    signal.addEventListener("abort", stop, { once: true });
  });
}
