import { el, icon, newId, say } from "../../components/dom.js";
import { list } from "../../components/list.js";
import { language } from "../../text/text.js";

/**
 * @typedef {import("../../spaces/own-dossiers.js").OwnDossier} OwnDossier
 * @typedef {import("./statuses.js").Statuses} Statuses
 */

/** A client's dossiers, searched by description and number, and filtered by status (N13-N15). */
export class DossierList {
  #statuses;
  /** @type {OwnDossier[]} */
  #dossiers = [];
  #search = el("input", {
    hint: "portal.search", label: "portal.search", set: { type: "search", autocomplete: "off" },
  });
  #filter = el("select", { set: { id: newId() } });
  #filterField = el("div", { class: "field status-filter" },
    el("label", { text: "portal.filter", set: { for: this.#filter.id } }), this.#filter);
  #count = el("p", { class: "muted", set: { role: "status" } });
  #rows = el("ul", { class: "folder-list" });
  #empty = el("p", { class: "empty" });
  #show;
  title = el("h1", { text: "portal.dossiers" });

  /** @param {Statuses} statuses */
  constructor(statuses) {
    this.#statuses = statuses;
    this.#show = list(this.#rows, (/** @type {OwnDossier} */ { partId }) => partId, (one) => this.#rowOf(one),
      ({ name, at, facts, waiting }) => JSON.stringify([name, at, facts.status, facts.closedAt, waiting, language()]));
    this.#search.addEventListener("input", () => this.#draw());
    this.#filter.addEventListener("change", () => this.#draw());
    const search = el("div", { class: "search" }, icon("search"), this.#search);
    this.element = el("div", { class: "portal-list" }, this.title,
      el("div", { class: "list-tools" }, search, this.#filterField), this.#count, this.#rows, this.#empty);
  }

  /** @param {OwnDossier[]} dossiers */
  show(dossiers) {
    this.#dossiers = dossiers;
    this.#drawFilter();
    this.#draw();
  }

  /** Only where there is something to choose (N14). */
  #drawFilter() {
    const present = [...new Set(this.#dossiers.map(({ facts }) => facts.status))];
    const chosen = present.includes(this.#filter.value) ? this.#filter.value : "";
    const options = present.map((id) => {
      const name = this.#statuses.of(id)?.[language()] ?? id;
      return el("option", { content: name, set: { value: id } });
    });
    this.#filter.replaceChildren(el("option", { text: "portal.filter.all", set: { value: "" } }), ...options);
    this.#filter.value = chosen;
    this.#filterField.hidden = present.length < 2;
  }

  #draw() {
    const words = this.#search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const status = this.#filter.value;
    const found = this.#dossiers.filter(({ name, facts }) => {
      const said = `${name?.number ?? ""} ${name?.description ?? ""}`.toLowerCase();
      return (status === "" || facts.status === status) && words.every((word) => said.includes(word));
    });
    const all = this.#dossiers.length;
    const isSearched = words.length > 0 || status !== "";
    // What is not open yet is found once it is.
    const isComing = this.#dossiers.some(({ name }) => name === undefined);
    this.#show(found);
    this.#rows.hidden = found.length === 0;
    say(this.#count, isComing ? { text: "portal.names-coming" }
      : isSearched ? { text: "portal.found", values: { n: found.length, all } }
        : { text: "portal.count", values: { n: all } });
    this.#count.hidden = all === 0;
    this.#empty.hidden = found.length > 0 || isComing;
    say(this.#empty, { text: all === 0 ? "portal.none" : "portal.none-found" });
  }

  /** @param {OwnDossier} dossier */
  #rowOf({ participantId, name, at, facts, waiting }) {
    /** @type {import("../../components/dom.js").Parts} */
    const shown = name === undefined ? { text: "dossiers.opening" }
      : name === null ? { text: "dossiers.damaged" } : { content: name.description };
    const status = this.#statuses.of(facts.status)?.[language()] ?? "";
    const badge = waiting === 0 ? null : el("span", { class: "badge", text: "portal.waiting", values: { n: waiting } });
    return el("li", {}, el("a", { class: "folder-row dossier-row", set: { href: `#${participantId}` } },
      icon("dossier"),
      el("span", { class: "folder-name" }, el("strong", shown), badge),
      el("span", { class: "folder-facts muted" },
        name ? el("span", { text: "portal.number", values: { number: name.number } }) : null,
        el("span", { content: status }),
        facts.closedAt === null ? null : el("span", { text: "portal.closed" }),
        el("span", { text: "portal.changed", values: { at: { moment: at } } })),
      el("span", { class: "row-open", text: "portal.open" })));
  }
}
