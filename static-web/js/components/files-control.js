import { filesOf } from "../forms/answers.js";
import { mostOf } from "../forms/check.js";
import { button, el, icon } from "./dom.js";
import { chosenOf } from "./dropped-files.js";
import { takeIn } from "./file-limits.js";
import { dropButton, fileList } from "./file-list.js";
import { list } from "./list.js";
import { notice } from "./notice.js";
import { questionFrame } from "./question-frame.js";
import { largestMessage } from "../limits.js";

/**
 * @typedef {import("./question-frame.js").Question} Question
 * @typedef {import("./question-frame.js").Control} Control
 * @typedef {import("../crypto/note-shapes.js").FileReference} FileReference
 * @typedef {import("../spaces/draft-files.js").DraftFile} DraftFile
 * @typedef {object} Attached the files of one question
 * @property {DraftFile[]} files that are on their way
 * @property {(chosen: import("./dropped-files.js").Chosen) => unknown} add
 * @property {(entry: DraftFile) => unknown} remove
 * @property {(entry: DraftFile) => unknown} again
 * @property {(listener: () => unknown) => unknown} listen is told when one of them went on
 */

/**
 * A question that is answered with files: those that arrived, and those on their way.
 * @param {Question} question
 * @param {(value: FileReference[]) => unknown} changed
 * @param {Attached | null} attached null: the form is only tried
 * @returns {Control}
 */
export function filesControl(question, changed, attached) {
  const control = new FilesControl(question, changed, attached);
  return {
    element: control.frame.element,
    show: (value) => control.show(value),
    refuse: (fault) => control.frame.refuse(fault, []),
    focus: () => control.choose.focus(),
  };
}

class FilesControl {
  #question;
  #changed;
  #attached;
  /** @type {FileReference[]} */
  #kept = [];
  #problem = el("div");
  #rows = el("ul", { class: "files", label: "files.label" });
  #input;
  #moving;
  #showKept;
  choose = button("fill.file.choose", {
    class: "secondary", icon: "paperclip", on: { click: () => this.#input.click() },
  });

  /**
   * @param {Question} question
   * @param {(value: FileReference[]) => unknown} changed
   * @param {Attached | null} attached
   */
  constructor(question, changed, attached) {
    this.#question = question;
    this.#changed = changed;
    this.#attached = attached;
    this.frame = questionFrame(question, true);
    this.#input = el("input", {
      label: "files.input",
      set: { type: "file", multiple: mostOf(question) > 1, class: "visually-hidden", tabindex: -1 },
    });
    this.#showKept = list(this.#rows, (/** @type {FileReference} */ { id }) => id,
      (one) => keptRow(one, () => this.#drop(one)));
    this.#moving = fileList({
      remove: (entry) => attached?.remove(entry),
      again: (entry) => attached?.again(entry),
      forget: () => undefined,
      choose: () => this.#input.click(),
    }, "bin");
    this.#input.addEventListener("change", () => void this.#take());
    attached?.listen(() => this.#draw());
    const none = attached === null ? [el("p", { class: "muted", text: "fill.file.trial" })] : [];
    this.frame.element.append(this.#problem, this.#rows, this.#moving.element,
      el("p", {}, this.choose, this.#input), ...none);
  }

  /** @param {import("../forms/answers.js").Value | undefined} value */
  show(value) {
    this.#kept = filesOf(value);
    this.#draw();
  }

  #draw() {
    const files = this.#attached?.files ?? [];
    this.#showKept(this.#kept);
    this.#rows.hidden = this.#kept.length === 0;
    this.#moving.show(files, []);
    this.choose.hidden = this.#attached === null || this.#kept.length + files.length >= mostOf(this.#question);
  }

  async #take() {
    const chosen = [...(this.#input.files ?? [])].map((file) => chosenOf(file));
    this.#input.value = "";
    const room = { files: mostOf(this.#question) - this.#kept.length, bytes: largestMessage };
    const { fitting, refusals } = await takeIn({ chosen, unread: [] }, this.#attached?.files ?? [], room);
    this.#problem.replaceChildren(...refusals.map(({ key, values }) => notice("error", key, values)));
    // One that is on its way puts right what was wrong, as what is typed does.
    fitting.length > 0 && this.frame.refuse(null, []);
    fitting.forEach((one) => this.#attached?.add(one));
  }

  /** @param {FileReference} gone */
  #drop(gone) {
    this.#changed(this.#kept.filter(({ id }) => id !== gone.id));
    this.choose.focus();
  }
}

/** @param {FileReference} reference @param {() => unknown} remove */
function keptRow({ name, size }, remove) {
  const drop = dropButton(name, "bin");
  drop.addEventListener("click", remove);
  return el("li", { class: "file" }, icon("file"), el("span", { class: "file-name", content: name }),
    el("span", { class: "muted", text: "size", values: { size: { size } } }), drop);
}
