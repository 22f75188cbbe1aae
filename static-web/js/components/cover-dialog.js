import { drawPicture, jpegOf, penOf } from "./picture.js";
import { button, el, newId, say } from "./dom.js";
import { notice } from "./notice.js";
import { problemText } from "./problem-text.js";

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Area as shares of the picture
 */

/** What an area begins with, and the least it can be. @type {Area} */
const begun = { left: 0.3, top: 0.4, width: 0.4, height: 0.12 };
const least = 0.02;

/** How far a key moves an area. */
const step = 0.01;

const purposeSize = 22;

/**
 * A copy of an identity document: its holder covers number and photo, and what the copy is for is written across it,
 * before it leaves this device (X30). What is covered is gone from the picture that comes of it.
 * @param {{ file: Blob, turns: number }} photo
 * @param {string} across what is written across it
 * @returns {Promise<Blob | null>} a JPEG; null when it was given up
 */
export async function coverDialog({ file, turns }, across) {
  const canvas = await drawPicture(file, turns);
  writeAcross(canvas, across);
  return new Promise((resolve) => new CoverDialog(canvas, resolve).open());
}

class CoverDialog {
  #canvas;
  /** @type {HTMLElement[]} */
  #areas = [];
  #stage = el("div", { class: "cover-stage" });
  #told = el("div");
  #sure = el("input", { set: { type: "checkbox", id: newId() } });
  #dialog;
  /** @type {{ area: HTMLElement, from: Area, x: number, y: number, isSize: boolean } | null} */
  #drag = null;
  /** @type {Blob | null} */
  #made = null;

  /** @param {HTMLCanvasElement} canvas @param {(made: Blob | null) => void} done */
  constructor(canvas, done) {
    this.#canvas = canvas;
    canvas.className = "cover-picture";
    canvas.setAttribute("aria-hidden", "true");
    this.#stage.append(canvas);
    const add = button("cover.add", {
      class: "secondary", icon: "plus", on: { click: () => this.#add({ ...begun }).focus() },
    });
    const ready = button("cover.done", { class: "primary", set: { type: "submit" } });
    const cancel = button("action.cancel", { class: "quiet", on: { click: () => this.#dialog.close() } });
    const label = el("label", { text: "cover.sure", set: { for: this.#sure.id } });
    const sure = el("p", { class: "cover-sure" }, this.#sure, label);
    const form = el("form", { set: { novalidate: true } }, el("p", { text: "cover.explain" }),
      el("p", { class: "row" }, add), this.#stage, this.#told, sure, el("div", { class: "row" }, ready, cancel));
    const id = newId();
    const heading = el("h2", { text: "cover.title", set: { id } });
    this.#dialog = el("dialog", { class: "dialog cover", set: { "aria-labelledby": id } }, heading, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#finish();
    });
    this.#dialog.addEventListener("close", () => {
      this.#dialog.remove();
      done(this.#made);
    });
    this.#listen();
  }

  open() {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }

  /** @param {Area} at */
  #add(at) {
    const drop = button("cover.remove", { class: "quiet", on: { click: () => this.#drop(area) } });
    const set = { tabindex: 0, role: "group" };
    const area = el("div", { class: "cover-area", set }, el("span", { class: "cover-corner" }), drop);
    this.#areas.push(area);
    this.#stage.append(area);
    put(area, at);
    this.#name();
    return area;
  }

  /** @param {HTMLElement} area */
  #drop(area) {
    this.#areas = this.#areas.filter((one) => one !== area);
    area.remove();
    this.#name();
    (this.#areas.at(-1) ?? this.#sure).focus();
  }

  #name() {
    this.#areas.forEach((area, at) => say(area, { label: "cover.area", values: { n: at + 1 } }));
  }

  #listen() {
    this.#stage.addEventListener("pointerdown", (event) => this.#take(event));
    this.#stage.addEventListener("pointermove", (event) => this.#pull(event));
    this.#stage.addEventListener("pointerup", () => (this.#drag = null));
    this.#stage.addEventListener("pointercancel", () => (this.#drag = null));
    this.#stage.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * One presses an area to move it, its corner to size it, and the picture itself to cover from there.
   * @param {PointerEvent} event
   */
  #take(event) {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.closest("button") !== null) {
      return;
    }

    event.preventDefault();
    const { x, y } = this.#shareOf(event);
    const held = this.#areas.find((area) => area.contains(target));
    const area = held ?? this.#add({ left: x, top: y, width: least, height: least });
    const isSize = held === undefined || target.className === "cover-corner";
    this.#drag = { area, from: areaOf(area), x, y, isSize };
    this.#stage.setPointerCapture(event.pointerId);
    area.focus();
  }

  /** @param {PointerEvent} event */
  #pull(event) {
    if (this.#drag !== null) {
      const { area, from, x, y, isSize } = this.#drag;
      const now = this.#shareOf(event);
      put(area, isSize ? sized(from, now.x - x, now.y - y) : moved(from, now.x - x, now.y - y));
    }
  }

  /** Arrows move, with Shift they size; Delete takes away. @param {KeyboardEvent} event */
  #key(event) {
    const area = this.#areas.find((one) => one === event.target);
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (area === undefined || (by === undefined && event.key !== "Delete")) {
      return;
    }

    event.preventDefault();
    if (by === undefined) {
      this.#drop(area);
    } else {
      const [x = 0, y = 0] = by;
      put(area, event.shiftKey ? sized(areaOf(area), x, y) : moved(areaOf(area), x, y));
    }
  }

  /** @param {PointerEvent} event */
  #shareOf({ clientX, clientY }) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  async #finish() {
    if (!this.#sure.checked) {
      this.#told.replaceChildren(notice("error", "cover.first"));
      this.#sure.focus();
      return;
    }

    const pen = penOf(this.#canvas);
    pen.fillStyle = "#000";
    const { width, height } = this.#canvas;
    this.#areas.map(areaOf).forEach((area) =>
      pen.fillRect(area.left * width, area.top * height, area.width * width, area.height * height));
    try {
      this.#made = await jpegOf(this.#canvas);
      this.#dialog.close();
    } catch (error) {
      const { key, values } = problemText(error);
      this.#told.replaceChildren(notice("error", key, values));
    }
  }
}

/** @type {WeakMap<HTMLElement, Area>} */
const places = new WeakMap();

/** @param {HTMLElement} area */
const areaOf = (area) => places.get(area) ?? begun;

/** @param {HTMLElement} area @param {Area} at */
function put(area, at) {
  places.set(area, at);
  for (const side of /** @type {const} */ (["left", "top", "width", "height"])) {
    area.style[side] = `${at[side] * 100}%`;
  }
}

/** @param {number} value @param {number} from @param {number} to */
const within = (value, from, to) => Math.min(Math.max(value, from), to);

/** @param {Area} from @param {number} x @param {number} y */
const moved = (from, x, y) => ({
  ...from, left: within(from.left + x, 0, 1 - from.width), top: within(from.top + y, 0, 1 - from.height),
});

/** @param {Area} from @param {number} x @param {number} y */
const sized = (from, x, y) => ({
  ...from, width: within(from.width + x, least, 1 - from.left), height: within(from.height + y, least, 1 - from.top),
});

/**
 * Across the whole, three times, so that no part of the copy is without.
 * @param {HTMLCanvasElement} canvas
 * @param {string} words
 */
function writeAcross(canvas, words) {
  const pen = penOf(canvas);
  const { width, height } = canvas;
  const length = Math.hypot(width, height);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = `bold ${Math.round(length / purposeSize)}px sans-serif`;
  const size = Math.min(1, (length * 0.8) / pen.measureText(words).width) * (length / purposeSize);
  pen.font = `bold ${Math.max(12, Math.round(size))}px sans-serif`;
  pen.lineWidth = Math.max(2, size / 8);
  for (const at of [0.25, 0.5, 0.75]) {
    pen.translate(width / 2, height * at);
    pen.rotate(-Math.atan2(height, width) / 2);
    pen.strokeStyle = "rgb(255 255 255 / 70%)";
    pen.fillStyle = "rgb(160 0 0 / 75%)";
    pen.strokeText(words, 0, 0);
    pen.fillText(words, 0, 0);
    pen.resetTransform();
  }
}
