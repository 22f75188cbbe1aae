/** Seconds over which the speed is taken: long enough to be calm, short enough to follow a change of network. */
const window = 15;

/** How fast a transfer goes and how long it still takes. */
export class Pace {
  /** @type {{ at: number, bytes: number }[]} */
  #samples = [];

  /**
   * @param {number} bytes done in all
   * @param {number} now milliseconds
   */
  add(bytes, now) {
    this.#samples.push({ at: now, bytes });
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? now) < now - window * 1000) {
      this.#samples.shift();
    }
  }

  /** Forgets the past, after a pause. */
  reset() {
    this.#samples = [];
  }

  /** 0 while nothing is known. */
  get bytesPerSecond() {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) {
      return 0;
    }

    return (last.bytes - first.bytes) / ((last.at - first.at) / 1000);
  }

  /**
   * @param {number} remaining bytes
   * @returns {number | null} whole seconds, null while nothing is known
   */
  secondsLeft(remaining) {
    const speed = this.bytesPerSecond;
    return speed > 0 ? Math.ceil(remaining / speed) : null;
  }
}
