import { keyOf } from "../text/typed-address.js";
import { button, el, icon, say } from "./dom.js";
import { field } from "./field.js";
import { list } from "./list.js";
import { problemText } from "./problem-text.js";
import { TypedClient } from "./typed-client.js";

/**
 * @typedef {import("../api/contract.d.ts").ShownClient} ShownClient
 * @typedef {import("../api/contract.d.ts").MakeClientsNewClient} NewClient
 * @typedef {{ clients: ShownClient[], next: string | null }} Found
 * @typedef {{ clientId: string, kind: ShownClient["kind"], name: string, email: string,
 *   added: NewClient | null }} Chosen added: what is typed of somebody who is not known yet
 */

/** So long nothing is typed before what was typed is looked for. */
const pause = 250;

/** Clients and companies of a dossier: known ones are found, new ones are typed. */
export class ClientChooser {
  #find;
  #newId;
  /** @type {Chosen[]} */
  chosen = [];
  #search = field({ label: "office.clients.search", advice: "office.clients.search.advice",
    set: { type: "search", autocomplete: "off" } });
  #state = el("p", { class: "muted", set: { role: "status" } });
  #found = el("ul", { class: "client-list", label: "office.clients.found" });
  #rows = el("ul", { class: "client-list", label: "office.clients.chosen" });
  #showFound;
  #showChosen;
  #more = button("list.more", { class: "quiet" });
  #error = el("p", { class: "field-error", set: { hidden: true } });
  #typed = new TypedClient();
  #press = button("office.clients.new", { class: "secondary", icon: "plus", set: { "aria-expanded": "false" } });
  #form;
  #turn = 0;
  /** @type {ShownClient[]} */
  #results = [];
  /** Why one of the chosen cannot be put in. @type {Map<string, TextKey>} */
  #refused = new Map();

  /**
   * @param {object} asked
   * @param {(words: string, cursor: string | null) => Promise<Found>} asked.find
   * @param {() => string} asked.newId for somebody new
   */
  constructor({ find, newId }) {
    this.#find = find;
    this.#newId = newId;
    const idOf = (/** @type {{ clientId: string }} */ { clientId }) => clientId;
    this.#showFound = list(this.#found, idOf, (/** @type {ShownClient} */ one) => this.#foundRow(one));
    this.#showChosen = list(this.#rows, idOf, (/** @type {Chosen} */ one) => this.#chosenRow(one),
      (one) => JSON.stringify([one, this.#refused.get(one.clientId)]));
    const add = button("office.clients.add", { class: "primary", on: { click: () => this.#addTyped() } });
    const stop = button("action.cancel", { class: "quiet", on: { click: () => this.#toggle(false) } });
    this.#form = el("div", { class: "card", label: "office.clients.new", set: { role: "group", hidden: true } },
      this.#typed.element, el("div", { class: "row" }, add, stop));
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type !== "radio") {
        event.preventDefault();
        this.#addTyped();
      }
    });
    this.#press.addEventListener("click", () => this.#toggle(this.#form.hidden));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    this.#search.control.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.#look(null), pause);
    });
    this.#more.hidden = true;
    this.element = el("fieldset", { class: "methods client-chooser" },
      el("legend", { text: "office.clients" }), this.#error, this.#rows, this.#search.element, this.#state, this.#found,
      this.#more, this.#press, this.#form);
    this.#draw();
  }

  /** Whether somebody was chosen, or is being typed. */
  get isDirty() {
    return this.chosen.length > 0 || this.#typed.isDirty;
  }

  /** Somebody is being typed who was not added yet: it is asked for before it would be lost. */
  get isTyping() {
    return this.#typed.isDirty;
  }

  /** Who was chosen, and who is being typed. */
  get typed() {
    return { chosen: this.chosen, added: this.#typed.isDirty ? this.#typed.typed : null };
  }

  /** @param {ClientChooser["typed"]} typed */
  putBack({ chosen, added }) {
    this.chosen = chosen;
    if (added !== null) {
      this.#typed.putBack(added);
      this.#form.hidden = false;
      this.#press.setAttribute("aria-expanded", "true");
    }

    this.#draw();
  }

  /** For what is wrong with the choice. */
  get control() {
    return this.#search.control;
  }

  /** @param {TextKey | null} key */
  refuse(key) {
    this.#error.hidden = key === null;
    say(this.#error, { text: key ?? "empty" });
  }

  /** @param {string} clientId @param {TextKey} key why this one cannot be put in */
  refuseOne(clientId, key) {
    this.#refused.set(clientId, key);
    this.#draw();
  }

  /** The service knows somebody under another id. @param {string} clientId @param {ShownClient} client */
  settle(clientId, { clientId: known, kind, name, email }) {
    this.#refused.delete(clientId);
    this.chosen = this.chosen.map((one) =>
      (one.clientId === clientId ? { clientId: known, kind, name, email, added: null } : one));
    this.#changed();
  }

  /** Somebody was chosen, or dropped, which no field says. */
  #changed() {
    this.#draw();
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #draw() {
    this.#showChosen(this.chosen);
    this.#rows.hidden = this.chosen.length === 0;
    const left = this.#results.filter(({ clientId }) => !this.chosen.some((one) => one.clientId === clientId));
    this.#showFound(left);
    this.#found.hidden = left.length === 0;
  }

  /** @param {string | null} cursor */
  async #look(cursor) {
    const turn = ++this.#turn;
    const words = this.#search.control.value.trim();
    if (words === "") {
      this.#show([], null, "empty");
      return;
    }

    try {
      let { clients, next } = await this.#find(words, cursor);
      // A part may be empty while there is a next one.
      while (clients.length === 0 && next !== null && turn === this.#turn) {
        ({ clients, next } = await this.#find(words, next));
      }

      if (turn === this.#turn) {
        const all = cursor === null ? clients : [...this.#results, ...clients];
        this.#show(all, next, all.length === 0 ? "office.clients.none" : "office.clients.n");
      }
    } catch (error) {
      const { key, values } = problemText(error);
      this.#show([], null, key, values);
    }
  }

  /**
   * @param {ShownClient[]} clients
   * @param {string | null} next
   * @param {TextKey} text
   * @param {import("../text/text.js").Values} [values]
   */
  #show(clients, next, text, values = { n: clients.length }) {
    this.#results = clients;
    this.#more.hidden = next === null;
    this.#more.onclick = () => void this.#look(next);
    say(this.#state, { text, values });
    this.#draw();
  }

  /** @param {boolean} isOpen */
  #toggle(isOpen) {
    this.#form.hidden = !isOpen;
    this.#press.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      this.#typed.begin(this.#search.control.value);
    } else {
      this.#typed.clear();
      this.#changed();
      this.#press.focus();
    }
  }

  #addTyped() {
    const added = this.#typed.read(this.#newId);
    if (added === null) {
      return;
    }

    const same = this.chosen.find(({ email }) => keyOf(email) === keyOf(added.email));
    if (same !== undefined) {
      this.#typed.refuseAddress("office.clients.twice");
      return;
    }

    const { clientId, kind, name, email } = added;
    this.#add({ clientId, kind, name, email, added });
    this.#toggle(false);
  }

  /** @param {Chosen} one */
  #add(one) {
    this.chosen = [...this.chosen, one];
    this.refuse(null);
    this.#changed();
  }

  /** @param {ShownClient} client */
  #foundRow({ clientId, kind, name, email }) {
    const press = button("office.clients.add", { class: "secondary" });
    say(press, { label: "office.clients.add-one", values: { name } });
    press.addEventListener("click", () => {
      this.#add({ clientId, kind, name, email, added: null });
      this.#search.control.focus();
    });
    return el("li", { class: "client-row" }, ...whoParts(kind, name, email), press);
  }

  /** @param {Chosen} one */
  #chosenRow({ clientId, kind, name, email, added }) {
    const drop = el("button", { class: "icon-button", label: "office.clients.drop", values: { name },
      set: { type: "button" } }, icon("cross"));
    drop.addEventListener("click", () => {
      this.chosen = this.chosen.filter((other) => other.clientId !== clientId);
      this.#refused.delete(clientId);
      this.#changed();
      this.#search.control.focus();
    });
    const key = this.#refused.get(clientId);
    const wrong = key === undefined ? null : el("p", { class: "field-error", text: key });
    const isNew = added === null ? null : el("span", { class: "badge", text: "office.clients.is-new" });
    return el("li", { class: "client-row is-chosen" }, ...whoParts(kind, name, email, isNew), drop, wrong);
  }
}

/** @param {ShownClient["kind"]} kind @param {string} name @param {string} email @param {Node | null} [badge] */
const whoParts = (kind, name, email, badge = null) => [
  icon(kind === "company" ? "company" : "person"),
  el("span", { class: "client-who" }, el("strong", { content: name }), " ",
    el("span", { class: "muted", text: kind === "company" ? "office.kind.company" : "office.kind.person" }), " ", badge,
    el("span", { class: "muted client-email", content: email })),
];
