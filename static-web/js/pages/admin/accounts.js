import { listAccounts } from "../../api/service-desk.js";
import { accountList } from "../../components/account-list.js";
import { find, say } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { namedPart, namedPartAs } from "../shared/named-part.js";

/** @typedef {import("../../api/contract.d.ts").ListedAccount} ListedAccount */

const searchAfter = 250;

/** The accounts that the search leaves, page by page. */
export class Accounts {
  #list = namedPart("list");
  #showRows = accountList(this.#list);
  #state = namedPart("list-state");
  #problem = namedPart("list-problem");
  #more = namedPartAs("more", HTMLButtonElement);
  #search = namedPartAs("search", HTMLInputElement);
  /** @type {ListedAccount[]} */
  #rows = [];
  /** @type {string | null} */
  #next = null;
  #current = "";
  #asked = 0;
  /** @type {number | undefined} */
  #timer;

  constructor() {
    this.#search.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.load(), searchAfter);
    });
    this.#more.addEventListener("click", () => void this.#loadMore());
  }

  /** Which account is open beside the list. */
  set current(/** @type {string} */ accountId) {
    this.#current = accountId;
    this.#show();
  }

  /** Reads the first page anew. */
  async load() {
    say(this.#state, { text: "desk.searching" });
    await this.#read(null);
  }

  /** The focus to the row of an account, or to the search when it is not in the list. @param {string} accountId */
  focusOn(accountId) {
    (find(this.#list, `a[href="#${accountId}"]`, HTMLElement) ?? this.#search).focus();
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
      const { accounts, next } = await listAccounts(this.#search.value.trim(), cursor);
      if (question === this.#asked) {
        this.#rows = cursor === null ? accounts : [...this.#rows, ...accounts];
        this.#next = next;
        this.#problem.replaceChildren();
        this.#show();
      }
    } catch (error) {
      const { key, values } = problemText(error);
      say(this.#state, { text: "empty" });
      this.#problem.replaceChildren(notice("error", key, values));
    }
  }

  #show() {
    this.#showRows(this.#rows, this.#current);
    this.#more.hidden = this.#next === null;
    const isSearch = this.#search.value.trim() !== "";
    const isMore = this.#next !== null;
    const found = isMore ? "desk.found-first" : "desk.found";
    const text = this.#rows.length > 0 ? found : isSearch ? "desk.none-found" : "desk.empty";
    say(this.#state, { text, values: { n: this.#rows.length } });
  }
}
