import { button, el, icon, say } from "./dom.js";
import { list } from "./list.js";

/**
 * @typedef {import("../spaces/folder.js").FolderEntry} FolderEntry
 * @typedef {object} TableActs
 * @property {(entry: FolderEntry) => string} addressOf of a subfolder
 * @property {(entry: FolderEntry) => unknown} save a file
 * @property {(entry: FolderEntry) => string | null} byOf who added it; null: the reader
 * @property {(entry: FolderEntry) => boolean} isNew
 * @property {(entry: FolderEntry) => HTMLElement[]} actsOf its buttons
 * @property {(isAny: boolean) => unknown} chosen something is ticked, or nothing is any more
 */

const columns = /** @type {const} */ (["name", "size", "at", "by"]);

/** @typedef {typeof columns[number]} Column */

/** Rows that are drawn at first, and with each look further down: of ten thousand most are never seen. */
const drawnAtOnce = 100;

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/**
 * The files and subfolders in one place, to sort, search, tick and save. Only what is looked at is drawn; what is
 * ticked counts whether it is drawn or not.
 */
export class EntryTable {
  #acts;
  /** @type {FolderEntry[]} */
  #entries = [];
  /** Sorted and searched. @type {FolderEntry[]} */
  #shown = [];
  /** @type {Set<string>} */
  #ticked = new Set();
  #drawn = drawnAtOnce;
  /** The last one that was ticked, from which Shift reaches. @type {string | null} */
  #from = null;
  /** @type {{ by: Column, isUp: boolean }} */
  #order = { by: "name", isUp: true };
  #body = el("tbody", { set: { role: "rowgroup" } });
  #all = el("input", { label: "folders.tick-all", set: { type: "checkbox" } });
  #headers = new Map(columns.map((column) => [column, this.#header(column)]));
  #search = el("input", {
    class: "entries-search", label: "folders.search", hint: "folders.search",
    set: { type: "search", autocomplete: "off" },
  });
  #count = el("p", { class: "muted entries-count", set: { role: "status" } });
  #more = el("div", { class: "entries-more", set: { "aria-hidden": "true" } });
  #empty = el("p", { class: "empty" });
  #table;
  #tools;
  #draw;

  /** @param {TableActs} acts */
  constructor(acts) {
    this.#acts = acts;
    this.#draw = list(
      this.#body,
      (/** @type {FolderEntry} */ { entryId }) => entryId,
      (entry) => this.#row(entry),
      (entry) => this.#printOf(entry),
    );
    this.#all.addEventListener("change", () => this.#tickAll());
    this.#search.addEventListener("input", () => this.#arrange());
    this.#body.addEventListener("keydown", (event) => this.#move(event));
    new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#drawMore(), {
      rootMargin: "800px",
    }).observe(this.#more);
    const heads = [...this.#headers.values()].map(({ cell }) => cell);
    const acting = el("th", { set: { scope: "col", role: "columnheader" } },
      el("span", { class: "visually-hidden", text: "folders.column.acts" }));
    const ticks = el("th", { class: "entry-tick", set: { scope: "col", role: "columnheader" } }, this.#all);
    this.#table = el("table", { class: "entry-table", label: "folders.table", set: { role: "table" } },
      el("thead", { set: { role: "rowgroup" } }, el("tr", { set: { role: "row" } }, ticks, ...heads, acting)),
      this.#body);
    this.#tools = el("div", { class: "entries-tools" },
      this.#search, this.#count);
    this.element = el("div", { class: "entries-part" }, this.#tools, this.#table, this.#more, this.#empty);
  }

  /** What is ticked, in the order in which it stands here. */
  get ticked() {
    return this.#entries.filter(({ entryId }) => this.#ticked.has(entryId));
  }

  /**
   * @param {FolderEntry[]} entries all of one place
   * @param {TextKey} empty what is said when there is nothing
   */
  show(entries, empty) {
    this.#entries = entries;
    say(this.#empty, { text: empty });
    const there = new Set(entries.map(({ entryId }) => entryId));
    this.#ticked = new Set([...this.#ticked].filter((id) => there.has(id)));
    this.#arrange();
  }

  /** Another place is shown: nothing is ticked, and it begins at its top. */
  begin() {
    this.#ticked.clear();
    this.#from = null;
    this.#drawn = drawnAtOnce;
    this.#search.value = "";
  }

  /** Nothing is ticked any more. */
  untick() {
    this.#ticked.clear();
    this.#mark();
    this.#acts.chosen(this.#ticked.size > 0);
  }

  #arrange() {
    const wanted = this.#search.value.trim().toLocaleLowerCase();
    const found = wanted === ""
      ? [...this.#entries]
      : this.#entries.filter(({ name }) => name?.toLocaleLowerCase().includes(wanted));
    this.#shown = found.sort((one, other) => this.#compare(one, other));
    this.#count.hidden = this.#entries.length === 0;
    say(this.#count, {
      text: wanted === "" ? "folders.count" : "folders.found",
      values: { n: this.#shown.length, all: this.#entries.length },
    });
    this.#table.hidden = this.#shown.length === 0;
    this.#tools.hidden = this.#entries.length === 0;
    this.#empty.hidden = this.#entries.length > 0;
    this.#drawRows();
    this.#acts.chosen(this.#ticked.size > 0);
  }

  #drawRows() {
    this.#draw(this.#shown.slice(0, this.#drawn));
    this.#more.hidden = this.#drawn >= this.#shown.length;
    this.#mark();
  }

  #drawMore() {
    if (this.#drawn < this.#shown.length) {
      this.#drawn += drawnAtOnce;
      this.#drawRows();
    }
  }

  /**
   * Subfolders first, then by what is asked; what is the same goes by name.
   * @param {FolderEntry} one
   * @param {FolderEntry} other
   */
  #compare(one, other) {
    const { by, isUp } = this.#order;
    const kinds = Number(one.kind === "file") - Number(other.kind === "file");
    const names = () => words.compare(one.name ?? "", other.name ?? "");
    const ways = {
      name: names,
      size: () => (one.size ?? 0) - (other.size ?? 0),
      at: () => (one.at < other.at ? -1 : Number(one.at > other.at)),
      by: () => words.compare(this.#acts.byOf(one) ?? "", this.#acts.byOf(other) ?? ""),
    };
    return kinds || (isUp ? 1 : -1) * ways[by]() || names();
  }

  /** @param {Column} column */
  #header(column) {
    const press = button(`folders.column.${column}`, { class: "quiet", on: { click: () => this.#sortBy(column) } });
    const sort = column === "name" ? "ascending" : null;
    const set = { scope: "col", role: "columnheader", "aria-sort": sort };
    return { cell: el("th", { class: `entry-${column}`, set }, press) };
  }

  /** @param {Column} by */
  #sortBy(by) {
    this.#order = { by, isUp: this.#order.by === by ? !this.#order.isUp : by !== "at" };
    for (const [column, { cell }] of this.#headers) {
      column === by
        ? cell.setAttribute("aria-sort", this.#order.isUp ? "ascending" : "descending")
        : cell.removeAttribute("aria-sort");
    }

    this.#arrange();
  }

  /** @param {FolderEntry} entry */
  #printOf(entry) {
    const { print, name, at, withdrawnAt } = entry;
    const acts = this.#acts.actsOf(entry).length;
    return JSON.stringify([print, name, at, withdrawnAt, this.#acts.byOf(entry), this.#acts.isNew(entry), acts]);
  }

  /** @param {FolderEntry} entry */
  #row(entry) {
    const { entryId, name, size, at, withdrawnAt, kind } = entry;
    /** @type {import("./dom.js").Parts} */
    const shown = name === null ? { text: "folders.damaged" } : { content: name };
    const tick = el("input", {
      label: "folders.tick",
      values: { name: name ?? "?" },
      set: { type: "checkbox", disabled: name === null || withdrawnAt !== null },
    });
    tick.addEventListener("click", (event) => this.#tick(entryId, tick.checked, event.shiftKey));
    const by = this.#acts.byOf(entry);
    const times = { at: { moment: at }, full: { date: at } };
    const moment = at === "" ? null
      : el("time", { text: "moment", tip: "moment.full", values: times, set: { datetime: at } });
    return el(
      "tr",
      { class: withdrawnAt === null ? "" : "is-withdrawn", set: { role: "row", "data-entry": entryId } },
      cell("entry-tick", tick),
      cell("entry-name", icon(kind === "folder" ? "folder" : name === null ? "warning" : "file"),
        this.#nameOf(entry, shown), this.#badgeOf(entry)),
      cell("entry-size", size === null ? null : el("span", { text: "size", values: { size: { size } } })),
      cell("entry-at", moment),
      cell("entry-by", el("span", by === null ? { text: "folders.you" } : { content: by })),
      cell("entry-acts", ...this.#acts.actsOf(entry)),
    );
  }

  /** @param {FolderEntry} entry @param {import("./dom.js").Parts} shown */
  #nameOf(entry, shown) {
    if (entry.kind === "folder") {
      return el("a", { class: "entry-link", ...shown, set: { href: this.#acts.addressOf(entry) } });
    }

    return entry.file === null || entry.withdrawnAt !== null
      ? el("span", { class: "entry-link", ...shown })
      : el("button", {
        class: "entry-link", ...shown, tip: "folders.save-tip",
        set: { type: "button" }, on: { click: () => this.#acts.save(entry) },
      });
  }

  /** @param {FolderEntry} entry */
  #badgeOf(entry) {
    if (entry.withdrawnAt !== null) {
      const values = { at: { moment: entry.withdrawnAt } };
      return el("span", { class: "entry-badge", text: "folders.withdrawn", values });
    }

    return this.#acts.isNew(entry) ? el("span", { class: "badge", text: "folders.new" }) : null;
  }

  /** @param {string} id @param {boolean} isOn @param {boolean} isRange */
  #tick(id, isOn, isRange) {
    const [from, to] = [this.#from, id].map((one) => this.#shown.findIndex(({ entryId }) => entryId === one));
    const ids = isRange && from !== undefined && to !== undefined && from >= 0
      ? this.#shown.slice(Math.min(from, to), Math.max(from, to) + 1).filter(canTick).map(({ entryId }) => entryId)
      : [id];
    ids.forEach((one) => (isOn ? this.#ticked.add(one) : this.#ticked.delete(one)));
    this.#from = id;
    this.#mark();
    this.#acts.chosen(this.#ticked.size > 0);
  }

  #tickAll() {
    const ids = this.#shown.filter(canTick).map(({ entryId }) => entryId);
    ids.forEach((id) => (this.#all.checked ? this.#ticked.add(id) : this.#ticked.delete(id)));
    this.#mark();
    this.#acts.chosen(this.#ticked.size > 0);
  }

  #mark() {
    for (const row of this.#body.children) {
      const tick = row.querySelector("input");
      if (tick !== null && row instanceof HTMLElement) {
        tick.checked = this.#ticked.has(row.dataset["entry"] ?? "");
      }
    }

    const can = this.#shown.filter(canTick);
    const on = can.filter(({ entryId }) => this.#ticked.has(entryId)).length;
    this.#all.checked = on > 0 && on === can.length;
    this.#all.indeterminate = on > 0 && on < can.length;
  }

  /** Up and down go to the same control of the next row. @param {KeyboardEvent} event */
  #move(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { target } = event;
    const row = target instanceof HTMLElement ? target.closest("tr") : null;
    if (by === undefined || row === null || !(target instanceof HTMLElement)) {
      return;
    }

    const next = by > 0 ? row.nextElementSibling : row.previousElementSibling;
    const own = target.closest("td");
    const at = own === null ? -1 : [...row.children].indexOf(own);
    const control = next?.children[at]?.querySelector("input, a, button");
    if (control instanceof HTMLElement) {
      event.preventDefault();
      control.focus();
    }
  }
}

/** @param {FolderEntry} entry */
const canTick = ({ name, withdrawnAt }) => name !== null && withdrawnAt === null;

/** @param {string} name @param {...(Node | null)} children */
const cell = (name, ...children) => el("td", { class: name, set: { role: "cell" } }, ...children);
