import { keyOf } from "../text/typed-address.js";
import { recipientsIn } from "../text/typed-recipients.js";
import { button, el } from "./dom.js";
import { inputText } from "./problem-text.js";
import { RecipientLine } from "./recipient-line.js";
import { RecipientPanel } from "./recipient-panel.js";
import { RecipientPanels } from "./recipient-panels.js";
import { RecipientPlace } from "./recipient-place.js";
import { mostRecipients } from "../limits.js";

/**
 * @typedef {import("../api/contract.d.ts").RecipientRequest} Recipient
 * @typedef {import("./recipient-panel.js").KnownRecipient} KnownRecipient
 * @typedef {import("../text/typed-recipients.js").TypedRecipient} TypedRecipient
 */

const fields = /** @type {const} */ (["name", "method", "phone", "password"]);

/**
 * Whom a new conversation is with, and who gets a copy. Each is a chip, which opens its panel; who is typed alone is
 * none yet: then it is a plain form. Tells by `change` that somebody came, went or became another.
 */
export class Recipients {
  #panels = new RecipientPanels(() => this.#newPanel());
  /** As they were read last, by which a refusal counts them. @type {RecipientPanel[]} */
  #asked = [];
  #offer;
  #forget;
  #to = this.#line("recipients.email", "recipients.chips", false);
  #cc = this.#line("recipients.cc", "recipients.cc.chips", true);
  /** @type {RecipientPlace} */
  #place = new RecipientPlace(
    () => this.#to.entry.settle() && this.#cc.entry.settle(),
    () => (this.#place.isEmpty ? this.#show(this.#panels.usual) : this.#showChips()));
  element;

  /**
   * @param {import("./reader-check.js").Offer} mailbox the checks that can be given
   * @param {(email: string, said: HTMLElement) => unknown} forget takes somebody out of the address book
   * @param {string[]} [there] addresses of who is in the conversation already, to which these are added
   */
  constructor(mailbox, forget, there = []) {
    this.#offer = mailbox;
    this.#panels.there = there;
    this.#forget = forget;
    const more = button("recipients.more", { class: "quiet", icon: "plus", on: { click: () => this.#another() } });
    this.element = el("div", { class: "recipients" }, this.#to.entry.element, this.#cc.entry.element,
      this.#place.element, el("div", { class: "row" }, more, this.#place.press));
    this.#show(this.#panels.begin());
  }

  /** To whom the mailbox wrote before; whoever is there already is recalled. */
  set contacts(/** @type {KnownRecipient[]} */ contacts) {
    this.#panels.contacts = contacts;
    this.#panels.chips.forEach((panel) => panel.recall(this.#panels.find(panel.address)));
    this.#panels.recall(this.#inLines);
    this.#showChips();
  }

  get isDirty() {
    return this.#panels.chips.length > 0 || this.#inLines.length > 0 || this.#panels.pending?.isDirty === true;
  }

  focus() {
    this.#to.entry.focus();
  }

  /** Who is there so far, and can be. @returns {{ email: string, name: string }[]} */
  get people() {
    const { chips, pending } = this.#panels;
    const typed = this.#inLines.map(({ address, name, fault }) =>
      ({ email: address, name: name || (pending?.read().name ?? ""), fault }));
    return [...chips.map(({ address, fault, kept: { name } }) => ({ email: address, name, fault })), ...typed]
      .filter(({ fault }) => fault === null)
      .map(({ email, name }) => ({ email, name }));
  }

  /** How the address book has them after this message. */
  get kept() {
    return this.#asked.map((panel) => panel.kept);
  }

  /** All that is filled in, complete or not; no password. */
  get written() {
    return { ...this.#panels.written, to: this.#to.entry.value, cc: this.#cc.entry.value };
  }

  /** Puts back what was filled in before. @param {unknown} written */
  putBack(written) {
    const { to, cc, ...panels } = Object(written);
    this.#panels.putBack(panels);
    this.#to.entry.value = typeof to === "string" ? to : "";
    this.#cc.entry.value = typeof cc === "string" ? cc : "";
    this.#panels.meet(this.#inLines);
    this.#show(this.#panels.usual);
    this.#changed();
  }

  /**
   * The recipients, or null when one of them is not complete, or there for the second time; then the focus is there.
   * @returns {Recipient[] | null}
   */
  read() {
    const { entry } = this.#to;
    if (!this.#cc.entry.settle() || (recipientsIn(entry.value).length > 1 && !entry.settle())) {
      return null;
    }

    const faulty = this.#panels.chips.find(({ fault }) => fault !== null);
    if (faulty !== undefined) {
      this.#edit(faulty);
      return null;
    }

    const [typed] = recipientsIn(entry.value);
    const refusal = this.#panels.refusalOf(typed);
    if (refusal !== null) {
      entry.field.refuse(refusal, { most: mostRecipients });
      entry.focus();
      return null;
    }

    this.#asked = [...this.#panels.chips, ...(typed === undefined ? [] : [this.#panels.typedAlone(typed)])];
    const wrong = this.#asked.find((panel) => panel.check() !== null);
    if (wrong !== undefined) {
      this.#place.isInTable(wrong.check()) || this.#show(wrong);
      wrong.check()?.focus();
      return null;
    }

    return this.#asked.map((panel) => panel.read());
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
      const panel = this.#asked[Number(index)];
      if (panel !== undefined && named === "email") {
        this.#edit(panel);
        this.#lineOf(panel).entry.field.refuse(inputText(codes[0]));
        return true;
      }

      if (panel !== undefined && member !== undefined) {
        this.#show(panel);
        panel.refuse(member, inputText(codes[0])).focus();
        return true;
      }
    }

    return false;
  }

  /** Puts another address in the place of one, or takes it away. @param {string} email @param {string | null} meant */
  mend(email, meant) {
    const panel = this.#panels.chips.find(({ address }) => keyOf(address) === keyOf(email));
    const other = meant === null || this.#panels.isTaken(meant) ? null : meant;
    if (panel === undefined) {
      this.#to.entry.value = other ?? "";
      this.#panels.recall(this.#inLines);
    } else if (other === null) {
      this.#panels.remove(panel);
    } else {
      this.#panels.correct(panel, other);
    }

    this.#show(this.#panels.usual);
    this.#to.entry.focus();
    this.#changed();
  }

  /** What is typed and no chip yet. */
  get #inLines() {
    return [this.#to, this.#cc].flatMap(({ entry }) => recipientsIn(entry.value));
  }

  /** @param {RecipientPanel} panel */
  #lineOf({ isCc }) {
    return isCc ? this.#cc : this.#to;
  }

  /** @param {TextKey} label @param {TextKey} chips @param {boolean} isCc */
  #line(label, chips, isCc) {
    /** @type {RecipientLine} */
    const line = new RecipientLine(label, chips, {
      contacts: () => this.#panels.contacts,
      taken: () => this.#panels.taken,
      add: (found) => this.#add(found, isCc),
      typing: () => this.#typing(isCc),
      // A copy is never a form of its own.
      left: () => (isCc ? line.entry.settle() : this.#panels.meet(this.#inLines)),
      isOpen: (panel) => this.#place.has(panel),
      open: (panel) => {
        this.#show(panel);
        panel.focus();
      },
      edit: (panel) => this.#edit(panel),
      remove: (panel) => this.#remove(panel),
    });
    return line;
  }

  #newPanel() {
    /** @type {RecipientPanel} */
    const panel = new RecipientPanel(this.#offer, {
      change: () => this.#showChips(),
      edit: () => this.#edit(panel),
      remove: () => this.#remove(panel),
      forget: (said) => this.#forget(panel.address, said),
    });
    return panel;
  }

  /** @param {boolean} isCc */
  #typing(isCc) {
    const [own, other] = isCc ? [this.#cc.entry, this.#to.entry] : [this.#to.entry, this.#cc.entry];
    if (own.value === "") {
      // A space behind a comma is nobody yet.
      return;
    }

    // The panel is of whoever is typed now.
    other.value !== "" && other.settle();
    if (this.#panels.pending === null) {
      this.#show(this.#panels.begin());
    }

    this.#panels.recall(this.#inLines);
  }

  /** @param {TypedRecipient[]} found @param {boolean} isCc */
  #add(found, isCc) {
    const { first, refusal } = this.#panels.add(found, isCc);
    if (refusal !== null) {
      (isCc ? this.#cc : this.#to).entry.field.refuse(refusal, { most: mostRecipients });
      return false;
    }

    this.#show(first);
    this.#changed();
    return true;
  }

  /** A chip becomes words in its line again. @param {RecipientPanel} panel */
  #edit(panel) {
    const { entry } = this.#lineOf(panel);
    const { fault } = panel;
    if (this.#panels.chips.includes(panel)) {
      entry.settle();
      entry.value = this.#panels.takeBack(panel);
      this.#show(panel);
      this.#changed();
    }

    fault !== null && entry.field.refuse(fault);
    entry.focus();
  }

  /** @param {RecipientPanel} panel */
  #remove(panel) {
    this.#panels.remove(panel);
    this.#show(this.#panels.usual);
    this.#lineOf(panel).entry.focus();
    this.#changed();
  }

  #another() {
    const { entry } = this.#to;
    if (entry.value === "" && this.#panels.pending !== null) {
      entry.field.refuse("input.email-invalid");
    } else if (entry.settle()) {
      this.#show(this.#panels.begin());
    }

    entry.focus();
  }

  /** @param {RecipientPanel} panel */
  #show(panel) {
    this.#place.show(panel);
    this.#showChips();
  }

  #showChips() {
    const { chips } = this.#panels;
    this.#place.showChips(chips);
    this.#to.show(chips.filter(({ isCc }) => !isCc));
    this.#cc.show(chips.filter(({ isCc }) => isCc));
  }

  #changed() {
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
