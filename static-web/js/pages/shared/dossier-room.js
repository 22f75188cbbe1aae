import { ProblemError } from "../../api/call.js";
import { late } from "../../browser/late.js";
import { dossierHead } from "../../components/dossier-head.js";
import { dossierTabs } from "../../components/dossier-tabs.js";
import { el, icon } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { tabs } from "../../spaces/dossier-part.js";
import { isBeginner } from "../../spaces/participant-id.js";
import { answerTo, quoteOf } from "../../text/answering.js";
import { language } from "../../text/text.js";
import { partInAddress } from "./address.js";
import { DossierTab } from "./dossier-tab.js";
import { filesOf } from "./files-of.js";
import { RoomWriting } from "./room-writing.js";

/**
 * @typedef {import("../../spaces/dossier-part.js").DossierPart} DossierPart
 * @typedef {import("../../spaces/dossier-part.js").PartEntry} PartEntry
 * @typedef {import("../../spaces/dossier-part.js").PartTab} PartTab
 * @typedef {object} Options what differs between the room of a client and that of the office
 * @property {string} name the reader's, as the author of what they write
 * @property {(place: string) => string} addressOf where a tab is (its name), an entry (its id), a new message ("new")
 * @property {(statusId: string) => { nl: string, en: string } | null} statusOf
 * @property {() => unknown} changed its numbers changed
 * @property {() => unknown} [lost] it was taken away from the reader
 * @property {HTMLElement[]} [above] between the head and the tabs
 * @property {Partial<Record<PartTab, HTMLElement>>} [tools] above what stands in a tab
 * @property {(part: DossierPart) => HTMLElement} [stepsOf] how the steps are shown, where they are more than a list
 */

/** A message is opened with it, which the list does not wait for. */
const fetchReading = () => late(() => import("../../components/opened-message.js"));

const entryId = /^[0-9a-f]{32}$/;

/** A part of a dossier with its tabs, its entries and its messages, for either side. It was opened before. */
export class DossierRoom {
  #part;
  #options;
  #head;
  #tabs;
  #files;
  /** @type {Map<PartTab, DossierTab>} */
  #shown = new Map();
  #notices = el("div", { class: "folder-notices" });
  #body = el("div", { class: "dossier-body" });
  /** @type {PartTab} */
  #tab = "correspondence";
  #place = "";
  #turn = 0;
  #writing;
  #over = new AbortController();

  /** @param {DossierPart} part @param {Options} options */
  constructor(part, options) {
    this.#part = part;
    this.#options = options;
    this.#head = dossierHead(options.stepsOf);
    this.#tabs = dossierTabs(tabs, options.addressOf, isBeginner(part.reader));
    this.#files = filesOf(part);
    this.element = el("div", { class: "dossier" },
      this.#head.element, ...(options.above ?? []), this.#notices, this.#tabs.element, this.#body);
    document.addEventListener("zegel-language", () => this.#drawHead(), { signal: this.#over.signal });
    this.#writing = new RoomWriting(part, options.name, {
      elsewhere: (key, place) => place !== this.#place && this.#tellOfWords(key, place),
      ended: (isSent) => this.#ended(isSent),
    });
    this.#writing.prepare().catch((error) => this.#tell(error));
  }

  /** Whether leaving would lose what was typed. */
  get isDirty() {
    return this.#writing.isDirty;
  }

  /** @param {string} place a tab, an entry's id, "new" for a new message; "": the first tab with something new */
  async show(place) {
    const turn = ++this.#turn;
    const isOther = place !== this.#place;
    this.#place = place;
    isOther && this.#notices.replaceChildren();
    this.#tab = this.#tabOf(place);
    this.#draw();
    try {
      const isLatest = () => turn === this.#turn;
      if (place === "new" && this.#part.mayWrite) {
        await this.#showNew(isLatest);
      } else if (entryId.test(place)) {
        await this.#showEntry(place, isLatest);
      } else {
        await this.#showTab();
      }
    } catch (error) {
      turn === this.#turn && this.#tell(error);
    }
  }

  focus() {
    this.#head.focus();
  }

  /** Reads again how it is now; what is being written stays. */
  async refresh() {
    try {
      await this.#part.open(this.#tab);
      this.#draw();
    } catch (error) {
      error instanceof ProblemError && error.code === "not-found" ? this.#lose() : this.#tell(error);
    }
  }

  /** It is not looked at any more: what it listened to ends. Nothing is typed in it. */
  leave() {
    this.#over.abort();
    this.#writing.giveUp();
  }

  /** Nothing of it stays (X24), but what the reader wrote. */
  #lose() {
    const { written } = this.#writing;
    if (written === null) {
      this.#options.lost?.();
    } else {
      this.element.replaceChildren(notice("error", "dossiers.lost"), written);
    }
  }

  /** @param {string} place @returns {PartTab} */
  #tabOf(place) {
    const named = tabs.find((tab) => tab === place);
    const fresh = tabs.find((tab) => this.#part.unread[tab] > 0);
    return named ?? (place === "" ? (fresh ?? "correspondence") : "messages");
  }

  get #means() {
    const part = this.#part;
    return {
      filesOf: (/** @type {PartEntry} */ entry) => this.#filesOf(entry),
      addressOf: this.#options.addressOf,
      office: part.namesOf(true),
      client: part.namesOf(false),
      isOffice: isBeginner(part.reader),
    };
  }

  #draw() {
    this.#drawHead();
    this.#tabs.show(this.#tab, this.#part.numbers, this.#part.unread);
    this.#shown.forEach((one) => one.draw());
  }

  #drawHead() {
    const status = this.#options.statusOf(this.#part.facts?.status ?? "");
    this.#head.show(this.#part, status?.[language()] ?? null);
  }

  async #showTab() {
    const shown = this.#shown.get(this.#tab) ?? new DossierTab(this.#part, this.#tab, {
      means: () => this.#means,
      tool: this.#options.tools?.[this.#tab] ?? null,
      newMessage: this.#options.addressOf("new"),
    });
    this.#shown.set(this.#tab, shown);
    this.#body.replaceChildren(shown.element);
    if (document.activeElement === document.body) {
      // What had the focus is gone.
      shown.focus();
    }

    await shown.read();
  }

  /** @param {string} id @param {() => boolean} isLatest */
  async #showEntry(id, isLatest) {
    this.#wait();
    const [{ openedMessage }, opened] = await Promise.all([fetchReading(), this.#part.openEntry(id)]);
    if (!isLatest()) {
      return;
    }

    if (!opened.entry.hasText) {
      // A letter or document: it stands in its tab, with its files.
      this.#tab = opened.tab;
      await this.#showTab();
      return;
    }

    const reply = this.#part.mayWrite ? () => void this.#reply(opened, shown) : null;
    const shown = openedMessage(opened, this.#means, { back: this.#options.addressOf("messages"), reply });
    this.#body.replaceChildren(shown.element);
    this.#draw();
    this.#options.changed();
    if (reply !== null && (await this.#writing.place()) === id) {
      reply();
    } else {
      shown.focus();
    }
  }

  /** @param {() => boolean} isLatest */
  async #showNew(isLatest) {
    const writing = await this.#writing.begin("new", { inReplyTo: null, subject: "", text: "" });
    if (writing !== null && isLatest()) {
      this.#body.replaceChildren(writing.element);
      writing.focus();
    } else if (writing === null) {
      await this.#showTab();
    }
  }

  /**
   * @param {{ entry: PartEntry, text: string | null }} opened
   * @param {ReturnType<typeof import("../../components/opened-message.js").openedMessage>} shown
   */
  async #reply({ entry, text }, shown) {
    try {
      const begin = { inReplyTo: entry.entryId, subject: answerTo(entry.subject ?? ""), text: quoteOf(text ?? "") };
      const writing = await this.#writing.begin(entry.entryId, begin);
      if (writing !== null) {
        shown.write(writing.element);
        writing.focus();
      }
    } catch (error) {
      this.#tell(error);
    }
  }

  /** @param {boolean} isSent */
  #ended(isSent) {
    const address = this.#options.addressOf("messages");
    `#${partInAddress()}` === address ? void this.show("messages") : (location.hash = address);
    if (isSent) {
      this.#options.changed();
      // It is said where the list is shown, which the address comes to.
      this.#place = "messages";
      const names = this.#part.namesOf(!this.#means.isOffice);
      this.#notices.replaceChildren(notice("success", "messages.sent", { names }));
    }
  }

  /** @param {TextKey} key @param {string} place */
  #tellOfWords(key, place) {
    const go = el("a", { text: "messages.go-on", set: { href: this.#options.addressOf(place) } });
    this.#notices.replaceChildren(notice("info", key, {}, el("p", {}, go)));
  }

  /** What is saved of it, or looked at, is read from then on. @param {PartEntry} entry */
  #filesOf({ entryId: id, isIncoming }) {
    const { prepare, makeDownload, read } = this.#files;
    const isPublished = () => isIncoming && this.#part.has(id);
    const seen = () => isPublished() && void this.#markRead(id);
    return {
      prepare,
      /** @type {typeof makeDownload} */
      makeDownload: (references, archive) => {
        seen();
        const download = makeDownload(references, archive);
        const name = archive?.name ?? references[0]?.name ?? "";
        download.addEventListener("change", () => download.state === "saved" && this.#tellWhere(name));
        return download;
      },
      /** @type {typeof read} */
      read: (reference, signal) => {
        seen();
        return read(reference, signal);
      },
    };
  }

  /** @param {string} id */
  async #markRead(id) {
    try {
      await this.#part.openEntry(id);
      this.#draw();
      this.#options.changed();
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Where what was saved can be found (N20). @param {string} name */
  #tellWhere(name) {
    const told = notice("success", "dossiers.saved", { name });
    told.querySelector("svg")?.replaceWith(icon("download"));
    this.#notices.replaceChildren(told);
  }

  #wait() {
    this.#body.replaceChildren(el("p", { class: "empty", text: "dossiers.opening", set: { role: "status" } }));
  }

  /** @param {unknown} error */
  #tell(error) {
    const { key, values } = problemText(error);
    this.#notices.replaceChildren(notice("error", key, values));
  }
}
