import { el, icon, say } from "./dom.js";
import { RecipientTable } from "./recipient-table.js";

/** @typedef {import("./recipient-panel.js").RecipientPanel} RecipientPanel */

/** What stands below the chips: all about one recipient, or the checks of all of them in a table. */
export class RecipientPlace {
  #table = new RecipientTable();
  element = el("div");
  #words = el("span");
  /** Turns from one to the other. */
  press;

  /**
   * @param {() => boolean} settle makes chips of who is typed; false when that cannot be
   * @param {() => unknown} turned it is to be shown anew; of one, whoever is usual
   */
  constructor(settle, turned) {
    this.press = el("button", { class: "quiet", set: { type: "button" } }, icon("bullets"), this.#words);
    this.press.addEventListener("click", () => {
      if (this.#isTable) {
        this.element.replaceChildren();
        turned();
      } else if (settle()) {
        this.element.replaceChildren(this.#table.element);
        turned();
        this.#table.focus();
      }
    });
  }

  get #isTable() {
    return this.element.firstChild === this.#table.element;
  }

  /** Whether nobody and nothing is shown. */
  get isEmpty() {
    return this.element.firstChild === null;
  }

  /** Shows one. @param {RecipientPanel} panel */
  show(panel) {
    panel.gather();
    this.element.replaceChildren(panel.element);
  }

  /** @param {RecipientPanel} panel */
  has(panel) {
    return this.element.firstChild === panel.element;
  }

  /** They are others, or have other checks. @param {RecipientPanel[]} chips */
  showChips(chips) {
    this.press.hidden = chips.length === 0;
    say(this.#words, { text: this.#isTable ? "recipients.one-by-one" : "recipients.as-table" });
    this.#isTable && this.#table.show(chips);
  }

  /** Whether what is to get the focus stands in the table. @param {{ focus: () => void } | null} wrong */
  isInTable(wrong) {
    return this.#isTable && wrong instanceof HTMLElement && this.element.contains(wrong);
  }
}
