import { AddressEntry } from "./address-entry.js";
import { el, icon } from "./dom.js";
import { list } from "./list.js";

/**
 * @typedef {import("./recipient-panel.js").RecipientPanel} RecipientPanel
 * @typedef {object} OfChips
 * @property {(panel: RecipientPanel) => boolean} isOpen
 * @property {(panel: RecipientPanel) => unknown} open
 * @property {(panel: RecipientPanel) => unknown} edit makes it words in its line again
 * @property {(panel: RecipientPanel) => unknown} remove
 */

const icons = /** @type {const} */ ({ none: "envelope", password: "lock", sms: "phone", account: "person" });

/** Recipients of one kind: their chips, and the line in which more are typed. */
export class RecipientLine {
  /** @type {AddressEntry} */
  entry;
  #show;
  #acts;

  /**
   * @param {TextKey} label
   * @param {TextKey} chips the name of its chips
   * @param {Omit<import("./address-entry.js").Acts, "back"> & OfChips} acts
   */
  constructor(label, chips, acts) {
    this.#acts = acts;
    this.entry = new AddressEntry(label, chips, { ...acts, back: () => this.#buttons.at(-1)?.focus() });
    this.#show = list(
      this.entry.chips,
      (/** @type {RecipientPanel} */ panel) => panel,
      (panel) => this.#chipOf(panel),
      (panel) => JSON.stringify([panel.address, panel.fault, panel.method, acts.isOpen(panel)]),
    );
  }

  /** @param {RecipientPanel[]} people */
  show(people) {
    this.#show(people);
    this.entry.chips.hidden = people.length === 0;
  }

  get #buttons() {
    return [...this.entry.chips.querySelectorAll(".chip")].filter((chip) => chip instanceof HTMLElement);
  }

  /** @param {RecipientPanel} panel */
  #chipOf(panel) {
    const { address, fault, method } = panel;
    const chip = el(
      "button",
      {
        class: `chip${fault === null ? "" : " is-faulty"}`,
        set: { type: "button", "aria-expanded": this.#acts.isOpen(panel) },
      },
      icon(fault !== null ? "warning" : icons[method]),
      el("span", { content: address }),
      el("span", { class: "visually-hidden", text: fault ?? `method.${method}` }),
    );
    chip.addEventListener("click", () => (fault === null ? this.#acts.open(panel) : this.#acts.edit(panel)));
    chip.addEventListener("keydown", (event) => this.#press(event, panel));
    // Not for the keyboard, which has Delete.
    const drop = el("button", { class: "chip-drop", label: "recipients.drop", values: { name: address },
      set: { type: "button", tabindex: -1 } }, icon("cross"));
    drop.addEventListener("click", () => this.#acts.remove(panel));
    return el("li", {}, chip, drop);
  }

  /** @param {KeyboardEvent} event @param {RecipientPanel} panel */
  #press(event, panel) {
    const at = this.#buttons.findIndex((chip) => chip === event.currentTarget);
    if (event.key === "Backspace" || event.key === "Delete") {
      this.#acts.remove(panel);
      (this.#buttons[Math.max(at - 1, 0)] ?? this.entry).focus();
    } else if (event.key === "ArrowLeft") {
      this.#buttons[at - 1]?.focus();
    } else if (event.key === "ArrowRight") {
      (this.#buttons[at + 1] ?? this.entry).focus();
    } else {
      return;
    }

    event.preventDefault();
  }
}
