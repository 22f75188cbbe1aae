import { now as serviceNow } from "../browser/clock.js";

/** Seconds of a ticket's life that are left unused: a request that begins with it must still find it valid. */
const margin = 60;

// A ticket's end is the service's time and is held against its clock, as far as it was heard. A wrong one costs a few
// tickets more, or a refusal that is answered with a new ticket; never the transfer.
const shortestLife = 240;
const longestLife = 3600;

/**
 * The newest ticket for one object, asked for when it is needed and by one asker at a time.
 * @template {{ expiresAt?: string | null }} Ticket
 */
export class Tickets {
  #request;
  #now;
  /** @type {Promise<Ticket> | null} */
  #newest = null;
  #renewAt = Infinity;

  /**
   * @param {() => Promise<Ticket>} request
   * @param {() => number} [now] milliseconds
   */
  constructor(request, now = serviceNow) {
    this.#request = request;
    this.#now = now;
  }

  /** @returns {Promise<Ticket>} */
  current() {
    if (this.#newest === null || this.#now() >= this.#renewAt) {
      this.#renewAt = Infinity;
      this.#newest = this.#take();
    }

    return this.#newest;
  }

  /**
   * Forgets a ticket that was refused, unless a newer one is there already.
   * @param {Ticket} ticket
   */
  async discard(ticket) {
    if (await this.#newest === ticket) {
      this.#newest = null;
    }
  }

  async #take() {
    try {
      const ticket = await this.#request();
      this.#renewAt = this.#now() + (lifeOf(ticket, this.#now()) - margin) * 1000;
      return ticket;
    } catch (error) {
      this.#newest = null;
      throw error;
    }
  }
}

/**
 * @param {{ expiresAt?: string | null }} ticket
 * @param {number} now
 * @returns {number} seconds
 */
function lifeOf(ticket, now) {
  const life = ticket.expiresAt ? (Date.parse(ticket.expiresAt) - now) / 1000 : shortestLife;
  return Math.min(longestLife, Math.max(shortestLife, life));
}
