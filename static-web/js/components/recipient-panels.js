import { keyOf } from "../text/typed-address.js";
import { mostRecipients } from "../limits.js";

/**
 * @typedef {import("./recipient-panel.js").RecipientPanel} RecipientPanel
 * @typedef {import("./recipient-panel.js").KnownRecipient} KnownRecipient
 * @typedef {import("../text/typed-recipients.js").TypedRecipient} TypedRecipient
 */

/** Who a message goes to so far: those that are chips, and whoever is being typed. */
export class RecipientPanels {
  /** @type {RecipientPanel[]} */
  chips = [];
  /** @type {RecipientPanel | null} */
  pending = null;
  /** @type {KnownRecipient[]} */
  contacts = [];
  /** Addresses of who is in the conversation already. @type {string[]} */
  there = [];
  #make;

  /** @param {() => RecipientPanel} make */
  constructor(make) {
    this.#make = make;
  }

  /** Addresses that are there already. */
  get taken() {
    return [...this.there, ...this.chips.map(({ address }) => address)];
  }

  /** Whether somebody is in the conversation already. @param {string} address */
  isThere(address) {
    return this.there.some((one) => keyOf(one) === keyOf(address));
  }

  /** Whether there is room for so many more. @param {number} more */
  hasRoomFor(more) {
    return this.taken.length + more <= mostRecipients;
  }

  /** Somebody who was written to before, or null. @param {string} address */
  find(address) {
    return this.contacts.find(({ email }) => keyOf(email) === keyOf(address)) ?? null;
  }

  /** @param {string} address */
  isTaken(address) {
    return this.taken.some((one) => keyOf(one) === keyOf(address));
  }

  /** Somebody who is still to be typed; with the check and the language of whoever was there before. */
  begin() {
    const panel = this.#make();
    const last = this.chips.at(-1);
    last !== undefined && panel.follow(last);
    return (this.pending = panel);
  }

  /**
   * Makes chips, but for those that are there; when there is no room for all, nothing changes.
   * @param {TypedRecipient[]} found
   * @param {boolean} isCc
   * @returns {{ first: RecipientPanel, refusal: null } | { first: null, refusal: TextKey }}
   */
  add(found, isCc) {
    const fresh = found.filter(({ address }) => !this.isTaken(address));
    const [one, ...others] = fresh;
    if (one === undefined || !this.hasRoomFor(fresh.length)) {
      const isThere = found.some(({ address }) => this.isThere(address));
      const twice = isThere ? "input.recipient-there" : "input.recipient-twice";
      return { first: null, refusal: one === undefined ? twice : "recipients.too-many" };
    }

    const first = this.pending ?? this.begin();
    this.#settle(first, one, isCc);
    for (const other of others) {
      const panel = this.#make();
      panel.follow(first);
      this.#settle(panel, other, isCc);
    }

    return { first, refusal: null };
  }

  /** What is typed may be somebody who was written to before, or have a name in it. @param {TypedRecipient[]} typed */
  recall([one, ...others]) {
    if (one !== undefined && others.length === 0 && this.pending !== null) {
      this.pending.call(one.name);
      this.pending.recall(this.find(one.address));
    }
  }

  /** What is wrong with whoever is typed alone. @param {TypedRecipient | undefined} typed @returns {TextKey | null} */
  refusalOf(typed) {
    if (typed === undefined) {
      // A conversation that has begun is with somebody already.
      return this.chips.some(({ isCc }) => !isCc || this.there.length > 0) ? null : "input.email-invalid";
    }

    return typed.fault
      ?? (this.isThere(typed.address) ? "input.recipient-there"
        : this.isTaken(typed.address) ? "input.recipient-twice"
        : this.hasRoomFor(1) ? null : "recipients.too-many");
  }

  /** Of whoever is typed alone, and stays so. @param {TypedRecipient} typed */
  typedAlone({ address, name }) {
    const panel = this.pending ?? this.begin();
    panel.call(name);
    panel.typedAs(address);
    return panel;
  }

  /** Whoever is typed alone is typed completely: they may have an account. @param {TypedRecipient[]} typed */
  meet(typed) {
    this.recall(typed);
    const [one, ...others] = typed;
    if (one?.fault === null && others.length === 0) {
      this.pending?.typedAs(one.address);
    }
  }

  /** Puts another address in the place of one that is a chip. @param {RecipientPanel} panel @param {string} address */
  correct(panel, address) {
    panel.address = address;
    panel.recall(this.find(address));
  }

  /** A chip is typed again. @param {RecipientPanel} panel @returns {string} what was typed */
  takeBack(panel) {
    const { address } = panel;
    this.remove(panel);
    this.pending = panel;
    [panel.fault, panel.address] = [null, ""];
    return address;
  }

  /** @param {RecipientPanel} panel */
  remove(panel) {
    this.chips = this.chips.filter((one) => one !== panel);
  }

  /** Whom to show when nobody was chosen. */
  get usual() {
    return this.pending ?? this.chips.at(-1) ?? this.begin();
  }

  /** All that is filled in, complete or not. */
  get written() {
    const pending = this.pending === null ? null : { ...this.pending.written, email: "" };
    return { chips: this.chips.map((panel) => panel.written), pending };
  }

  /** Puts back what was filled in before; what is none of it is left out. @param {Record<string, unknown>} written */
  putBack({ chips, pending }) {
    const isOne = (/** @type {any} */ one) => typeof one?.email === "string";
    this.chips = (Array.isArray(chips) ? chips : []).filter(isOne).slice(0, mostRecipients)
      .map((one) => this.#restored(one));
    this.pending = isOne(pending) ? this.#restored(Object(pending)) : null;
  }

  /** @param {Record<string, unknown>} written */
  #restored(written) {
    const panel = this.#make();
    panel.putBack(written);
    panel.recall(this.find(panel.address));
    return panel;
  }

  /** @param {RecipientPanel} panel @param {TypedRecipient} typed @param {boolean} isCc */
  #settle(panel, { address, name, fault }, isCc) {
    [panel.fault, panel.isCc] = [fault, isCc];
    panel.call(name);
    this.correct(panel, address);
    this.pending = panel === this.pending ? null : this.pending;
    this.chips.push(panel);
  }
}
