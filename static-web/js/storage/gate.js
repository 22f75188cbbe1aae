/** Holds work up while something is paused, and stops the requests that are under way. */
export class Gate {
  /** @type {(() => void) | null} */
  #release = null;
  /** @type {Promise<void>} */
  #opened = Promise.resolve();
  #stop = new AbortController();

  get isClosed() {
    return this.#release !== null;
  }

  /** Aborts when the gate closes. */
  get signal() {
    return this.#stop.signal;
  }

  close() {
    if (!this.isClosed) {
      this.#opened = new Promise((resolve) => {
        this.#release = resolve;
      });
      this.#stop.abort(new Error("Paused."));
    }
  }

  open() {
    if (this.#release !== null) {
      this.#stop = new AbortController();
      this.#release();
      this.#release = null;
    }
  }

  /** Resolves when the gate is open. */
  async passage() {
    while (this.isClosed) {
      await this.#opened;
    }
  }
}
