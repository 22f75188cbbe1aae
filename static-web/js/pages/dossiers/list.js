import { button, el, focusOn, say } from "../../components/dom.js";
import { dossierList } from "../../components/dossier-list.js";
import { field } from "../../components/field.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { option, selectField } from "../../components/select-field.js";
import { language } from "../../text/text.js";

/**
 * @typedef {import("../../spaces/dossiers.js").Dossiers} Dossiers
 * @typedef {import("../../spaces/dossiers.js").DossierRow} DossierRow
 * @typedef {import("../../api/contract.d.ts").DossierSettings} DossierSettings
 */

/** The list of dossiers of the mailboxes that somebody may use, one mailbox at a time. */
export class OfficeList {
  #session;
  #all;
  #shown;
  #settings;
  /** @type {DossierSettings | null} */
  #known = null;
  #title = el("h1", { text: "office.title" });
  #problem = el("div");
  #search = field({ label: "office.search", set: { type: "search", autocomplete: "off", name: "search" } });
  #mailbox = selectField("office.mailbox");
  #state = selectField("office.which");
  #status = selectField("office.status");
  #mine = selectField("office.whose");
  #count = el("p", { class: "muted", set: { role: "status" } });
  #list = dossierList();
  #empty = el("p", { class: "empty" });
  #more = button("list.more", { class: "quiet", on: { click: () => void this.#loadMore() } });
  #isRead = false;

  /**
   * @param {import("../../api/contract.d.ts").SessionView} session
   * @param {Dossiers[]} all one at least, or nothing is shown
   * @param {Promise<DossierSettings>} settings
   */
  constructor(session, all, settings) {
    this.#session = session;
    this.#all = all;
    this.#shown = all[0] ?? null;
    this.#settings = settings;
    settings.catch(() => null);
    const tools = el("div", { class: "row" },
      el("a", { class: "button primary", set: { href: "#new" } }, el("span", { text: "office.new" })),
      el("a", { class: "button secondary", set: { href: "#import" } }, el("span", { text: "office.import" })));
    const filters = el("form", { class: "office-filters", label: "office.filters", set: { role: "search" } },
      ...(all.length > 1 ? [this.#mailbox.element] : []),
      this.#search.element, this.#state.element, this.#status.element, this.#mine.element);
    filters.addEventListener("submit", (event) => event.preventDefault());
    this.element = el("div", { class: "office" },
      el("div", { class: "office-head" }, this.#title, tools),
      this.#problem, filters, this.#count, this.#list.element, this.#empty, this.#more);
    this.#mailbox.offer(all.map(({ mailbox: { mailboxId, name } }) => [mailboxId, { content: name }]));
    this.#state.offer([["open", { text: "office.which.open" }], ["closed", { text: "office.which.closed" }],
      ["all", { text: "office.which.all" }]]);
    this.#mine.offer([["", { text: "office.whose.all" }], [session.accountId, { text: "office.whose.mine" }]]);
    this.#search.control.addEventListener("input", () => this.#show());
    for (const { control } of [this.#state, this.#status, this.#mine]) {
      control.addEventListener("change", () => this.#show());
    }

    this.#mailbox.control.addEventListener("change", () => void this.#choose(this.#mailbox.value));
    document.addEventListener("zegel-language", () => this.#show());
  }

  /** Of the mailbox that is shown. */
  get dossiers() {
    return this.#shown ?? this.#all[0] ?? null;
  }

  get settings() {
    return this.#settings;
  }

  focus() {
    focusOn(this.#title);
  }

  /** @param {boolean} isUnattended the page does so by itself */
  async refresh(isUnattended) {
    try {
      await Promise.all([this.#shown?.refresh(isUnattended), this.#readSettings()]);
      this.#problem.replaceChildren();
      this.#isRead = true;
    } catch (error) {
      this.tell(error);
    }

    this.#show();
  }

  /** @param {unknown} error */
  tell(error) {
    const { key, values } = problemText(error);
    this.#problem.replaceChildren(notice("error", key, values));
  }

  /**
   * The dossiers among which one is, and its row, for the mailbox's participant in it or in a part of it.
   * @param {string} participantId
   * @returns {Promise<{ dossiers: Dossiers, row: DossierRow } | null>}
   */
  async find(participantId) {
    for (const dossiers of this.#all) {
      const row = dossiers.find(participantId);
      if (row !== null) {
        return { dossiers, row };
      }
    }

    for (const dossiers of this.#all) {
      await dossiers.readAll();
      const row = dossiers.find(participantId);
      if (row !== null) {
        return { dossiers, row };
      }
    }

    return null;
  }

  async #readSettings() {
    this.#known ??= await this.#settings;
    this.#showStatuses();
  }

  #showStatuses() {
    /** @type {Set<string | undefined>} */
    const used = new Set(this.#shown?.rows.map(({ facts }) => facts.status));
    const offered = (this.#known?.statuses ?? []).filter(({ statusId, isRetired }) => !isRetired || used.has(statusId));
    this.#status.offer([["", { text: "office.status.all" }],
      ...offered.map((one) => option(one.statusId, { content: one[language()] }))]);
  }

  /** @param {string} mailboxId */
  async #choose(mailboxId) {
    this.#shown = this.#all.find(({ mailbox }) => mailbox.mailboxId === mailboxId) ?? this.#shown;
    this.#isRead = false;
    this.#show();
    await this.refresh(false);
  }

  async #loadMore() {
    try {
      await this.#shown?.loadMore();
    } catch (error) {
      this.tell(error);
    }

    this.#show();
  }

  #show() {
    this.#showStatuses();
    const rows = this.#shown?.rows ?? [];
    const found = rows.filter((row) => this.#isWanted(row));
    this.#list.show(found, this.#known?.statuses ?? []);
    const counted = found.length === rows.length ? "office.count" : "office.count-found";
    const text = this.#isRead && rows.length > 0 ? counted : "empty";
    say(this.#count, { text, values: { n: found.length, all: rows.length } });
    this.#empty.hidden = !this.#isRead || found.length > 0;
    say(this.#empty, { text: rows.length === 0 ? "office.none" : "office.none-found" });
    this.#more.hidden = (this.#shown?.next ?? null) === null;
  }

  /** @param {DossierRow} row */
  #isWanted({ header, facts, parts }) {
    const { status, handler, standIn, closedAt } = facts;
    const isIn = this.#state.value === "all" || (closedAt !== null) === (this.#state.value === "closed");
    const isMine = [handler, standIn].some((one) => one?.accountId === this.#session.accountId);
    if (!isIn || (this.#status.value !== "" && this.#status.value !== status) || (this.#mine.value !== "" && !isMine)) {
      return false;
    }

    const words = this.#search.value.trim().toLocaleLowerCase().split(/\s+/);
    const text = [header?.number, header?.description, handler.name, standIn?.name, ...parts.map(({ name }) => name)]
      .join(" ").toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  }
}
