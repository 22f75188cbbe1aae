import { button, el } from "./dom.js";
import { list } from "./list.js";
import { notice } from "./notice.js";

/**
 * What is unusual about somebody, as it is shown; meant: the address that probably is.
 * @typedef {{ kind: "letter" | "domain" | "namesake" | "outsider" | "newcomer", email: string, name: string,
 *   meant: string | null }
 *   | { kind: "many", n: number }} Mistake
 */

/**
 * Bars about the people of a message, each of which says what was probably meant: one press mends it, another closes
 * the bar. What is closed stays closed, and what stopped a message once stops it no more.
 */
export class MistakeBars {
  /** @type {Mistake[]} */
  #mistakes = [];
  /** @type {Set<string>} */
  #closed = new Set();
  /** @type {Set<string>} */
  #told = new Set();
  element = el("div", { class: "mistakes" });
  #show = list(this.element, keyOf, (mistake) => this.#barOf(mistake));
  #mend;

  /** @param {(email: string, meant: string | null) => unknown} mend null: takes this person away */
  constructor(mend) {
    this.#mend = mend;
  }

  /** @param {Mistake[]} mistakes */
  show(mistakes) {
    this.#mistakes = mistakes.filter((mistake) => !this.#closed.has(keyOf(mistake)));
    this.#show(this.#mistakes);
  }

  /**
   * Whether something was not looked at yet; then it is in view. Somebody of the same name was, once it stands there.
   * @returns {boolean}
   */
  stops() {
    const fresh = this.#mistakes.filter((mistake) => mistake.kind !== "namesake" && !this.#told.has(keyOf(mistake)));
    fresh.forEach((mistake) => this.#told.add(keyOf(mistake)));
    if (fresh.length > 0) {
      this.element.scrollIntoView({ block: "nearest" });
      this.element.querySelector("button")?.focus();
    }

    return fresh.length > 0;
  }

  /** @param {Mistake} mistake */
  #barOf(mistake) {
    const leave = button("mistakes.leave", { class: "quiet", on: { click: () => this.#close(mistake) } });
    if (mistake.kind === "many") {
      return notice("warning", "mistakes.many", { n: mistake.n }, el("p", { class: "row" }, leave));
    }

    const { kind, email, meant } = mistake;
    const values = { email, meant: meant ?? "", place: email.slice(email.lastIndexOf("@") + 1) };
    const mend = button(meant === null ? "mistakes.remove" : "mistakes.use", { class: "secondary", values,
      on: { click: () => this.#mend(email, meant) } });
    return notice("warning", `mistakes.${kind}`, values, el("p", { class: "row" }, mend, leave));
  }

  /** @param {Mistake} mistake */
  #close(mistake) {
    this.#closed.add(keyOf(mistake));
    const form = this.element.closest("form");
    this.show(this.#mistakes);
    const next = this.element.querySelector("button") ?? form?.querySelector("[role=textbox], textarea");
    next instanceof HTMLElement && next.focus();
  }
}

/** @param {Mistake} mistake */
const keyOf = (mistake) =>
  (mistake.kind === "many" ? "many" : `${mistake.kind} ${mistake.email} ${mistake.meant ?? ""}`);
