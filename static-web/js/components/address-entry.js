import { recipientsIn, suggestionsFor } from "../text/typed-recipients.js";
import { el, newId } from "./dom.js";
import { field } from "./field.js";

/**
 * @typedef {import("../text/typed-recipients.js").TypedRecipient} TypedRecipient
 * @typedef {import("../text/typed-recipients.js").Known} Known
 * @typedef {object} Acts
 * @property {() => Known[]} contacts to whom was written before
 * @property {() => string[]} taken addresses that are there already
 * @property {(found: TypedRecipient[]) => boolean} add whether they are chips now; what is typed goes then
 * @property {() => unknown} typing something is typed
 * @property {() => unknown} left it was typed, and somebody went on elsewhere
 * @property {() => unknown} back to the chip before it
 */

const separators = [",", ";"];

/**
 * A line where addresses are typed, behind the chips of those that were: with what may be meant below it, as a
 * combobox (WAI-ARIA). Enter, Tab, a comma and a semicolon make a chip of what is typed; a list that is pasted makes
 * many.
 */
export class AddressEntry {
  #acts;
  #list = el("ul", {
    class: "suggestions", label: "recipients.known", set: { role: "listbox", id: newId(), hidden: true },
  });
  /** @type {Known[]} */
  #offered = [];
  #at = -1;
  field;
  /** The chips stand here. */
  chips;
  element;

  /** @param {TextKey} label @param {TextKey} chips the name of its chips @param {Acts} acts */
  constructor(label, chips, acts) {
    this.#acts = acts;
    // No greatest length: a browser cuts what is pasted in silence, and what is left may be somebody else's address.
    this.field = field({ label, set: {
      autocomplete: "off", autocapitalize: "none", spellcheck: "false", inputmode: "email", role: "combobox",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.id,
    } });
    const { control } = this.field;
    this.chips = el("ul", { class: "chips", label: chips });
    const box = el("div", { class: "address-box" });
    control.replaceWith(box);
    box.append(this.chips, control, this.#list);
    this.element = this.field.element;
    control.addEventListener("input", () => this.#typed());
    control.addEventListener("change", () => acts.left());
    control.addEventListener("blur", () => this.#offer([]));
    /** @type {HTMLElement} */
    const typed = control;
    typed.addEventListener("keydown", (event) => this.#press(event));
    typed.addEventListener("paste", (event) => this.#paste(event));
    // A press beside the words is a press on the line.
    box.addEventListener("mousedown", (event) => {
      if (event.target === box || event.target === this.chips) {
        event.preventDefault();
        control.focus();
      }
    });
  }

  get value() {
    return this.field.value.trim();
  }

  set value(/** @type {string} */ typed) {
    this.field.control.value = typed;
    this.field.refuse(null);
    this.#offer([]);
  }

  focus() {
    this.field.control.focus();
  }

  /** Makes chips of what is typed. @returns {boolean} false when something of it cannot be one: it says so */
  settle() {
    const { value } = this;
    if (value === "") {
      return true;
    }

    const isDone = this.#acts.add(recipientsIn(value));
    if (isDone) {
      this.value = "";
    }

    return isDone;
  }

  #typed() {
    this.#acts.typing();
    this.#offer(suggestionsFor(this.#acts.contacts(), this.field.value, this.#acts.taken()));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { control } = this.field;
    const isOpen = !this.#list.hidden;
    const chosen = this.#offered[this.#at];
    const isFirst = control instanceof HTMLInputElement && control.selectionStart === 0 && control.selectionEnd === 0;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }

    if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      this.#mark(this.#at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (isOpen && event.key === "Escape") {
      // It closes the suggestions, not what is being written.
      event.stopPropagation();
      this.#offer([]);
    } else if (event.key === "Enter" && chosen !== undefined) {
      this.#choose(chosen);
    } else if (event.key === "Enter" || (separators.includes(event.key) && !this.#isInName)) {
      this.settle();
    } else if (event.key === "Tab" && !event.shiftKey && this.value !== "") {
      // On to what comes next, whatever becomes of it.
      chosen === undefined ? this.settle() : this.#choose(chosen);
      return;
    } else if (isFirst && (event.key === "Backspace" || event.key === "ArrowLeft")) {
      this.#acts.back();
    } else {
      return;
    }

    event.preventDefault();
  }

  /** A comma between quotes, or before an address that is still to come, belongs to a name. */
  get #isInName() {
    const { value } = this.field;
    return (value.split('"').length - 1) % 2 === 1 || !value.includes("@");
  }

  /** A list becomes chips at once; one line end would make one word of two addresses. @param {ClipboardEvent} event */
  #paste(event) {
    const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
    const found = recipientsIn(pasted);
    const isOne = found.length === 1 && found[0]?.name === "" && !/[\r\n]/.test(pasted);
    if (this.value !== "" || isOne || !pasted.includes("@")) {
      return;
    }

    event.preventDefault();
    this.#acts.add(found) || (this.field.control.value = pasted.replace(/\s*[\r\n]+\s*/g, ", "));
  }

  /** @param {Known[]} offered */
  #offer(offered) {
    this.#offered = offered;
    this.#list.replaceChildren(...offered.map((one) => this.#option(one)));
    this.#list.hidden = offered.length === 0;
    this.field.control.setAttribute("aria-expanded", String(offered.length > 0));
    this.#mark(-1);
  }

  /** @param {Known} one */
  #option(one) {
    const name = one.name === "" ? null : el("strong", { content: one.name });
    const option = el("li", { set: { role: "option", id: newId(), "aria-selected": "false" } }, name, name && " ",
      el("span", { content: one.email }));
    // The line keeps the focus.
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.#choose(one));
    return option;
  }

  /** @param {number} at */
  #mark(at) {
    const { length } = this.#offered;
    this.#at = length === 0 || at < -1 ? length - 1 : at >= length ? -1 : at;
    const options = [...this.#list.children];
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.#at)));
    const marked = options[this.#at];
    const { control } = this.field;
    marked === undefined ? control.removeAttribute("aria-activedescendant")
      : control.setAttribute("aria-activedescendant", marked.id);
    marked?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Known} one */
  #choose({ email, name }) {
    if (this.#acts.add([{ address: email, name, fault: null }])) {
      this.value = "";
    }
  }
}
