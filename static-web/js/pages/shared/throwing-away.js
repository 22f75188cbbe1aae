import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";

/** So long what was thrown away can be had back, in milliseconds. */
const patience = 10_000;

/** An answer that was thrown away, and comes back whole for a while. Until that is over nothing of it is deleted. */
export class ThrownAway {
  #timer;
  #back;

  /**
   * @param {() => unknown} back puts it where it was
   * @param {() => unknown} end deletes it
   */
  constructor(back, end) {
    this.#back = back;
    const undo = button("answered.undo", { class: "secondary", on: { click: () => this.comeBack() } });
    this.element = notice("success", "answered.discarded", {}, el("p", { class: "row" }, undo));
    this.#timer = setTimeout(() => {
      this.element.remove();
      end();
    }, patience);
  }

  comeBack() {
    clearTimeout(this.#timer);
    this.element.remove();
    this.#back();
  }
}
