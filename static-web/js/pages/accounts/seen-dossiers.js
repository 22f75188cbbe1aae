import { el, icon, newId, say } from "../../components/dom.js";
import { list } from "../../components/list.js";
import { part } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";

/**
 * @typedef {import("../../spaces/own-dossiers.js").OwnDossier} OwnDossier
 * @typedef {import("./seeing.js").Seeing} Seeing
 * @typedef {import("../../components/dom.js").Parts} Parts
 */

/** So many are drawn; who has more searches. */
const mostShown = 100;

/** The dossiers of a company, with a tick at those that an extra account sees. Each tick counts at once. */
export class SeenDossiers {
  #part = part("client.sees.title", "client.sees.explain");
  #search = el("input", {
    hint: "portal.search", label: "portal.search", set: { type: "search", autocomplete: "off" },
  });
  #tools = el("div", { class: "search" }, icon("search"), this.#search);
  #count = el("p", { class: "muted", set: { role: "status" } });
  #rows = el("ul", { class: "tick-list", label: "client.sees.title" });
  #show;
  #account;
  #seeing;
  /** What was asked of a dossier goes in order. @type {Map<string, Promise<void>>} */
  #asked = new Map();

  /**
   * @param {Pick<import("../../api/contract.d.ts").ShownExtraAccount, "accountId" | "name">} account
   * @param {Seeing} seeing
   */
  constructor(account, seeing) {
    this.#account = account;
    this.#seeing = seeing;
    this.#show = list(this.#rows, (/** @type {OwnDossier} */ { partId }) => partId, (one) => this.#rowOf(one),
      ({ name }) => JSON.stringify([name]));
    this.#search.addEventListener("input", () => this.#draw());
    this.#part.body.append(this.#tools, this.#count, this.#rows);
    const draw = () => (this.element.isConnected || !this.#wasShown ? this.#draw() : seeing.forget(draw));
    seeing.listen(draw);
    this.#draw();
  }

  #wasShown = false;

  get element() {
    return this.#part.element;
  }

  #draw() {
    this.#wasShown ||= this.element.isConnected;
    const { dossiers } = this.#seeing;
    const words = this.#search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const found = (dossiers ?? []).filter(({ name }) => {
      const said = `${name?.number ?? ""} ${name?.description ?? ""}`.toLowerCase();
      return words.every((word) => said.includes(word));
    });
    const values = { n: this.#seeing.countOf(this.#account.accountId) ?? 0, all: dossiers?.length ?? 0 };
    this.#tools.hidden = values.all < 2;
    this.#rows.hidden = found.length === 0;
    this.#show(found.slice(0, mostShown));
    say(this.#count, dossiers === null ? { text: "dossiers.opening" }
      : values.all === 0 ? { text: "client.sees.none" }
        : found.length === 0 ? { text: "client.sees.none-found" }
          : found.length > mostShown ? { text: "client.sees.first", values: { ...values, shown: mostShown } }
            : { text: "client.sees.count", values });
  }

  /** @param {OwnDossier} dossier */
  #rowOf(dossier) {
    const { name } = dossier;
    const id = newId();
    const box = el("input", {
      set: { id, type: "checkbox", checked: this.#seeing.has(dossier, this.#account.accountId) },
    });
    box.addEventListener("change", () => {
      const before = this.#asked.get(dossier.partId) ?? Promise.resolve();
      this.#asked.set(dossier.partId, before.then(() => this.#decide(dossier, box)));
    });
    const number = name ? el("span", { class: "muted", text: "portal.number", values: { number: name.number } }) : null;
    const label = el("label", { set: { for: id } }, el("span", shownName(dossier)), " ", number);
    return el("li", { class: "choice" }, box, label);
  }

  /** @param {OwnDossier} dossier @param {HTMLInputElement} box */
  async #decide(dossier, box) {
    const sees = box.checked;
    const { accountId, name } = this.#account;
    if (sees === this.#seeing.has(dossier, accountId)) {
      return;
    }

    try {
      await this.#seeing.decide(dossier, accountId, sees);
      const values = { name, dossier: dossier.name?.description ?? "" };
      this.#part.tell("success", sees ? "client.sees.now" : "client.sees.no-more", values);
    } catch (error) {
      const { key, values } = problemText(error);
      box.checked = !sees;
      this.#part.tell("error", key, values);
    }
  }
}

/** @param {OwnDossier} dossier @returns {Parts} */
function shownName({ name }) {
  return name === undefined ? { text: "dossiers.opening" }
    : name === null ? { text: "dossiers.damaged" } : { content: name.description };
}
