import { button, el, say } from "../../components/dom.js";
import { namedPart } from "../shared/named-part.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Row} Row
 * @typedef {import("../../api/contract.d.ts").Filing} Filing
 * @typedef {object} Acts
 * @property {(filing: Filing) => unknown} file what is picked goes elsewhere
 * @property {() => unknown} read what is picked is read
 * @property {() => unknown} changed others are picked
 * @property {() => unknown} left the bar is gone, and had the focus
 */

/** Conversations of the list that are picked, to do something with all of them. A dossier is put nowhere. */
export class Picking {
  #acts;
  #bar = namedPart("picked");
  #count = el("strong", { set: { role: "status" } });
  #restore = this.#press("keeping.restore", "inbox", () => this.#acts.file("none"));
  #archive = this.#press("keeping.archive", "archive", () => this.#acts.file("archived"));
  #delete = this.#press("keeping.delete", "bin", () => this.#acts.file("deleted"));
  #read = this.#press("picked.read", "envelope-open", () => this.#acts.read());
  #all = this.#press("picked.all", "check", () => this.#pickAll());
  #none = this.#press("picked.none", "cross", () => this.clear());
  /** @type {Set<string>} */
  #ids = new Set();
  /** That can be picked. @type {Row[]} */
  #rows = [];

  /** @param {Acts} acts */
  constructor(acts) {
    this.#acts = acts;
    const presses = [this.#restore, this.#archive, this.#delete, this.#read, this.#all, this.#none];
    this.#bar.replaceChildren(this.#count, el("div", { class: "row" }, ...presses));
  }

  /** What is picked, as it stands in the list. */
  get rows() {
    return this.#rows.filter(({ participantId }) => this.#ids.has(participantId));
  }

  /** @param {string} participantId */
  has(participantId) {
    return this.#ids.has(participantId);
  }

  /**
   * Other rows are in the list: what is not among them is not picked any more.
   * @param {Row[]} rows
   * @param {import("../../api/mailboxes.js").View} view
   */
  show(rows, view) {
    this.#rows = rows.filter(({ kind }) => kind === "conversation");
    this.#ids = new Set(this.rows.map(({ participantId }) => participantId));
    this.#restore.hidden = view === "inbox";
    this.#archive.hidden = view === "archived";
    this.#delete.hidden = view === "deleted";
    this.#tell();
  }

  /** Picks one, or does so no more. @param {string} participantId */
  toggle(participantId) {
    if (this.#rows.some((row) => row.participantId === participantId)) {
      this.#ids.delete(participantId) || this.#ids.add(participantId);
      this.#changed();
    }
  }

  /** Nothing is picked any more. */
  clear() {
    this.#ids.clear();
    this.#changed();
  }

  #pickAll() {
    this.#rows.forEach(({ participantId }) => this.#ids.add(participantId));
    this.#changed();
  }

  #changed() {
    this.#tell();
    this.#acts.changed();
  }

  #tell() {
    const { rows } = this;
    const isLeft = rows.length === 0 && this.#bar.contains(document.activeElement);
    this.#bar.hidden = rows.length === 0;
    isLeft && this.#acts.left();
    say(this.#count, { text: "picked.count", values: { n: rows.length } });
    this.#read.hidden = !rows.some(({ unread }) => unread);
    this.#all.hidden = rows.length === this.#rows.length;
  }

  /** @param {TextKey} key @param {string} icon @param {() => unknown} act */
  #press(key, icon, act) {
    return button(key, { class: "quiet", icon, on: { click: act } });
  }
}
