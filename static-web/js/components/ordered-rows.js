import { button, el, say } from "./dom.js";

/**
 * What a row is made of.
 * @template Value
 * @typedef {object} Row
 * @property {HTMLElement} element
 * @property {() => Value} read
 * @property {() => string} name what it is called now
 * @property {() => import("./field.js").Field[]} fields in their order
 */

/**
 * Rows that are typed, put in order, added and taken away; nothing counts before whoever has them saves. What was taken
 * away last can be put back.
 * @template Value
 */
export class OrderedRows {
  #list;
  #rowOf;
  /** @type {{ row: Row<Value>, item: HTMLElement, up: HTMLButtonElement, down: HTMLButtonElement }[]} */
  #rows = [];
  #taken = el("div", { class: "row-taken", set: { role: "status" } });
  #add;

  /**
   * @param {object} parts
   * @param {TextKey} parts.label
   * @param {TextKey} parts.add
   * @param {() => Value} parts.make an empty one
   * @param {(value: Value, isNew: boolean) => Row<Value>} parts.rowOf
   */
  constructor({ label, add, make, rowOf }) {
    this.#rowOf = rowOf;
    this.#list = el("ol", { class: "ordered-rows", label });
    this.#add = button(add, {
      class: "secondary", icon: "plus", on: { click: () => this.add(make()).fields()[0]?.control.focus() },
    });
    this.element = el("div", { class: "ordered" }, this.#list, this.#taken, this.#add);
  }

  /** As they stand. */
  get values() {
    return this.#rows.map(({ row }) => row.read());
  }

  get rows() {
    return this.#rows.map(({ row }) => row);
  }

  /** @param {readonly Value[]} values */
  fill(values) {
    this.#rows = [];
    this.#taken.replaceChildren();
    values.forEach((value) => this.#put(this.#rowOf(value, false), this.#rows.length));
    this.#place();
  }

  /** At the end. @param {Value} value */
  add(value) {
    const row = this.#rowOf(value, true);
    this.#put(row, this.#rows.length);
    this.#place();
    return row;
  }

  /** @param {Row<Value>} row @param {number} at */
  #put(row, at) {
    const up = button("rows.up", { class: "quiet" });
    const down = button("rows.down", { class: "quiet" });
    const remove = button("rows.remove", { class: "quiet", icon: "bin" });
    const item = el("li", {}, row.element, el("div", { class: "row-acts" }, up, down, remove));
    const made = { row, item, up, down };
    up.addEventListener("click", () => this.#move(made, -1, up));
    down.addEventListener("click", () => this.#move(made, 1, down));
    remove.addEventListener("click", () => this.#take(made));
    // Which row a press is about, for who does not see where it stands.
    const name = () => {
      for (const [press, label] of /** @type {const} */ ([
        [up, "rows.up.of"], [down, "rows.down.of"], [remove, "rows.remove.of"],
      ])) {
        say(press, { label, values: { name: row.name() } });
      }
    };
    item.addEventListener("input", name);
    name();
    this.#rows.splice(at, 0, made);
  }

  /**
   * @param {{ up: HTMLButtonElement, down: HTMLButtonElement }} made
   * @param {number} by
   * @param {HTMLButtonElement} press
   */
  #move(made, by, press) {
    const at = this.#rows.findIndex((one) => one === made);
    const [row] = this.#rows.splice(at, 1);
    if (row !== undefined) {
      this.#rows.splice(at + by, 0, row);
      this.#place();
      // At the end it can go no further that way.
      (press.disabled ? (press === made.up ? made.down : made.up) : press).focus();
    }
  }

  /** @param {{ row: Row<Value>, item: HTMLElement }} made */
  #take(made) {
    const at = this.#rows.findIndex((one) => one === made);
    this.#rows.splice(at, 1);
    this.#place();
    const values = { name: made.row.name() };
    const back = button("rows.put-back", { class: "secondary" });
    back.addEventListener("click", () => {
      this.#taken.replaceChildren();
      this.#put(made.row, Math.min(at, this.#rows.length));
      this.#place();
      made.row.fields()[0]?.control.focus();
    });
    this.#taken.replaceChildren(el("p", { text: "rows.taken", values }), back);
    back.focus();
  }

  #place() {
    this.#list.hidden = this.#rows.length === 0;
    this.#list.replaceChildren(...this.#rows.map(({ item }) => item));
    this.#rows.forEach(({ up, down }, at) => {
      up.disabled = at === 0;
      down.disabled = at === this.#rows.length - 1;
    });
  }
}
