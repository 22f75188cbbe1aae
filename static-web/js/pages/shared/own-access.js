import { keepAccess } from "../../api/own-guest.js";
import { button, el } from "../../components/dom.js";
import { act, part } from "../../components/part.js";

/**
 * @typedef {import("../../api/contract.d.ts").OwnGuest} OwnGuest
 * @typedef {import("../../components/dom.js").Parts} Parts
 */

/** What a guest has: until when, by whom, and one press to keep it (X18). */
export class OwnAccess {
  #part = part("guest.access", "guest.access.explain");

  /** @param {OwnGuest} guest */
  constructor(guest) {
    this.#show(guest);
  }

  get element() {
    return this.#part.element;
  }

  focus() {
    this.#part.focus();
  }

  /** @param {OwnGuest} guest */
  #show({ endsOn, removedOn, mayKeep, sponsor }) {
    const keep = button("guests.keep", { class: "primary" });
    keep.addEventListener("click", () => void act(keep, this.#part, () => this.#keep()));
    const isSooner = removedOn !== null && endsOn !== null && removedOn < endsOn;
    /** @type {Parts} */
    const last = { text: "guest.day", values: { day: { day: endsOn ?? "" } } };
    const until = endsOn === null ? [] : fact("guest.access.until", last);
    const unused = isSooner ? [el("p", { text: "guest.access.unused", values: { day: { day: removedOn } } })] : [];
    const who = sponsor === null ? [] : contactOf(sponsor);
    const what = mayKeep ? [keep] : [el("p", { class: "muted", text: "guest.access.enough" })];
    this.#part.body.replaceChildren(el("dl", { class: "desk-facts" }, ...until, ...who), ...unused, ...what);
  }

  async #keep() {
    const guest = await keepAccess();
    this.#show(guest);
    this.#part.tell("success", "guest.access.kept", { day: { day: guest.endsOn ?? "" } });
    this.#part.focus();
  }
}

/** @param {NonNullable<OwnGuest["sponsor"]>} sponsor */
function contactOf({ name, email }) {
  const mail = el("a", { content: email, set: { href: `mailto:${email}` } });
  return [el("dt", { text: "guest.sponsor" }), el("dd", {}, el("span", { content: name }), " ", mail)];
}

/** @param {TextKey} term @param {Parts} words */
const fact = (term, words) => [el("dt", { text: term }), el("dd", words)];
