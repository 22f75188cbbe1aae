import { choice, choices } from "../../components/choices.js";
import { button, el, say } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { act, part } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";
import { Asking } from "../../spaces/asking.js";
import { isVisible } from "../../text/unseen.js";
import { backTo } from "./change.js";
import { dueField } from "./task-acts.js";

/**
 * @typedef {import("../../spaces/office-dossier.js").OfficeDossier} OfficeDossier
 * @typedef {import("../../spaces/office-dossier.js").OfficePart} OfficePart
 * @typedef {import("../../spaces/asking.js").Asked} Asked
 * @typedef {{ part: OfficePart, asking: Asking }} Under
 * @typedef {object} What what is asked, which differs between a questionnaire, a document and something to be read
 * @property {TextKey} title
 * @property {TextKey} explain
 * @property {HTMLElement[]} elements above for whom it is
 * @property {boolean} [isImpossible] there is nothing to choose from: its elements say so
 * @property {boolean} isForOne it can be asked of one client at a time
 * @property {() => boolean} check whether it can be asked; else the focus is on what is wrong
 * @property {() => boolean} isDirty
 * @property {(part: OfficePart | null) => unknown} [chosen] it is for this client
 * @property {() => Promise<Omit<Asked, "why" | "dueOn">>} read
 */

/** Characters of why something is asked. */
const longestWhy = 1000;

/** Asks something of clients of a dossier: for each of them sealed and sent apart. */
export class AskPane {
  #dossier;
  #what;
  #part;
  #why = field({ label: "tasks.why", advice: "tasks.why.advice", kind: "area",
    set: { rows: 3, maxlength: longestWhy } });
  #due = dueField();
  #to;
  #press;
  #form;
  #progress = el("div", { class: "office" });
  /** Once it was begun. @type {Under[]} */
  #under = [];

  /** @param {OfficeDossier} dossier once it is open @param {What} what */
  constructor(dossier, what) {
    this.#dossier = dossier;
    this.#what = what;
    this.#part = part(what.title, what.explain, "h1");
    this.#press = button(what.title, { class: "primary", set: { type: "submit" } });
    const offered = askable(dossier);
    this.#to = choices("tasks.to", offered.map((one) => choice({
      kind: what.isForOne ? "radio" : "checkbox", group: "ask-to", value: one.partId,
      name: { content: one.name }, on: offered.length === 1,
    })));
    const chosen = () => what.chosen?.(this.#chosen[0] ?? null);
    this.#to.element.addEventListener("change", chosen);
    const [first, last] = what.isForOne ? [[this.#to.element], []] : [[], [this.#to.element]];
    this.#form = el("form", { class: "office-form", set: { novalidate: true } },
      ...first, ...what.elements, this.#why.element, ...last, this.#due.element, this.#press);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(this.#press, this.#part, () => this.#submit());
    });
    this.#part.body.append(...(offered.length === 0 ? [el("p", { text: "office.publish.nobody" })]
      : what.isImpossible ? what.elements : [this.#form]), this.#progress);
    this.element = el("div", { class: "office" }, backTo(dossier), this.#part.element);
    chosen();
  }

  get isDirty() {
    const isBegun = this.#under.length > 0;
    return isBegun ? this.#left.length > 0 : this.#why.value.trim() !== "" || this.#what.isDirty();
  }

  focus() {
    this.#part.focus();
  }

  /** Those of whom it is not asked yet. */
  get #left() {
    return this.#under.filter(({ asking }) => asking.state !== "done");
  }

  get #chosen() {
    const ticked = new Set(this.#to.values);
    return askable(this.#dossier).filter(({ partId }) => ticked.has(partId));
  }

  /** What is wrong is said at its field; the focus is at the first. */
  #check() {
    const isSaid = this.#what.check();
    this.#to.refuse(this.#to.values.length > 0 ? null : "tasks.to.empty");
    const isDue = this.#due.check();
    const wrong = [this.#to, this.#due].find(({ error }) => !error.hidden);
    isSaid && wrong?.control.focus();
    return isSaid && isDue && wrong === undefined;
  }

  async #submit() {
    if (!this.#check()) {
      return;
    }

    const asked = { ...(await this.#what.read()), why: this.#why.value.trim(), dueOn: this.#due.day };
    this.#under = await Promise.all(this.#chosen.map(async (one) => ({ part: one, asking: await this.#begin(one) })));
    await this.#ask(asked);
  }

  /** @param {OfficePart} one */
  async #begin(one) {
    const { partId: spaceId, participantId } = one;
    return new Asking({ spaceId, participantId, sealKey: await this.#dossier.keyOf(one) });
  }

  /** One client after the other; one that failed keeps the others from nothing. @param {Asked} asked */
  async #ask(asked) {
    this.#form.hidden = true;
    this.#part.clear();
    this.#showProgress();
    for (const { asking } of this.#left) {
      await asking.ask(asked);
    }

    const isWhole = this.#left.length === 0;
    this.#part.tell(isWhole ? "success" : "error", isWhole ? "tasks.sent" : "tasks.left", {
      n: this.#under.length, left: this.#left.length,
    });
    this.#part.focus();
    const again = button("office.publish.go-on", { class: "primary" });
    again.addEventListener("click", () => void this.#ask(asked));
    const back = el("a", { class: "button secondary", set: { href: `#${this.#dossier.participantId}` } },
      el("span", { text: "office.publish.to-dossier" }));
    this.#progress.lastElementChild?.replaceChildren(...(isWhole ? [back] : [again, back]));
  }

  #showProgress() {
    const rows = this.#under.map(({ part: { name }, asking }) => {
      const state = el("span", { set: { role: "status" } });
      const show = () => {
        const { key, values } = problemText(asking.error);
        say(state, asking.state === "failed" ? { text: key, values }
          : { text: `tasks.asking.${asking.state}`, values: {} });
      };
      asking.addEventListener("change", show);
      show();
      return el("li", { class: "transfer" }, el("strong", { content: name }), " ", state);
    });
    this.#progress.replaceChildren(el("ul", { class: "transfers", label: "tasks.progress" }, ...rows),
      el("div", { class: "row" }));
  }
}

/** Clients of whom something can be asked. @param {OfficeDossier} dossier */
export const askable = ({ parts }) => parts.filter(({ isMade, isRevoked }) => isMade && !isRevoked);

/** A field that has to be filled in. @param {import("../../components/field.js").Field} one @param {TextKey} empty */
export function checkFilled(one, empty) {
  const isRight = isVisible(one.value);
  one.refuse(isRight ? null : empty);
  isRight || one.control.focus();
  return isRight;
}
