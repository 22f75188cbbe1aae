import { now } from "../browser/clock.js";
import { el, say } from "./dom.js";

/** Minutes and seconds, "4:05". @param {number} milliseconds */
function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Time left as text, by the clock of the service. Says `over`, in an event too, when the time has passed. An element,
 * because its clock must stop when it is taken out of the document, by whoever replaces what stands around it.
 */
export class Countdown extends HTMLElement {
  /** @type {number | undefined} */
  #timer;
  #until = "";
  /** @type {TextKey} */
  #running = "empty";
  /** @type {TextKey} */
  #over = "empty";
  #line = el("span");

  /** @param {string} until RFC 3339 @param {TextKey} running key @param {TextKey} over key */
  static make(until, running, over) {
    const element = document.createElement("zegel-countdown");
    element.#until = until;
    element.#running = running;
    element.#over = over;
    return element;
  }

  connectedCallback() {
    this.replaceChildren(this.#line);
    this.#timer = setInterval(() => this.#show(), 1000);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #show() {
    const left = Date.parse(this.#until) - now();
    const isOver = !(left > 0);
    say(this.#line, isOver ? { text: this.#over } : { text: this.#running, values: { left: clock(left) } });
    if (isOver) {
      clearInterval(this.#timer);
      this.dispatchEvent(new Event("over"));
    }
  }
}

customElements.define("zegel-countdown", Countdown);
