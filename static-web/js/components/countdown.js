import { now } from "../browser/clock.js";
import { el, say } from "./dom.js";

/** Minutes and seconds, "4:05". @param {number} milliseconds */
function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Time left as text, by the clock of the service. Property `until` (RFC 3339), attributes of the texts `running` and
 * `over` (keys); says `over` when the time has passed.
 */
export class Countdown extends HTMLElement {
  /** @type {number | undefined} */
  #timer;

  /** @param {string} until @param {string} running key @param {string} over key */
  static make(until, running, over) {
    const element = /** @type {Countdown} */ (document.createElement("zegel-countdown"));
    Object.assign(element.dataset, { until, running, over });
    return element;
  }

  connectedCallback() {
    this.#timer = setInterval(() => this.#show(), 1000);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #show() {
    const { until = "", running = "empty", over = "empty" } = this.dataset;
    const left = Date.parse(until) - now();
    const isOver = !(left > 0);
    const line = this.firstElementChild ?? this.appendChild(el("span"));
    say(/** @type {HTMLElement} */ (line), isOver ? { text: over } : { text: running, values: { left: clock(left) } });
    if (isOver) {
      clearInterval(this.#timer);
      this.dispatchEvent(new Event("over"));
    }
  }
}

customElements.define("zegel-countdown", Countdown);
