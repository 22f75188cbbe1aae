import { button, el, focusOn, icon } from "./dom.js";
import { keyOf } from "../text/typed-address.js";
import { list } from "./list.js";
import { notice } from "./notice.js";
import { inputText } from "./problem-text.js";
import { RecipientPanel } from "./recipient-panel.js";
import { mostRecipients } from "../limits.js";

/** @typedef {import("../api/contract.d.ts").RecipientRequest} Recipient */

const fields = /** @type {const} */ (["email", "phone", "name"]);

/**
 * Who a new conversation is with. One recipient is a plain form; more are chips, each of which opens its own panel.
 */
export class Recipients {
  /** @type {RecipientPanel[]} */
  #panels = [];
  #smsAvailable;
  #chips = el("ul", { class: "chips", label: "recipients.chips" });
  #listChips = list(
    this.#chips,
    (/** @type {RecipientPanel} */ panel) => panel,
    (panel) => this.#chipOf(panel),
    (panel) => JSON.stringify([panel.read().email, panel.read().method, this.#isOpen(panel)]),
  );
  #place = el("div");
  #more = button("recipients.more", { class: "quiet", icon: "plus", on: { click: () => this.#tryMore() } });

  element = el("div", { class: "recipients" }, this.#chips, this.#place, this.#more);

  /** @param {boolean} smsAvailable whether codes by SMS can be offered */
  constructor(smsAvailable) {
    this.#smsAvailable = smsAvailable;
    this.#addPanel();
  }

  get isDirty() {
    return this.#panels.some((panel) => panel.isDirty);
  }

  /**
   * The recipients, or null when one of them is not complete, or there for the second time; then the focus is there.
   * @returns {Recipient[] | null}
   */
  read() {
    const keys = new Set();
    for (const panel of this.#panels) {
      const incomplete = panel.check();
      const key = keyOf(panel.read().email);
      // Said before a number that is missing: nobody looks one up for somebody who is there already.
      const wrong = keys.has(key) ? panel.refuse("email", "input.recipient-twice") : incomplete;
      keys.add(key);
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
      const [, index, named] = /^recipients\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
      const member = fields.find((one) => one === named);
      const panel = this.#panels[Number(index)];
      if (panel !== undefined && member !== undefined) {
        this.#open(panel);
        panel.refuse(member, inputText(codes[0]));
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
    const panel = this.#newPanel();
    this.#panels.push(panel);
    this.#open(panel);
    if (this.#panels.length > 1) {
      panel.focus();
    }
  }

  #newPanel() {
    /** @type {RecipientPanel} */
    const panel = new RecipientPanel(this.#smsAvailable, {
      change: () => this.#showChips(),
      remove: () => this.#remove(panel),
      split: (found) => this.#split(panel, found),
    });
    return panel;
  }

  /**
   * Each address that was pasted gets its own place, those that have one already left out. When there is no room for
   * all, nothing changes.
   * @param {RecipientPanel} panel
   * @param {import("./recipient-panel.js").Found[]} found
   */
  #split(panel, found) {
    const others = this.#panels.filter((one) => one !== panel);
    const keys = new Set(others.map((one) => keyOf(one.read().email)));
    const fresh = found.filter(({ address }) => !keys.has(keyOf(address)));
    const [first, ...rest] = fresh.length > 0 ? fresh : found;
    if (first === undefined || others.length + fresh.length > mostRecipients) {
      panel.tell(notice("error", "recipients.too-many", { most: mostRecipients }));
      return;
    }

    panel.fill(first);
    const made = rest.map((one) => {
      const next = this.#newPanel();
      next.fill(one, panel);
      return next;
    });
    this.#panels.splice(this.#panels.indexOf(panel) + 1, 0, ...made);
    this.#open(panel);
    panel.focus();
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

    this.#listChips(this.#panels);
  }

  /** @param {RecipientPanel} panel */
  #isOpen(panel) {
    return this.#place.firstChild === panel.element;
  }

  /** @param {RecipientPanel} panel */
  #chipOf(panel) {
    const { email, method } = panel.read();
    const chip = el(
      "button",
      { class: "chip", set: { type: "button", "aria-expanded": this.#isOpen(panel) } },
      icon(method === "sms" ? "phone" : "envelope"),
      el("span", email === "" ? { text: "recipients.new" } : { content: email }),
      el("span", { class: "visually-hidden", text: `method.${method}` }),
    );
    chip.addEventListener("click", () => {
      this.#open(panel);
      panel.focus();
    });
    return el("li", {}, chip);
  }
}
