import { faultsIn } from "../forms/check.js";
import { answersOf } from "../forms/answers.js";
import { wordsIn } from "../forms/definition.js";
import { relevantIn } from "../forms/relevance.js";
import { language } from "../text/text.js";
import { answerPages } from "./answer-pages.js";
import { button, el, focusOn, newId, say } from "./dom.js";
import { FillPage, unaskedList, unaskedOf } from "./fill-page.js";
import { notice } from "./notice.js";
import { act } from "./part.js";
import { faultParts } from "./question-frame.js";

/**
 * @typedef {import("../forms/definition.js").Page} Page
 * @typedef {import("../forms/check.js").AnswerFault} AnswerFault
 * @typedef {import("./fill-page.js").Source} Source
 * @typedef {string} Step a page's id, or "check": what was answered, before it is sent
 * @typedef {object} Acts
 * @property {(step: Step) => unknown} went to a page, or to what is checked: the address follows
 * @property {() => Promise<unknown>} save what was answered, before another page is shown
 * @property {() => Promise<unknown>} send
 * @property {(shown: { key: TextKey, values: import("../text/text.js").Values }) => unknown} titled of the page's title
 */

export const checkStep = "check";

/** What cannot be saved is not left behind on its page. @param {AnswerFault} fault */
const isStuck = ({ code }) => code === "page-too-long";

/**
 * A form that is being filled in: one page at a time, then what was answered, to be checked and sent. Where answers go
 * its source says.
 */
export class FillIn {
  #source;
  #acts;
  /** @type {Step} */
  #step = "";
  /** Shown now; null where answers are checked. @type {FillPage | null} */
  #page = null;
  /** Whether what is wrong is shown. */
  #isRefused = false;
  #progress = el("p", { class: "muted fill-progress" });
  #heading = el("h2");
  #summary = el("div", { class: "fill-summary" });
  #told = el("div");
  #body = el("div", { class: "fill-body" });
  #back = button("fill.back", { class: "secondary", icon: "back", on: { click: () => this.#go(-1) } });
  #next = button("fill.next", { class: "primary", on: { click: () => void this.#goOn() } });
  #send = button("fill.send", { class: "primary", icon: "lock", on: { click: () => void this.#sendAll() } });

  /** @param {Source} source @param {Acts} acts */
  constructor(source, acts) {
    this.#source = source;
    this.#acts = acts;
    this.element = el("div", { class: "fill-in" }, this.#progress, this.#summary, this.#heading, this.#told, this.#body,
      el("div", { class: "row fill-row" }, this.#back, this.#next, this.#send));
  }

  /** What is shown. */
  get step() {
    return this.#step;
  }

  /**
   * Shows a page, or the one that comes after it when it is not asked.
   * @param {Step} step "": the first
   */
  show(step) {
    const steps = this.#steps();
    this.#step = steps.includes(step) ? step : this.#nearest(step);
    this.#isRefused = false;
    this.#told.replaceChildren();
    this.#make();
    focusOn(this.#heading);
  }

  /** The language is another one, or its answers changed all at once. */
  remake() {
    this.#make();
    this.#isRefused && this.#refuse(this.#shownFaults());
  }

  /** Somebody else changed answers. */
  draw() {
    if (this.#page === null) {
      this.#make();
      return;
    }

    this.#page.draw();
    this.#drawHead();
    (this.#source.asks.get(this.#step)?.length ?? 0) > 0 && this.#page.focusAsks();
  }

  /** The pages that are asked, and the check. @returns {Step[]} */
  #steps() {
    const relevant = relevantIn(this.#source.form, this.#source.answers);
    return [...this.#source.form.pages.filter(({ id }) => relevant.has(id)).map(({ id }) => id), checkStep];
  }

  /** @param {Step} step @returns {Step} */
  #nearest(step) {
    const [steps, all] = [this.#steps(), this.#source.form.pages.map(({ id }) => id)];
    const after = all.slice(Math.max(0, all.indexOf(step)));
    return after.find((id) => steps.includes(id)) ?? steps[0] ?? checkStep;
  }

  #make() {
    const page = this.#source.form.pages.find(({ id }) => id === this.#step);
    this.#page = page === undefined ? null : new FillPage(page, this.#source);
    this.#summary.replaceChildren();
    this.#body.replaceChildren(this.#page?.element ?? this.#check());
    this.#drawHead();
  }

  #drawHead() {
    const steps = this.#steps();
    const at = steps.indexOf(this.#step);
    const isCheck = this.#page === null;
    const page = this.#source.form.pages.find(({ id }) => id === this.#step);
    say(this.#progress, { text: "fill.progress", values: { n: at + 1, of: steps.length - 1 } });
    this.#progress.hidden = isCheck;
    delete this.#heading.dataset["text"];
    const title = page === undefined ? "" : wordsIn(page.title, language());
    title === "" ? say(this.#heading, isCheck ? { text: "fill.check" } : { text: "fill.page", values: { n: at + 1 } })
      : (this.#heading.textContent = title);
    this.#back.hidden = at <= 0;
    this.#next.hidden = isCheck;
    this.#send.hidden = !isCheck;
    const values = { title: wordsIn(this.#source.form.title, language()), n: at + 1, of: steps.length - 1 };
    const isFault = this.#summary.childElementCount > 0;
    this.#acts.titled(isCheck ? { key: isFault ? "fill.title.check-fault" : "fill.title.check", values }
      : { key: isFault ? "fill.title.fault" : "fill.title", values });
  }

  #check() {
    const { form, answers } = this.#source;
    const faults = faultsIn(form, answers);
    const relevant = relevantIn(form, answers);
    return el("div", { class: "fill-check" }, el("p", { text: "fill.check.explain" }), answerPages(form, answers, {
      level: 3,
      headOf: (page, heading) => el("div", { class: "form-head" }, heading, this.#changeLink(page, heading)),
      under: (slot) => {
        const fault = faults.find(({ slot: { key } }) => key === slot.key);
        return fault === undefined ? null : el("p", { class: "field-error", ...faultParts(fault) });
      },
      behind: (page) => {
        const unasked = unaskedOf(page, answersOf(answers, page.id), relevant);
        return unasked.length === 0 ? null : unaskedList(unasked);
      },
    }), ...this.#awayPages(relevant));
  }

  /** Pages that are not asked any more, with what was answered there. @param {Set<string>} relevant */
  #awayPages(relevant) {
    const { form, answers } = this.#source;
    const away = form.pages.filter(({ id }) => !relevant.has(id))
      .flatMap((page) => unaskedOf(page, answersOf(answers, page.id), relevant));
    return away.length === 0 ? [] : [unaskedList(away)];
  }

  /** @param {Page} page @param {HTMLElement} heading */
  #changeLink(page, heading) {
    heading.id = heading.id || newId();
    const link = button("fill.change", { class: "secondary", icon: "pen" });
    link.setAttribute("aria-describedby", heading.id);
    link.addEventListener("click", () => this.#to(page.id));
    return link;
  }

  /** @param {number} by */
  #go(by) {
    const steps = this.#steps();
    const step = steps[steps.indexOf(this.#step) + by];
    step !== undefined && this.#to(step);
  }

  /** @param {Step} step */
  #to(step) {
    this.#acts.went(step);
    this.show(step);
  }

  /** What is not right yet is said first; who wants to goes on all the same. */
  async #goOn() {
    const faults = this.#shownFaults();
    if (faults.length > 0 && (!this.#isRefused || faults.some(isStuck))) {
      this.#refuse(faults);
      void this.#acts.save();
      return;
    }

    await act(this.#next, this.#place, () => this.#acts.save());
    (this.#source.asks.get(this.#step)?.length ?? 0) > 0 ? this.draw() : this.#go(1);
  }

  async #sendAll() {
    const { form, answers, asks } = this.#source;
    const [unsettled] = asks.keys();
    if (unsettled !== undefined) {
      this.#to(unsettled);
      this.draw();
      return;
    }

    const faults = faultsIn(form, answers);
    faults.length > 0 ? this.#refuse(faults) : await act(this.#send, this.#place, () => this.#acts.send());
  }

  #shownFaults() {
    const faults = faultsIn(this.#source.form, this.#source.answers);
    return faults.filter(({ slot }) => this.#page === null || slot.page.id === this.#step);
  }

  /** Says on top what is wrong, and where (X27). @param {AnswerFault[]} faults */
  #refuse(faults) {
    this.#isRefused = true;
    this.#page?.refuse(faults);
    const id = newId();
    const links = faults.map((fault) => {
      const words = el("span", faultParts(fault));
      const question = el("span", { content: wordsIn(fault.slot.question.text, language()) });
      // A question mark is enough between the two.
      const between = /[.:!?]$/.test(question.textContent ?? "") ? " " : ": ";
      const link = el("a", { set: { href: "#" } }, question, between, words);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.#toQuestion(fault);
      });
      return el("li", {}, link);
    });
    const onward = this.#page === null || faults.some(isStuck) ? null : el("p", { text: "fill.faults.onward" });
    const box = el("div", { class: "notice notice-error", set: { role: "alert", "aria-labelledby": id } },
      el("div", {}, el("h2", { text: "fill.faults", set: { id } }), el("ul", {}, ...links), onward));
    this.#summary.replaceChildren(box);
    this.#drawHead();
    focusOn(box);
  }

  /** @param {AnswerFault} fault */
  #toQuestion({ slot }) {
    if (slot.page.id !== this.#step) {
      this.#to(slot.page.id);
      this.#refuse(this.#shownFaults());
    }

    this.#page?.focus(slot.key);
  }

  get #place() {
    return {
      tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, more = {}) =>
        this.#told.replaceChildren(notice(kind, key, more)),
      clear: () => this.#told.replaceChildren(),
    };
  }
}
