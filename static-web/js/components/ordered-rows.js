import { button, el, say } from "./dom.js";

/**
 * What a row is made of.
 * @template Value
 * @typedef {object} Row
 * @property {HTMLElement} element
 * @property {() => Value} read
 * @property {() => string} name what it is called now
 * @property {() => { control: HTMLElement }[]} fields in their order
 * @property {HTMLElement} [acts] where its buttons go; else they stand behind it
 */

/**
 * Of which each field can say what is wrong with it.
 * @template Value
 * @typedef {Omit<Row<Value>, "fields"> & { fields: () => import("./field.js").Field[] }} FieldRow
 */

/**
 * A row with what stands around it.
 * @template Kind
 * @typedef {{ row: Kind, item: HTMLElement, up: HTMLButtonElement, down: HTMLButtonElement, name: () => void }} Made
 */

/**
 * Rows that are typed, put in order, added and taken away; nothing counts before whoever has them saves. What was taken
 * away last can be put back. Says `change` when a row comes, goes or moves.
 * @template Value
 * @template {Row<Value>} [Kind=Row<Value>]
 */
export class OrderedRows {
  #list;
  #rowOf;
  #copyOf;
  #isMoved;
  #takenText;
  #make;
  /** @type {Made<Kind>[]} */
  #rows = [];
  #taken = el("div", { class: "row-taken", set: { role: "status" } });
  #add;

  /**
   * @param {object} parts
   * @param {TextKey} parts.label
   * @param {TextKey} parts.add
   * @param {() => Value} parts.make an empty one
   * @param {(value: Value, isNew: boolean) => Kind & Row<Value>} parts.rowOf
   * @param {(value: Value) => Value} [parts.copyOf] where a row can be copied
   * @param {boolean} [parts.isMoved] whether their order says something
   * @param {TextKey} [parts.taken] what is said when one was taken away
   */
  constructor({ label, add, make, rowOf, copyOf, isMoved = true, taken = "rows.taken" }) {
    this.#takenText = taken;
    this.#make = make;
    this.#rowOf = rowOf;
    this.#copyOf = copyOf;
    this.#isMoved = isMoved;
    this.#list = el("ol", { class: "ordered-rows", label });
    this.#add = button(add, { class: "secondary", icon: "plus", on: { click: () => this.addNew() } });
    this.element = el("div", { class: "ordered" }, this.#list, this.#taken, this.#add);
  }

  /** As they stand. */
  get values() {
    return this.#rows.map(({ row }) => row.read());
  }

  get rows() {
    return this.#rows.map(({ row }) => row);
  }

  /**
   * Adds another to what they are: for who does not see where the button stands.
   * @param {import("./dom.js").Parts} parts
   */
  nameAdding(parts) {
    say(this.#add, parts);
  }

  /** Rows are called otherwise by now: by where they stand. */
  rename() {
    this.#rows.forEach(({ name }) => name());
  }

  /** Whether there may be more of them. @param {boolean} canAdd */
  set canAdd(canAdd) {
    this.#add.disabled = !canAdd;
  }

  /** An empty one with the focus in it: at the end, or right behind another. @param {Kind} [behind] */
  addNew(behind) {
    if (!this.#add.disabled) {
      const at = this.#rows.findIndex(({ row }) => row === behind);
      this.#begin(this.#make(), at < 0 ? this.#rows.length : at + 1);
    }
  }

  /** It stands elsewhere from now on. @param {Kind} row */
  drop(row) {
    this.#rows = this.#rows.filter((one) => one.row !== row);
    this.#place();
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

  /** @param {Kind} row @param {number} at */
  #put(row, at) {
    const up = button("rows.up", { class: "quiet" });
    const down = button("rows.down", { class: "quiet" });
    const copy = button("rows.copy", { class: "quiet" });
    const remove = button("rows.remove", { class: "quiet", icon: "bin" });
    const presses = [...(this.#isMoved ? [up, down] : []), ...(this.#copyOf === undefined ? [] : [copy]), remove];
    const acts = el("div", { class: "row-acts" }, ...presses);
    const item = el("li", {}, row.element);
    (row.acts ?? item).append(acts);
    // Which row a press is about, for who does not see where it stands.
    /** @type {string | null} */
    let shown = null;
    const name = () => {
      const values = { name: row.name() };
      for (const [press, label] of shown === values.name ? [] : /** @type {const} */ ([
        [up, "rows.up.of"], [down, "rows.down.of"], [copy, "rows.copy.of"], [remove, "rows.remove.of"],
      ])) {
        say(press, { label, values });
      }

      shown = values.name;
    };
    const made = { row, item, up, down, name };
    copy.addEventListener("click", () => this.#copy(made));
    up.addEventListener("click", () => this.#move(made, -1, up));
    down.addEventListener("click", () => this.#move(made, 1, down));
    remove.addEventListener("click", () => this.#take(made));
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
      this.#tell();
    }
  }

  /** Right behind it. @param {{ row: Kind }} made */
  #copy(made) {
    if (this.#copyOf !== undefined) {
      this.#begin(this.#copyOf(made.row.read()), this.#rows.findIndex((one) => one === made) + 1);
    }
  }

  /** @param {Value} value @param {number} at */
  #begin(value, at) {
    const row = this.#rowOf(value, true);
    this.#put(row, at);
    this.#place();
    row.fields()[0]?.control.focus();
    this.#tell();
  }

  #tell() {
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {Made<Kind>} made */
  #take(made) {
    const at = this.#rows.findIndex((one) => one === made);
    this.#rows.splice(at, 1);
    this.#place();
    const values = { name: made.row.name() };
    const back = button("rows.put-back", { class: "secondary" });
    back.addEventListener("click", () => {
      this.#taken.replaceChildren();
      this.#putBack(made, Math.min(at, this.#rows.length));
    });
    this.#taken.replaceChildren(el("p", { text: this.#takenText, values }), back);
    back.focus();
    this.#tell();
  }

  /** @param {Made<Kind>} made @param {number} at */
  #putBack(made, at) {
    this.#rows.splice(at, 0, made);
    this.#place();
    made.row.fields()[0]?.control.focus();
    this.#tell();
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
