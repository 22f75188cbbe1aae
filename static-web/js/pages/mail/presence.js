import { OfflineError, ProblemError } from "../../api/call.js";
import { leaveMailbox, watchColleagues } from "../../api/presence.js";
import { randomId } from "../../crypto/base64.js";

/**
 * @typedef {import("../../api/contract.d.ts").PersonThere} Person
 * @typedef {{ mailboxId: string, at: string | null, isWriting: boolean }} Place where somebody is: at, the mailbox's
 *   participant in the conversation that is open
 */

/** Whoever steps through a list is nowhere on the way, in milliseconds. */
const settled = 200;

/** After something failed it is asked again so much later, and twice as much after each failure more. */
const firstPause = 2_000;
const longestPause = 60_000;

/**
 * Says to colleagues where this tab is in a mailbox, and hears where they are: one request waits at the service until
 * somebody moves. While nobody looks at the page nothing is said or asked.
 */
export class Presence {
  #tab = randomId();
  /** @type {Place | null} */
  #place = null;
  /** Names what was heard last. @type {string | null} */
  #seen = null;
  /** The request that waits, and what is said in it. */
  #asking = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** The mailbox that was told that this tab is there. @type {string | null} */
  #told = null;
  #heard;
  #signal;

  /**
   * @param {(people: Person[]) => unknown} heard who is where, this tab left out
   * @param {AbortSignal} signal ends it
   */
  constructor(heard, signal) {
    this.#heard = heard;
    this.#signal = signal;
    document.addEventListener("visibilitychange", () => this.#isLookedAt ? this.#ask() : this.#leave(), { signal });
    // Not with the session, which ends when the page goes.
    addEventListener("pagehide", () => this.#leave());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#ask(), { signal });
    signal.addEventListener("abort", () => {
      this.#asking.abort();
      // Whoever signed out can say nothing more; a page that goes does so in this moment.
      setTimeout(() => (this.#told = null));
    }, { once: true });
  }

  /** Somebody is here now. @param {Place} place */
  be(place) {
    const before = this.#place;
    if (JSON.stringify(place) === JSON.stringify(before)) {
      return;
    }

    if (before !== null && place.mailboxId !== before.mailboxId) {
      this.#leave();
      this.#heard([]);
    }

    this.#place = place;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), settled);
  }

  get #isLookedAt() {
    return document.visibilityState === "visible";
  }

  #ask() {
    this.#asking.abort();
    if (this.#place !== null && this.#isLookedAt && !this.#signal.aborted) {
      this.#asking = new AbortController();
      void this.#watch(this.#place, this.#asking.signal);
    }
  }

  /** @param {Place} place @param {AbortSignal} signal */
  async #watch({ mailboxId, at, isWriting }, signal) {
    for (let pause = firstPause; !signal.aborted;) {
      this.#told = mailboxId;
      try {
        const asked = { tab: this.#tab, at, isWriting, seen: this.#seen };
        const { seen, people } = await watchColleagues(mailboxId, asked, signal);
        if (!signal.aborted) {
          this.#seen = seen;
          this.#heard(people);
        }

        pause = firstPause;
      } catch (error) {
        if (!(error instanceof ProblemError || error instanceof OfflineError)) {
          throw error;
        }

        if (!signal.aborted) {
          // Nobody knows who is there; what is wrong the list says, which is read beside this.
          this.#seen = null;
          this.#heard([]);
          await passing(pause, signal);
          pause = Math.min(pause * 2, longestPause);
        }
      }
    }
  }

  /** Nobody looks at it any more: colleagues need not wait until that shows. */
  #leave() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#seen = null;
    if (this.#told !== null) {
      // It lapses by itself when this does not arrive.
      leaveMailbox(this.#told, this.#tab).catch((error) => console.info("A mailbox was not told.", error));
      this.#told = null;
    }
  }
}

/** @param {number} time in milliseconds @param {AbortSignal} signal ends it earlier */
const passing = (time, signal) => new Promise((resolve) => {
  const timer = setTimeout(resolve, time);
  signal.addEventListener("abort", () => (clearTimeout(timer), resolve(undefined)), { once: true });
});
