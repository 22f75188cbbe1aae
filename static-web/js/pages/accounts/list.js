import { isComing } from "../../browser/clock.js";
import { el, icon, say } from "../../components/dom.js";
import { entry, entryButton } from "../../components/entry.js";
import { list } from "../../components/list.js";
import { part } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownExtraAccount} ShownExtraAccount
 * @typedef {import("../../components/dom.js").Parts} Parts
 * @typedef {ShownExtraAccount & { sees: number | null }} Row
 */

/** The extra accounts by name, each with what can be done with it (N50). */
export class ExtraAccounts {
  #part = part("client.extra.list", "client.extra.explain");
  #rows = el("ul", { class: "entries", label: "client.extra.list" });
  #empty = el("p", { class: "empty", text: "client.extra.none" });
  #add = el("a", { class: "button primary", set: { href: "#add" } },
    icon("plus"), el("span", { text: "client.extra.add" }));
  #full = el("p", { class: "muted" });
  #show;
  #seeing;
  #remove;

  /**
   * @param {import("../../api/contract.d.ts").ListExtraAccountsResponse} listed
   * @param {import("./seeing.js").Seeing} seeing
   * @param {(account: ShownExtraAccount) => unknown} remove
   */
  constructor({ accounts, most }, seeing, remove) {
    this.accounts = accounts;
    this.most = most;
    this.#seeing = seeing;
    this.#remove = remove;
    this.#show = list(this.#rows, (/** @type {Row} */ { accountId }) => accountId, (row) => this.#rowOf(row));
    say(this.#full, { text: "client.extra.full", values: { most } });
    this.#part.body.append(this.#rows, this.#empty, this.#add, this.#full);
    seeing.listen(() => this.draw());
    this.draw();
  }

  get element() {
    return this.#part.element;
  }

  draw() {
    const none = this.accounts.length === 0;
    this.#rows.hidden = none;
    this.#empty.hidden = !none;
    const isFull = this.accounts.length >= this.most;
    this.#add.hidden = isFull;
    this.#full.hidden = !isFull;
    this.#show(this.accounts.map((one) => ({ ...one, sees: this.#seeing.countOf(one.accountId) })));
  }

  /** As it is now, among the others by name. @param {ShownExtraAccount} account */
  put(account) {
    const others = this.accounts.filter(({ accountId }) => accountId !== account.accountId);
    this.accounts = [...others, account].sort((one, other) => one.name.localeCompare(other.name));
    this.#part.clear();
    this.draw();
  }

  /** @param {ShownExtraAccount} account */
  drop({ accountId, name }) {
    this.accounts = this.accounts.filter((one) => one.accountId !== accountId);
    this.draw();
    this.#part.tell("success", "client.extra.deleted", { name });
    this.#part.focus();
  }

  /** @param {unknown} error */
  refuse(error) {
    const { key, values } = problemText(error);
    this.#part.tell("error", key, values);
  }

  /** Back from one of them, or from adding one. @param {string} from its address */
  focusOn(from) {
    const link = this.#rows.querySelector(`a[href="#${from}"]`) ?? (from === "add" ? this.#add : null);
    link instanceof HTMLElement ? link.focus() : this.#part.focus();
  }

  /** @param {Row} row */
  #rowOf(row) {
    const { accountId, name, email, sees } = row;
    const words = { content: name };
    const view = el("a", { class: "button secondary", set: { href: `#${accountId}` } },
      icon("search"), el("span", { text: "client.extra.view" }), " ",
      el("span", { ...words, class: "visually-hidden" }));
    const remove = entryButton("client.extra.delete", words, () => this.#remove(row));
    remove.prepend(icon("bin"));
    /** @type {Parts[]} */
    const counted = sees === null ? [] : [{ text: "client.extra.sees-n", values: { n: sees } }];
    const facts = [{ content: email }, ...counted];
    return entry({ icon: "person", name: words, badge: badgeOf(row), facts, actions: [view, remove] });
  }
}

/** How far an account is, when it is not in use. @param {ShownExtraAccount} account @returns {TextKey | null} */
export function badgeOf({ state, invitedUntil }) {
  if (state === "invited") {
    return isComing(invitedUntil) ? "client.state.invited" : "client.state.expired";
  }

  return state === "active" ? null : "client.state.shut";
}
