import { el, newId } from "./dom.js";
import { notice } from "./notice.js";
import { ReaderCheck } from "./reader-check.js";
import { isWeaker } from "./recipient-choices.js";

/** @typedef {import("../api/contract.d.ts").OpenConversationParticipantItem} Participant */

/**
 * Lets staff ask more of people from now on, never less: each person who does not log in with an account. Whose check
 * is weaker than the organisation permits must be raised before anything new is sent.
 */
export class RaisePanel {
  /** @type {RaiseRow[]} */
  #rows;
  #needed = el("div");

  /** @param {import("./reader-check.js").Offer} offer @param {Participant[]} participants */
  constructor(offer, participants) {
    const isTooWeak = (/** @type {Participant} */ { method }) =>
      method !== null && isWeaker(method, offer.lowestMethod);
    const people = participants.filter((one) => one.kind === "person" && one.revokedAt === null
      && one.method !== "account" && (!one.held || isTooWeak(one)));
    this.#rows = people.map((person) => new RaiseRow(offer, person));
    this.element = el(
      "details",
      { class: "raise", set: { hidden: people.length === 0 } },
      el("summary", { text: "raise.title" }),
      this.#needed,
      el("p", { class: "field-advice", text: "raise.advice" }),
      ...this.#rows.map((row) => row.element),
    );
    this.#need(people.filter(isTooWeak).map(({ participantId }) => participantId));
  }

  get #chosen() {
    return this.#rows.filter((row) => row.isChosen);
  }

  get isDirty() {
    return this.#rows.some((row) => row.isDirty);
  }

  /** Who is chosen, complete or not; no password. */
  get written() {
    return this.#chosen.map((row) => ({ ...row.read(), password: null }));
  }

  /** These must be raised first, as the service says. @param {string[]} ids @returns {boolean} whether it is shown */
  need(ids) {
    const [first] = this.#need(ids);
    first?.focus();
    return first !== undefined;
  }

  /** Puts back what was chosen before. @param {unknown} written */
  putBack(written) {
    this.#rows.forEach((row) => row.clear());
    for (const one of Array.isArray(written) ? written : []) {
      this.#rows.find((row) => row.participantId === one?.participantId)?.putBack(one);
    }

    this.element.open = this.#chosen.length > 0;
  }

  /** Who is raised, or null when something is missing; then the focus is there. */
  read() {
    const wrong = this.#chosen.map((row) => row.check()).find((one) => one !== null);
    wrong?.focus();
    return wrong === undefined ? this.#chosen.map((row) => row.read()) : null;
  }

  /**
   * @param {number} index of who was raised
   * @param {import("./reader-check.js").CheckMember} member
   * @param {TextKey} key
   */
  refuse(index, member, key) {
    this.#chosen[index]?.refuse(member, key).focus();
  }

  /** @param {string[]} ids */
  #need(ids) {
    const those = this.#rows.filter(({ participantId }) => ids.includes(participantId));
    those.forEach((row) => row.need());
    if (those.length > 0) {
      const names = this.#rows.filter((row) => row.isNeeded).map(({ name }) => name);
      this.#needed.replaceChildren(notice("warning", "raise.needed", { names }));
      this.element.open = true;
    }

    return those;
  }
}

class RaiseRow {
  #offer;
  #email;
  #method;
  #check;
  #box;
  isNeeded = false;

  /** @param {import("./reader-check.js").Offer} offer @param {Participant} participant */
  constructor(offer, { participantId, name, email, method }) {
    const id = newId();
    this.#offer = offer;
    this.#email = email ?? "";
    this.#method = method;
    this.participantId = participantId;
    this.name = name ?? this.#email;
    this.#check = new ReaderCheck(offer, { present: method });
    this.#box = el("input", { set: { type: "checkbox", id }, on: { change: () => this.#show() } });
    const label = el("label", { text: "raise.choose", values: { name: this.name }, set: { for: id } });
    this.element = el("div", {}, el("div", { class: "choice" }, this.#box, label), this.#check.element);
    this.#show();
  }

  get isChosen() {
    return this.#box.checked;
  }

  get isDirty() {
    return (this.isChosen && !this.isNeeded) || this.#check.isDirty;
  }

  /** It stays chosen; a number can be given later, as of who comes in. */
  need() {
    const before = this.#check;
    this.#check = new ReaderCheck(this.#offer, { present: this.#method, canWait: true });
    before.element.replaceWith(this.#check.element);
    this.isNeeded = true;
    this.#box.disabled = true;
    this.clear();
  }

  focus() {
    this.#check.focus();
  }

  clear() {
    this.#box.checked = this.isNeeded;
    this.#show();
  }

  /** @param {unknown} written */
  putBack(written) {
    this.#box.checked = true;
    this.#check.putBack(written);
    this.#show();
  }

  check() {
    return this.#check.check();
  }

  read() {
    return { participantId: this.participantId, ...this.#check.read() };
  }

  /** @param {import("./reader-check.js").CheckMember} member @param {TextKey} key */
  refuse(member, key) {
    return this.#check.refuse(member, key);
  }

  #show() {
    this.#check.element.hidden = !this.isChosen;
    if (this.isChosen) {
      void this.#check.lookAt(this.#email);
    }
  }
}
