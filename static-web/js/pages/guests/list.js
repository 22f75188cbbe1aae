import { extendGuests, handOverGuests, listGuests } from "../../api/guests.js";
import { button, el, find, say } from "../../components/dom.js";
import { guestList } from "../../components/guest-list.js";
import { notice } from "../../components/notice.js";
import { act } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";
import { namedPart, namedPartAs } from "../shared/named-part.js";
import { askColleague } from "./hand-over.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownGuest} ShownGuest
 * @typedef {import("../../api/guests.js").Which} Which
 */

const kinds = /** @type {const} */ (["own", "asked", "hand-over", "all"]);

/** How many the service takes at once. */
const atOnce = 100;

/** What the list says when there is nobody in it. @type {Record<Which, TextKey>} */
const empty = {
  own: "guests.empty.own",
  asked: "guests.empty.asked",
  "hand-over": "guests.empty.hand-over",
  all: "guests.empty.all",
};

/** Guests, page by page, and what is done with several of them at once. */
export class Guests {
  #list = namedPart("list");
  #showRows = guestList(this.#list, (guestId, isTicked) => this.#tick(guestId, isTicked));
  #state = namedPart("list-state");
  #problem = namedPart("list-problem");
  #more = namedPartAs("more", HTMLButtonElement);
  #which = namedPartAs("which", HTMLSelectElement);
  #all = namedPartAs("all", HTMLInputElement);
  #bar = namedPart("several");
  /** @type {ShownGuest[]} */
  #rows = [];
  /** @type {Set<string>} */
  #chosen = new Set();
  /** @type {string | null} */
  #next = null;
  #current = "";
  #asked = 0;
  #place = {
    tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, values = {}) =>
      this.#problem.replaceChildren(notice(kind, key, values)),
    clear: () => this.#problem.replaceChildren(),
  };

  #changed;

  /**
   * @param {readonly Which[]} offered
   * @param {Which} first
   * @param {(guest: ShownGuest) => unknown} changed one of them stands otherwise than it did
   */
  constructor(offered, first, changed) {
    this.#changed = changed;
    this.#which.replaceChildren(
      ...offered.map((value) =>
        el("option", { text: `guests.which.${value}`, set: { value, selected: value === first } })),
    );
    this.#which.addEventListener("change", () => void this.load());
    this.#more.addEventListener("click", () => void this.#loadMore());
    this.#all.addEventListener("change", () => this.#tickAll());
    const keep = button("guests.keep", { class: "secondary" });
    keep.addEventListener("click", () => void act(keep, this.#place, this.#keep));
    const over = button("guests.hand-over", { class: "secondary", on: { click: () => void this.#handOver() } });
    this.#bar.append(keep, over);
  }

  /** Which guest is open beside the list. */
  set current(/** @type {string} */ guestId) {
    this.#current = guestId;
    this.#show();
  }

  /** Shows those that were chosen from their first page. */
  load() {
    this.#chosen.clear();
    this.#problem.replaceChildren();
    say(this.#state, { text: "guests.loading" });
    return this.#read(null);
  }

  /**
   * A guest by its id; what comes later in the list is read for it.
   * @param {string} guestId
   * @returns {Promise<ShownGuest | null>}
   */
  async find(guestId) {
    const found = () => this.#rows.find((one) => one.guestId === guestId) ?? null;
    while (found() === null && this.#next !== null) {
      await this.#read(this.#next);
    }

    return found();
  }

  /** How a guest stands now. @param {ShownGuest} guest */
  put(guest) {
    const at = this.#rows.findIndex(({ guestId }) => guestId === guest.guestId);
    this.#rows = at < 0 ? [guest, ...this.#rows] : this.#rows.with(at, guest);
    this.#show();
  }

  /** It is not one of these any more. @param {string} guestId */
  drop(guestId) {
    this.#rows = this.#rows.filter((one) => one.guestId !== guestId);
    this.#chosen.delete(guestId);
    this.#show();
  }

  /** @param {string} guestId */
  focusOn(guestId) {
    (find(this.#list, `a[href="#${guestId}"]`, HTMLElement) ?? this.#which).focus();
  }

  /** @param {string} guestId @param {boolean} isTicked */
  #tick(guestId, isTicked) {
    isTicked ? this.#chosen.add(guestId) : this.#chosen.delete(guestId);
    this.#show();
  }

  #tickAll() {
    this.#chosen = new Set(this.#all.checked ? this.#rows.map(({ guestId }) => guestId) : []);
    this.#show();
  }

  /** Of whom guests are shown. @returns {Which} */
  get #shown() {
    return kinds.find((one) => one === this.#which.value) ?? "own";
  }

  /** Those that are ticked, in the order of the list. */
  get #ticked() {
    return this.#rows.filter(({ guestId }) => this.#chosen.has(guestId));
  }

  /** As many days more as the organisation gives, for all that are ticked. */
  #keep = async () => {
    const ticked = this.#ticked.map(({ guestId }) => guestId);
    const kept = await inParts(ticked, (guestIds) => extendGuests(guestIds, null));
    for (const guest of kept) {
      this.put(guest);
      this.#changed(guest);
    }

    this.#done(kept.length, ticked.length, "guests.kept", "guests.kept-some");
  };

  async #handOver() {
    const ticked = this.#ticked.map(({ guestId }) => guestId);
    /** @type {ShownGuest[]} */
    let handed = [];
    const isDone = await askColleague({ n: ticked.length }, async (email) => {
      handed = await inParts(ticked, (guestIds) => handOverGuests(guestIds, email));
    });
    if (isDone) {
      await this.load();
      this.#done(handed.length, ticked.length, "guests.handed-over", "guests.handed-over-some");
    }
  }

  /** @param {number} n @param {number} of @param {TextKey} all @param {TextKey} some */
  #done(n, of, all, some) {
    this.#chosen.clear();
    this.#show();
    this.#place.tell(n === of ? "success" : "warning", n === of ? all : some, { n, of });
    this.#all.focus();
  }

  async #loadMore() {
    const from = this.#rows.length;
    this.#more.ariaBusy = "true";
    await this.#read(this.#next);
    this.#more.ariaBusy = "false";
    this.#list.querySelectorAll("a")[from]?.focus();
  }

  /** @param {string | null} cursor */
  async #read(cursor) {
    // An answer to an older question must not replace that to a newer one.
    const question = ++this.#asked;
    try {
      const { guests, next } = await listGuests(this.#shown, cursor);
      if (question === this.#asked) {
        this.#rows = cursor === null ? guests : [...this.#rows, ...guests];
        this.#next = next;
        this.#show();
      }
    } catch (error) {
      const { key, values } = problemText(error);
      say(this.#state, { text: "empty" });
      this.#next = null;
      this.#place.tell("error", key, values);
    }
  }

  #show() {
    const { length: n } = this.#rows;
    const chosen = this.#ticked.length;
    this.#showRows(this.#rows, this.#current, this.#chosen);
    this.#more.hidden = this.#next === null;
    this.#all.checked = n > 0 && chosen === n;
    this.#all.indeterminate = chosen > 0 && chosen < n;
    this.#bar.hidden = chosen === 0;
    // Whoever says yes does so to one at a time.
    this.#list.classList.toggle("has-ticks", this.#shown !== "asked");
    namedPart("tick-all").hidden = n === 0 || this.#shown === "asked";
    const text = chosen > 0 ? "guests.chosen" : n === 0 && this.#next === null ? empty[this.#shown] : "guests.found";
    say(this.#state, { text, values: { n: chosen > 0 ? chosen : n } });
  }
}

/**
 * Asks the same for many, as many at once as the service takes.
 * @param {string[]} guestIds
 * @param {(guestIds: string[]) => Promise<{ guests: ShownGuest[] }>} ask
 */
async function inParts(guestIds, ask) {
  const done = [];
  for (let from = 0; from < guestIds.length; from += atOnce) {
    done.push(...(await ask(guestIds.slice(from, from + atOnce))).guests);
  }

  return done;
}
