import { problemText } from "../../components/problem-text.js";
import { notice } from "../../components/notice.js";
import { BadLinkError, partInAddress } from "./address.js";

/**
 * @typedef {object} Pane what stands beside a list
 * @property {HTMLElement} element
 * @property {boolean} isDirty whether something would be lost by leaving
 * @property {() => void} focus
 */

/**
 * The panes beside a list, each by its address: the part behind the # of the page's. One in which something was typed
 * stays while others are shown; any other is made anew when it is shown again.
 * @template {Pane} Shown
 */
export class PaneHost {
  /** @type {Map<string, Shown>} */
  #kept = new Map();
  #address = "";
  /** Of the last showing: what an earlier one was waiting for comes too late. */
  #turn = 0;
  #place;
  #make;
  #parts;

  /**
   * @param {HTMLElement} place
   * @param {(address: string) => Promise<Shown>} make
   * @param {object} parts
   * @param {(address: string) => HTMLElement | null} parts.waiting what is shown until the pane is made; null: what was
   * @param {() => HTMLElement} parts.nothing what is shown when the address names no pane
   * @param {HTMLElement} [parts.title] above what went wrong
   * @param {(address: string, isList: boolean) => unknown} parts.going the address is another, its pane comes
   * @param {(address: string) => unknown} [parts.shown] the pane is there
   * @param {(from: string) => unknown} parts.back there is no pane: the focus goes to the list
   */
  constructor(place, make, parts) {
    this.#place = place;
    this.#make = make;
    this.#parts = parts;
  }

  get isDirty() {
    return [...this.#kept.values()].some((pane) => pane.isDirty);
  }

  /** Every pane that stays. */
  get elements() {
    return [...this.#kept.values()].map(({ element }) => element);
  }

  /** The pane that is shown, if any. */
  get pane() {
    return this.#kept.get(this.#address);
  }

  /** Shows what the address names. */
  async show() {
    const turn = ++this.#turn;
    const named = partInAddress();
    const from = this.#address;
    const address = named ?? "";
    this.#address = address;
    this.#forgetClean(address);
    this.#parts.going(address, named === "");
    if (named === "") {
      this.#place.replaceChildren(this.#parts.nothing());
      this.#parts.back(from);
      return;
    }

    try {
      const pane = this.#kept.get(address) ?? (await this.#makeFor(named));
      if (turn === this.#turn) {
        this.#kept.set(address, pane);
        this.#place.replaceChildren(pane.element);
        pane.focus();
        this.#parts.shown?.(address);
      }
    } catch (error) {
      if (turn === this.#turn) {
        const { key, values } = problemText(error);
        const { title } = this.#parts;
        this.#place.replaceChildren(...(title === undefined ? [] : [title]), notice("error", key, values));
      }
    }
  }

  /** The place is somebody else's from now on: what is still being made is not shown in it. */
  leave() {
    this.#turn++;
  }

  /** A pane that was made elsewhere, to be shown at its address. @param {string} address @param {Shown} pane */
  put(address, pane) {
    this.#kept.set(address, pane);
  }

  /** Where the pane stands that is meant, if it is there. @param {(pane: Shown) => boolean} isMeant */
  addressOf(isMeant) {
    return [...this.#kept].find(([, pane]) => isMeant(pane))?.[0] ?? null;
  }

  /** What was typed in it is done with. @param {string} address */
  drop(address) {
    this.#kept.delete(address);
  }

  /** The same of all that are meant. @param {(address: string, pane: Shown) => boolean} isMeant */
  dropAll(isMeant) {
    [...this.#kept].filter((one) => isMeant(...one)).forEach(([address]) => this.drop(address));
  }

  /** @param {string | null} address */
  #makeFor(address) {
    if (address === null) {
      throw new BadLinkError();
    }

    const waiting = this.#parts.waiting(address);
    if (waiting !== null) {
      this.#place.replaceChildren(waiting);
    }

    return this.#make(address);
  }

  /** @param {string} address */
  #forgetClean(address) {
    for (const [other, pane] of this.#kept) {
      if (other !== address && !pane.isDirty) {
        this.#kept.delete(other);
      }
    }
  }
}
