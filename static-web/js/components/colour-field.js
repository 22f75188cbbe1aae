import { isColour, readableOnWhite } from "./colour.js";
import { button, el } from "./dom.js";
import { field } from "./field.js";

/** What the browser's chooser stands on when there is no colour. */
const standard = "#1d5a8c";

/**
 * A colour: as it is written, with the browser's own chooser beside it and how it will look. One that cannot be read is
 * told at once, with the nearest that can, which a press takes.
 */
export class ColourField {
  #field;
  #chooser = el("input", { label: "desk.house.colour.choose", set: { type: "color", class: "colour-chooser" } });
  #sample = el("span", { class: "colour-sample", text: "desk.house.colour.sample", set: { "aria-hidden": "true" } });
  #take = button("desk.house.colour.take", { class: "secondary", set: { hidden: true } });
  #nearest = "";

  /** @param {Pick<import("./field.js").FieldParts, "label" | "advice">} parts */
  constructor(parts) {
    const set = { autocomplete: "off", spellcheck: "false", maxlength: 7, class: "colour-text" };
    this.#field = field({ ...parts, set });
    const row = el("div", { class: "colour-row" });
    this.control.replaceWith(row);
    row.append(this.control, this.#chooser, this.#sample);
    this.element.append(this.#take);
    this.control.addEventListener("input", () => this.#judge());
    this.#chooser.addEventListener("input", () => this.fill(this.#chooser.value));
    this.#take.addEventListener("click", () => {
      this.fill(this.#nearest);
      this.control.focus();
    });
  }

  get element() {
    return this.#field.element;
  }

  get control() {
    return this.#field.control;
  }

  get error() {
    return this.#field.error;
  }

  get value() {
    return this.control.value.trim().toLowerCase();
  }

  /** @param {string} value */
  fill(value) {
    this.control.value = value;
    this.#judge();
  }

  /** @param {TextKey | null} key */
  refuse(key) {
    this.#field.refuse(key);
    this.#take.hidden = true;
  }

  /** It cannot be read; this one can. @param {string} nearest */
  propose(nearest) {
    this.#nearest = nearest;
    this.#field.refuse("desk.house.colour.unreadable", { nearest });
    this.#take.hidden = false;
  }

  /** Says what is wrong, unless it is nothing at all or what was there before. @param {string} before */
  check(before) {
    const { value } = this;
    if (value === "" || value === before.toLowerCase()) {
      this.refuse(null);
    } else if (isColour(value)) {
      this.#judge();
    } else {
      this.refuse("input.colour-invalid");
    }
  }

  #judge() {
    const { value } = this;
    const isOne = isColour(value);
    const nearest = isOne ? readableOnWhite(value) : value;
    nearest === value ? this.refuse(null) : this.propose(nearest);
    this.#sample.hidden = !isOne || nearest !== value;
    this.#sample.style.setProperty("--sample", isOne ? value : "transparent");
    this.#chooser.value = isOne ? value : standard;
  }
}
