/** Lets a few go at a time, in the order in which they asked. */
export class Turns {
  #free;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {number} atOnce */
  constructor(atOnce) {
    this.#free = atOnce;
  }

  /**
   * Runs `begin` when it is its turn, after the caller has what this returns.
   * @param {() => void} begin
   * @returns {() => void} gives the turn up, used or not; to be called once, later calls do nothing
   */
  take(begin) {
    let state = "waiting";
    const enter = () => {
      state = "using";
      queueMicrotask(begin);
    };
    this.#waiting.push(enter);
    this.#next();
    return () => {
      if (state === "using") {
        this.#free++;
      } else {
        this.#waiting = this.#waiting.filter((other) => other !== enter);
      }

      state = "over";
      this.#next();
    };
  }

  #next() {
    while (this.#free > 0 && this.#waiting.length > 0) {
      this.#free--;
      this.#waiting.shift()?.();
    }
  }
}
