import { delayAfter, wait } from "./back-off.js";
import { TransferError } from "./errors.js";

const mostTries = 5;

/**
 * Asks the functions for something that is safe to ask twice, and asks again when only the connection or the moment
 * was bad. A refusal is known by its `problem` (RFC 9457) and ends the asking.
 * @template T
 * @param {() => Promise<T>} request
 * @param {"ticket-refused" | "finish-refused"} code of the error when the answer is no
 * @param {AbortSignal} signal
 * @param {typeof wait} [pause]
 * @returns {Promise<T>}
 */
export async function ask(request, code, signal, pause = wait) {
  for (let failures = 1; ; failures++) {
    try {
      return await request();
    } catch (cause) {
      signal.throwIfAborted();
      const status = statusOf(cause);
      const isFinal = status !== null && status !== 429 && status < 500;
      if (isFinal || failures === mostTries) {
        throw new TransferError(status === null ? "network" : code, "The functions did not agree.", { cause });
      }
    }

    await pause(delayAfter(failures), signal);
  }
}

/**
 * @param {unknown} error
 * @returns {number | null} null when there was no answer
 */
function statusOf(error) {
  const problem = /** @type {{ problem?: { status?: number } } | null} */ (error)?.problem;
  return problem?.status ?? null;
}
