import { button, el, icon, newId, say } from "./dom.js";
import { chosenOf, droppedFiles } from "./dropped-files.js";
import { takeIn } from "./file-limits.js";
import { dropButton } from "./file-list.js";
import { list } from "./list.js";
import { notice } from "./notice.js";
import { hasFiles } from "./refuse-drops.js";

/**
 * @typedef {import("./dropped-files.js").Chosen} Chosen
 * @typedef {import("./dropped-files.js").Attached} Attached
 * @typedef {import("./dropped-files.js").Found} Found
 */

/**
 * Where files are chosen for a message, by button or by dropping them: all of them are added, or none (N34, N35).
 * @param {object} parts
 * @param {readonly Attached[]} parts.present what is attached already
 * @param {import("./file-limits.js").Room} parts.room
 * @param {Promise<Found>} [parts.found] what was dropped on the page
 * @returns {Promise<Chosen[]>} none when it was given up
 */
export function attachDialog({ present, room, found }) {
  return new Promise((resolve) => new AttachDialog(present, room, resolve).open(found));
}

class AttachDialog {
  /** @type {Chosen[]} */
  #chosen = [];
  /** Files that are being looked at before they are taken. @type {Promise<unknown>} */
  #taking = Promise.resolve();
  #present;
  #room;
  #problem = el("div");
  #input = el("input", {
    label: "files.input",
    set: { type: "file", multiple: true, class: "visually-hidden", tabindex: -1 },
  });
  #browse = el("button", { class: "secondary", set: { type: "button", autofocus: true } });
  #upload = el("button", { class: "primary", set: { type: "submit" } });
  #rows = el("ul", { class: "files", label: "files.label" });
  #zone;
  #dialog;
  #show;

  /**
   * @param {readonly Attached[]} present
   * @param {import("./file-limits.js").Room} room
   * @param {(chosen: Chosen[]) => void} done
   */
  constructor(present, room, done) {
    this.#present = present;
    this.#room = room;
    this.#show = list(this.#rows, (/** @type {Chosen} */ one) => one, (one) => this.#rowOf(one), (one) => one);
    const hint = el("p", { class: "muted", text: "attach.drop" });
    this.#zone = el("div", { class: "attach-zone" }, icon("upload"), hint, this.#browse, this.#input);
    const cancel = button("action.cancel", { class: "quiet", on: { click: () => this.#dialog.close() } });
    const buttons = el("div", { class: "row" }, this.#upload, cancel);
    const id = newId();
    const heading = el("h2", { text: "attach.title", set: { id } });
    const form = el("form", {}, this.#problem, this.#zone, this.#rows, buttons);
    this.#dialog = el("dialog", { class: "dialog attach", set: { "aria-labelledby": id } }, heading, form);
    let isDone = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      isDone = this.#chosen.length > 0;
      isDone && this.#dialog.close();
    });
    this.#dialog.addEventListener("close", () => {
      this.#dialog.remove();
      done(isDone ? this.#chosen : []);
    });
    this.#listen();
  }

  /** @param {Promise<Found>} [found] */
  open(found) {
    this.#draw();
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    if (found !== undefined) {
      this.#add(found);
    }
  }

  #listen() {
    this.#browse.addEventListener("click", () => this.#input.click());
    this.#input.addEventListener("change", () => {
      const chosen = [...(this.#input.files ?? [])].map((file) => chosenOf(file));
      this.#input.value = "";
      this.#add(Promise.resolve({ chosen, unread: [] }));
    });
    const mark = (/** @type {boolean} */ isDropping) => this.#zone.classList.toggle("is-dropping", isDropping);
    this.#dialog.addEventListener("dragover", (event) => {
      if (hasFiles(event)) {
        event.preventDefault();
        mark(true);
      }
    });
    this.#dialog.addEventListener("dragleave", ({ relatedTarget }) =>
      !(relatedTarget instanceof Node && this.#dialog.contains(relatedTarget)) && mark(false));
    this.#dialog.addEventListener("drop", (event) => {
      mark(false);
      if (hasFiles(event) && event.dataTransfer !== null) {
        event.preventDefault();
        this.#add(droppedFiles(event.dataTransfer));
      }
    });
  }

  /** @param {Promise<Found>} found */
  #add(found) {
    this.#taking = this.#taking.then(async () => {
      const { fitting, refusals } = await takeIn(await found, [...this.#present, ...this.#chosen], this.#room);
      this.#problem.replaceChildren(...refusals.map(({ key, values }) => notice("error", key, values)));
      this.#chosen = [...this.#chosen, ...fitting];
      this.#draw();
      fitting.length > 0 && this.#upload.focus();
    });
  }

  #draw() {
    const n = this.#chosen.length;
    this.#show(this.#chosen);
    this.#rows.hidden = n === 0;
    this.#upload.hidden = n === 0;
    say(this.#browse, { text: n === 0 ? "attach.browse" : "attach.more" });
    say(this.#upload, { text: "attach.upload", values: { n } });
  }

  /** @param {Chosen} chosen */
  #rowOf(chosen) {
    const { name, file } = chosen;
    const drop = dropButton(name, "cross");
    drop.addEventListener("click", () => {
      this.#chosen = this.#chosen.filter((one) => one !== chosen);
      this.#draw();
      this.#browse.focus();
    });
    const size = el("span", { class: "muted", text: "size", values: { size: { size: file.size } } });
    return el("li", { class: "file" }, icon("file"), el("span", { class: "file-name", content: name }), size, drop);
  }
}
