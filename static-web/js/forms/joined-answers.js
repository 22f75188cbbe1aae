import { answersOf } from "./answers.js";
import { merge } from "./merge.js";

/**
 * @typedef {import("./answers.js").Answers} Answers
 * @typedef {import("./answers.js").PageAnswers} PageAnswers
 * @typedef {import("./answers.js").Value} Value
 * @typedef {import("./merge.js").Asked} Asked
 * @typedef {{ base: PageAnswers, answers: PageAnswers }} Unsaved what was changed of a page, and what it was before
 */

/**
 * The answers to a form as somebody has them here, beside those that are saved: what is not saved yet is told apart by
 * question, and joined to what somebody else saved meanwhile.
 */
export class JoinedAnswers {
  #form;
  /** @type {Map<string, { answers: PageAnswers, revision: number }>} */
  #saved = new Map();
  /** As they are here. @type {Answers} */
  all = {};
  /** Of which somebody must choose, by page. @type {Map<string, Asked[]>} */
  asks = new Map();

  /** @param {import("./definition.js").Form} form */
  constructor(form) {
    this.#form = form;
  }

  /** Whether something of any page is not saved. */
  get isUnsaved() {
    return this.#form.pages.some(({ id }) => this.isChanged(id));
  }

  /** The pages of which something is kept. */
  get pageIds() {
    return [...this.#saved.keys()];
  }

  /** The number of a page's last save; 0: it was not saved. @param {string} pageId */
  revisionOf(pageId) {
    return this.#saved.get(pageId)?.revision ?? 0;
  }

  /** @param {string} pageId @returns {PageAnswers} */
  savedOf(pageId) {
    return this.#saved.get(pageId)?.answers ?? {};
  }

  /** @param {string} pageId */
  of(pageId) {
    return answersOf(this.all, pageId);
  }

  /** @param {string} pageId @param {string} key @param {import("./answers.js").Answer} answer */
  write(pageId, key, answer) {
    this.all = { ...this.all, [pageId]: { ...this.of(pageId), [key]: answer } };
    const asked = this.asks.get(pageId);
    asked !== undefined
      && this.asks.set(pageId, asked.map((one) => (one.key === key ? { ...one, mine: answer } : one)));
  }

  /** These answers are saved now; what was written since is not. @param {string} pageId @param {PageAnswers} answers
   * @param {number} revision */
  wasSaved(pageId, answers, revision) {
    this.#saved.set(pageId, { answers, revision });
  }

  /**
   * A page as somebody saved it: what is not saved here is joined to it.
   * @param {string} pageId
   * @param {PageAnswers} answers
   * @param {number} revision
   */
  take(pageId, answers, revision) {
    const unsaved = this.unsavedOf(pageId);
    this.wasSaved(pageId, answers, revision);
    this.all = { ...this.all, [pageId]: answers };
    this.join(pageId, unsaved);
  }

  /** Joins what was kept elsewhere to what is here. @param {string} pageId @param {Unsaved} unsaved */
  join(pageId, { base, answers: mine }) {
    const page = this.#form.pages.find(({ id }) => id === pageId);
    if (page !== undefined && Object.keys(mine).length > 0) {
      const { answers, asks } = merge(page, base, mine, this.of(pageId));
      this.all = { ...this.all, [pageId]: answers };
      asks.length === 0 ? this.asks.delete(pageId) : this.asks.set(pageId, asks);
    }
  }

  /** One of two answers was chosen. @param {string} pageId @param {string} key @returns {Asked | null} which two */
  settle(pageId, key) {
    const asked = this.asks.get(pageId) ?? [];
    const others = asked.filter((one) => one.key !== key);
    others.length === 0 ? this.asks.delete(pageId) : this.asks.set(pageId, others);
    return asked.find((one) => one.key === key) ?? null;
  }

  /** @param {string} pageId */
  isChanged(pageId) {
    return Object.keys(this.unsavedOf(pageId).answers).length > 0;
  }

  /**
   * What is asked is asked again wherever this is joined: until somebody chose, it follows on what was before both.
   * @param {string} pageId
   * @returns {Unsaved}
   */
  unsavedOf(pageId) {
    const [now, saved] = [this.of(pageId), this.savedOf(pageId)];
    const asked = new Map(this.asks.get(pageId)?.map(({ key, was }) => [key, was]));
    const changed = Object.entries(now).filter(([key, answer]) => answer !== saved[key]);
    const before = changed.flatMap(([key]) => {
      const was = asked.has(key) ? asked.get(key) : saved[key];
      return was ? [[key, was]] : [];
    });
    return { base: Object.fromEntries(before), answers: Object.fromEntries(changed) };
  }
}
