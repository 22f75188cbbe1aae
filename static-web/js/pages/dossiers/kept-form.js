import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { KeptNote } from "../shared/kept-note.js";

/**
 * @typedef {Record<string, any>} Typed what stands in a form, as JSON has it
 * @typedef {{ typed: Typed | null, putBack: (typed: Typed) => unknown }} Form null: nothing was typed
 */

/** Rises when what forms keep is otherwise: nothing is read of what another version kept. */
const version = 1;

/**
 * What is typed in a form of the office, kept for who comes back after a reload: sealed under the mailbox's key, for
 * the colleague who typed it. Each form has an address of its own.
 */
export class KeptForm {
  /** @type {KeptNote<"typed">} */
  #note;
  #again;
  /** Above the form: that what was typed earlier is back. */
  element = el("div", { set: { "aria-live": "polite" } });

  /**
   * @param {import("../../spaces/mailbox.js").Mailbox} mailbox it was opened before
   * @param {string} accountId who types
   * @param {string} address of the form, in this room
   * @param {() => unknown} again shows the form anew
   */
  constructor(mailbox, accountId, address, again) {
    const { mailboxId: space } = mailbox;
    const about = /** @type {const} */ ({ kind: "typed", space, id: `${address}.${version}`, author: accountId });
    this.#note = new KeptNote(`zegel-form-${accountId}-${space}-${address}`, about, () => mailbox.sealKey);
    this.#again = again;
  }

  /**
   * Puts back what was typed earlier, and keeps what is typed from now on.
   * @param {HTMLElement} element what is typed in; says `change` too when something is chosen in it
   * @param {Form} form
   * @param {TextKey[]} [more] what else is said when something is back
   */
  async begin(element, form, more = []) {
    const typed = await this.read();
    if (typed !== null) {
      form.putBack(typed);
      const drop = button("office-kept.drop", { class: "secondary", on: { click: () => this.#drop() } });
      const words = more.map((text) => el("p", { text }));
      this.element.replaceChildren(notice("info", "office-kept.back", {}, ...words, drop));
    }

    const keep = () => this.#note.keepSoon(() => (form.typed === null ? null : { words: JSON.stringify(form.typed) }));
    // What comes of sending it is said alone.
    element.addEventListener("submit", () => this.element.replaceChildren());
    element.addEventListener("input", keep);
    element.addEventListener("change", keep);
  }

  /** @returns {Promise<Typed | null>} */
  async read() {
    const kept = await this.#note.read();
    return kept === null ? null : JSON.parse(kept.words);
  }

  /** Keeps it at once, for a form that is shown later. @param {Typed} typed */
  put(typed) {
    return this.#note.keep(() => ({ words: JSON.stringify(typed) }));
  }

  /** It was sent. */
  forget() {
    this.#note.forget();
    this.element.replaceChildren();
  }

  #drop() {
    this.forget();
    this.#again();
  }
}
