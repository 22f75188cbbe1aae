import { delayAfter, isTransient, wait } from "./back-off.js";
import { StorageRefusal } from "./errors.js";
import { Gate } from "./gate.js";

/** About five minutes of waiting between the first try and the last. */
const mostTries = 10;

/**
 * Requests to the storage for one object: with a valid ticket, again after a bad moment, and not while paused.
 * @template {{ expiresAt?: string | null }} Ticket
 */
export class Transport {
  #tickets;
  #signal;
  #gate;
  #pause;

  /**
   * @param {object} parts
   * @param {import("./tickets.js").Tickets<Ticket>} parts.tickets
   * @param {AbortSignal} parts.signal ends everything
   * @param {Gate} [parts.gate] holds everything up
   * @param {typeof wait} [parts.pause]
   */
  constructor({ tickets, signal, gate = new Gate(), pause = wait }) {
    this.#tickets = tickets;
    this.#signal = signal;
    this.#gate = gate;
    this.#pause = pause;
  }

  /**
   * Acts until it succeeds, is refused for good or has failed too often.
   * @template T
   * @param {(ticket: () => Promise<Ticket>, signal: AbortSignal) => Promise<T>} act safe to repeat; asks for the ticket
   *   only when it needs one
   * @returns {Promise<T>}
   */
  async call(act) {
    const attempt = new Attempt(this.#tickets);
    for (;;) {
      await this.#gate.passage();
      this.#signal.throwIfAborted();
      try {
        return await act(() => attempt.ticket(), AbortSignal.any([this.#signal, this.#gate.signal]));
      } catch (error) {
        this.#signal.throwIfAborted();
        if (!this.#gate.isClosed) {
          await this.#pause(await attempt.failed(error), this.#signal);
        }
      }
    }
  }
}

/**
 * What one call has been through.
 * @template {{ expiresAt?: string | null }} Ticket
 */
class Attempt {
  #tickets;
  /** @type {Ticket | null} */
  #used = null;
  #hasRenewed = false;
  #failures = 0;

  /** @param {import("./tickets.js").Tickets<Ticket>} tickets */
  constructor(tickets) {
    this.#tickets = tickets;
  }

  async ticket() {
    this.#used = await this.#tickets.current();
    return this.#used;
  }

  /**
   * @param {unknown} error
   * @returns {Promise<number>} seconds to wait before the next try
   * @throws the error, when trying again cannot help
   */
  async failed(error) {
    const isTicketRefused = error instanceof StorageRefusal && error.status === 403;
    if (isTicketRefused && this.#used !== null && !this.#hasRenewed) {
      this.#hasRenewed = true;
      await this.#tickets.discard(this.#used);
      return 0;
    }

    this.#failures++;
    if (!isTransient(error) || this.#failures >= mostTries) {
      throw error;
    }

    return delayAfter(this.#failures, error instanceof StorageRefusal ? error.retryAfter : 0);
  }
}
