import { button, el, focusOn } from "../../components/dom.js";
import { nameOfTab } from "../../components/dossier-tabs.js";
import { act } from "../../components/part.js";
import { notice } from "../../components/notice.js";
import { partEntries } from "../../components/part-entries.js";

/**
 * @typedef {import("../../spaces/dossier-part.js").DossierPart} DossierPart
 * @typedef {import("../../spaces/dossier-part.js").PartTab} PartTab
 */

/** What stands in a tab of a dossier, read page by page. */
export class DossierTab {
  #part;
  #tab;
  #heading;
  #list;
  #empty;
  #told = el("div");
  #wait = el("p", { class: "empty", text: "dossiers.opening", set: { role: "status" } });
  #more = button("list.more", { class: "quiet" });
  #write;

  /**
   * @param {DossierPart} part
   * @param {PartTab} tab
   * @param {object} parts
   * @param {() => import("../../components/part-entries.js").Means} parts.means
   * @param {HTMLElement | null} parts.tool above the list
   * @param {string} parts.newMessage where a new message is written
   */
  constructor(part, tab, { means, tool, newMessage }) {
    this.#part = part;
    this.#tab = tab;
    const { isOffice } = means();
    const side = isOffice ? "office" : "client";
    this.#heading = el("h2", { class: "visually-hidden", text: nameOfTab(tab, isOffice) });
    this.#list = partEntries(tab === "messages", means);
    this.#empty = el("p", { class: "empty", text: `dossiers.empty.${tab}.${side}` });
    this.#write = el("p", {}, el("a", { class: "button primary", set: { href: newMessage } },
      el("span", { text: "messages.new" })));
    this.#more.addEventListener("click", () => void act(this.#more, this.#place, () => part.loadMore(tab)
      .then(() => this.draw())));
    const hint = tab === "delivered" && side === "client"
      ? el("p", { class: "muted", text: "dossiers.deliver-how" }) : null;
    this.element = el("section", { class: "dossier-tab" }, this.#heading,
      hint, tool, this.#write, this.#told, this.#wait, this.#list.element, this.#empty, this.#more);
    this.draw();
  }

  get #place() {
    return {
      tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, more = {}) =>
        this.#told.replaceChildren(notice(kind, key, more)),
      clear: () => this.#told.replaceChildren(),
    };
  }

  focus() {
    focusOn(this.#heading);
  }

  /** Reads its newest entries, unless they are here. */
  async read() {
    if (this.#part.entriesOf(this.#tab) === null) {
      await act(this.#more, this.#place, () => this.#part.load(this.#tab));
    }

    this.draw();
  }

  /** Shows how it is now. */
  draw() {
    const entries = this.#part.entriesOf(this.#tab);
    this.#wait.hidden = entries !== null || this.#told.childElementCount > 0;
    this.#list.show(entries ?? []);
    this.#empty.hidden = entries === null || entries.length > 0;
    this.#more.hidden = !this.#part.hasMore(this.#tab);
    this.#write.hidden = !this.#part.mayWrite || (this.#tab !== "messages" && this.#tab !== "delivered");
  }
}
