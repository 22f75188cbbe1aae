import { button, el, focusOn, icon } from "./dom.js";
import { inputText } from "./problem-text.js";
import { RecipientPanel } from "./recipient-panel.js";

/** @typedef {import("../api/contract.d.ts").Recipient} Recipient */

const mostRecipients = 30;

/**
 * Who a new conversation is with. One recipient is a plain form; more are chips, each of which opens its own panel.
 */
export class Recipients extends HTMLElement {
  /** @type {RecipientPanel[]} */
  #panels = [];
  /** Whether codes by SMS can be offered; set before it is shown. */
  smsAvailable = true;
  #chips = el("ul", { class: "chips", label: "recipients.chips" });
  #place = el("div");
  #more = button("recipients.more", { class: "quiet", icon: "plus", on: { click: () => this.#tryMore() } });

  connectedCallback() {
    if (this.firstChild === null) {
      this.append(this.#chips, this.#place, this.#more);
      this.#addPanel();
    }
  }

  get isDirty() {
    return this.#panels.some((panel) => panel.isDirty);
  }

  /**
   * The recipients, or null when one of them is not complete; then the focus is where it is wrong.
   * @returns {Recipient[] | null}
   */
  read() {
    for (const panel of this.#panels) {
      const wrong = panel.check();
      if (wrong !== null) {
        this.#open(panel);
        wrong.control.focus();
        return null;
      }
    }

    return this.#panels.map((panel) => panel.read());
  }

  /**
   * Shows what the service refused.
   * @param {Record<string, string[]>} errors by member path
   * @returns {boolean} whether one of them was about a recipient
   */
  refuse(errors) {
    for (const [path, codes] of Object.entries(errors)) {
      const [, index, member] = /^recipients\[(\d+)\]\.(email|phone|name)$/.exec(path) ?? [];
      const panel = this.#panels[Number(index)];
      if (panel !== undefined && member !== undefined) {
        this.#open(panel);
        panel.refuse(/** @type {"email" | "phone" | "name"} */ (member), inputText(codes[0]));
        return true;
      }
    }

    return false;
  }

  #tryMore() {
    if (this.read() !== null && this.#panels.length < mostRecipients) {
      this.#addPanel();
    }
  }

  #addPanel() {
    const acts = { change: () => this.#showChips(), remove: () => this.#remove(panel) };
    const panel = new RecipientPanel(this.smsAvailable, acts);
    this.#panels.push(panel);
    this.#open(panel);
    if (this.#panels.length > 1) {
      panel.focus();
    }
  }

  /** @param {RecipientPanel} panel */
  #remove(panel) {
    this.#panels = this.#panels.filter((one) => one !== panel);
    const [first] = this.#panels;
    if (first !== undefined) {
      this.#open(first);
      focusOn(this.#place);
    }
  }

  /** @param {RecipientPanel} panel */
  #open(panel) {
    this.#place.replaceChildren(panel.element);
    this.#showChips();
  }

  #showChips() {
    const isAlone = this.#panels.length === 1;
    this.#chips.hidden = isAlone;
    for (const panel of this.#panels) {
      panel.isAlone = isAlone;
    }

    this.#chips.replaceChildren(
      ...this.#panels.map((panel) => {
        const { email, method } = panel.read();
        const isOpen = this.#place.firstChild === panel.element;
        const chip = el(
          "button",
          { class: "chip", set: { type: "button", "aria-expanded": isOpen } },
          icon(method === "sms" ? "phone" : "envelope"),
        );
        chip.append(
          el("span", email === "" ? { text: "recipients.new" } : { content: email }),
          el("span", { class: "visually-hidden", text: `method.${method}` }),
        );
        chip.addEventListener("click", () => {
          this.#open(panel);
          panel.focus();
        });
        return el("li", {}, chip);
      }),
    );
  }
}

customElements.define("zegel-recipients", Recipients);
