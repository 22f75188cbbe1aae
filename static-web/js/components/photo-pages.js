import { button, el, icon, say } from "./dom.js";
import { list } from "./list.js";
import { notice } from "./notice.js";

/**
 * @typedef {{ file: Blob, turns: number, isCovered: boolean }} Photo a photograph of a page, turned so many quarters to
 *   the right
 * @typedef {Photo & { id: number }} Page
 */

/** More pages than people photograph; a document that is longer they have as a file. */
export const mostPhotos = 30;

/** Pictures that this browser cannot open are refused with a word, not with a page that stays empty. */
const pictures = "image/jpeg,image/png,image/webp,image/heic,image/heif";

/**
 * Photographs of pages, in their order: made or chosen, turned, moved, made again one by one, taken away and put back
 * (X30). Says `change`.
 */
export class PhotoPages extends EventTarget {
  /** @type {Page[]} */
  #pages = [];
  #next = 1;
  #told = el("div", { set: { "aria-live": "polite" } });
  #rows = el("ol", { class: "photo-pages", label: "photos.label" });
  #input = el("input", { label: "photos.input", set: {
    type: "file", accept: pictures, capture: "environment", multiple: true, class: "visually-hidden", tabindex: -1,
  } });
  /** The page that is made again. @type {Page | null} */
  #again = null;
  #show;
  #cover;
  /** Addresses of pictures that are shown. @type {Map<Blob, string>} */
  #addresses = new Map();

  /**
   * @param {((photo: Photo) => Promise<Blob | null>) | null} [cover] what must not be seen is covered before a page may
   *   go; null: nothing has to be
   */
  constructor(cover = null) {
    super();
    this.#cover = cover;
    this.#show = list(this.#rows, (/** @type {Page} */ { id }) => id, (page) => this.#rowOf(page), (page) => [
      page.file, page.turns, page.isCovered, this.#pages.indexOf(page), this.#pages.length,
    ].map((part) => (part instanceof Blob ? this.#addressOf(part) : part)).join(" "));
    this.#input.addEventListener("change", () => void this.#take([...(this.#input.files ?? [])]));
    const make = button("photos.make", { class: "secondary", icon: "plus", on: { click: () => this.#choose(null) } });
    this.element = el("div", { class: "photos" }, make, this.#input, this.#told, this.#rows);
  }

  /** @returns {readonly Photo[]} */
  get photos() {
    return this.#pages;
  }

  /** Whether each may go: what must not be seen was covered. */
  get isReady() {
    return this.#cover === null || this.#pages.every(({ isCovered }) => isCovered);
  }

  /** Photographs of an earlier visit, before all that were made since. @param {readonly Photo[]} photos */
  putBack(photos) {
    this.#pages = [...photos.map((photo) => ({ ...photo, id: this.#next++ })), ...this.#pages];
    this.#changed();
  }

  /** More photographs, as if they were chosen here. @param {File[]} files @returns {Promise<number>} how many fit */
  take(files) {
    this.#again = null;
    return this.#take(files);
  }

  /** Nothing of them stays. */
  clear() {
    this.#pages = [];
    this.#changed();
    this.#told.replaceChildren();
  }

  /** @param {Page | null} page the one that is made again; null: one more */
  #choose(page) {
    this.#again = page;
    this.#input.multiple = page === null;
    this.#input.click();
  }

  /** @param {File[]} files */
  async #take(files) {
    this.#input.value = "";
    const again = this.#again;
    const room = again === null ? mostPhotos - this.#pages.length : 1;
    const checked = await Promise.all(files.slice(0, room).map(async (file) => ((await canOpen(file)) ? file : null)));
    const fresh = checked.filter((file) => file !== null).map((file) => this.#pageOf(file));
    const names = files.filter((_, at) => checked[at] === null).map(({ name }) => name);
    this.#told.replaceChildren(
      ...(files.length > room ? [notice("error", "photos.too-many", { most: mostPhotos })] : []),
      ...(names.length > 0 ? [notice("error", "photos.unknown", { names })] : []),
    );
    this.#pages = again === null
      ? [...this.#pages, ...fresh]
      : this.#pages.map((page) => (page === again ? (fresh[0] ?? page) : page));
    this.#changed();
    return fresh.length;
  }

  /** @param {Blob} file @returns {Page} */
  #pageOf(file) {
    return { id: this.#next++, file, turns: 0, isCovered: false };
  }

  /** @param {Page} page @param {Partial<Page>} change */
  #change(page, change) {
    this.#pages = this.#pages.map((one) => (one.id === page.id ? { ...one, ...change } : one));
    this.#changed();
  }

  /** @param {Page} page @param {number} by */
  #move(page, by) {
    const at = this.#pages.findIndex(({ id }) => id === page.id);
    const others = this.#pages.toSpliced(at, 1);
    this.#pages = others.toSpliced(at + by, 0, page);
    this.#changed();
  }

  /** @param {Page} page */
  #remove(page) {
    const before = this.#pages;
    const number = before.indexOf(page) + 1;
    this.#pages = before.filter((one) => one !== page);
    this.#changed();
    const undo = button("photos.put-back", { class: "secondary", on: { click: () => {
      const others = this.#pages.filter(({ id }) => id !== page.id);
      this.#pages = others.toSpliced(Math.min(number - 1, others.length), 0, page);
      this.#told.replaceChildren();
      this.#changed();
    } } });
    this.#told.replaceChildren(notice("info", "photos.removed", { n: number }, undo));
    undo.focus();
  }

  /** @param {Page} page */
  async #coverPage(page) {
    const covered = await this.#cover?.(page);
    if (covered) {
      this.#change(page, { file: covered, turns: 0, isCovered: true });
    }
  }

  /** @param {Page} page */
  #rowOf(page) {
    const at = this.#pages.indexOf(page);
    const values = { n: at + 1, of: this.#pages.length };
    const set = { src: this.#addressOf(page.file), alt: "" };
    const picture = el("img", { class: `photo-page is-turned-${page.turns}`, set });
    const acts = [
      this.#act("turn", values, () => this.#change(page, { turns: (page.turns + 1) % 4 })),
      at > 0 ? this.#act("up", values, () => this.#move(page, -1)) : null,
      at < this.#pages.length - 1 ? this.#act("down", values, () => this.#move(page, 1)) : null,
      this.#act("again", values, () => this.#choose(page)),
      this.#act("remove", values, () => this.#remove(page)),
    ].filter((act) => act !== null);
    const cover = this.#cover === null ? null : this.#coverPart(page, values);
    const title = el("p", { class: "photo-title" }, el("strong", { text: "photos.page", values }));
    return el("li", { class: "photo" }, el("div", { class: "photo-frame" }, picture),
      el("div", {}, title, cover, el("div", { class: "row" }, ...acts)));
  }

  /** @param {Page} page @param {{ n: number, of: number }} values */
  #coverPart(page, values) {
    const state = page.isCovered
      ? el("p", { class: "mark is-success" }, icon("check"), el("span", { text: "photos.is-covered" }))
      : el("p", { class: "mark is-warning" }, icon("warning"), el("span", { text: "photos.not-covered" }));
    const press = page.isCovered ? null : this.#act("cover", values, () => this.#coverPage(page), "secondary");
    return el("div", {}, state, press);
  }

  /**
   * @param {"turn" | "up" | "down" | "again" | "remove" | "cover"} name
   * @param {{ n: number, of: number }} values
   * @param {() => unknown} act
   * @param {string} look
   */
  #act(name, values, act, look = "quiet") {
    const press = button(`photos.${name}`, { class: look, on: { click: act } });
    say(press, { label: `photos.${name}.of`, values });
    return press;
  }

  /** @param {Blob} file */
  #addressOf(file) {
    const address = this.#addresses.get(file) ?? URL.createObjectURL(file);
    this.#addresses.set(file, address);
    return address;
  }

  #changed() {
    const shown = new Set(this.#pages.map(({ file }) => file));
    for (const [file, address] of this.#addresses) {
      if (!shown.has(file)) {
        URL.revokeObjectURL(address);
        this.#addresses.delete(file);
      }
    }

    this.#show(this.#pages);
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {Blob} file */
async function canOpen(file) {
  try {
    (await createImageBitmap(file)).close();
    return true;
  } catch (error) {
    if (!(error instanceof DOMException)) {
      throw error;
    }

    return false;
  }
}
