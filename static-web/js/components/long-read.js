import { language } from "../text/text.js";
import { blocksOf } from "../text/blocks.js";
import { button, el, focusOn, newId, say } from "./dom.js";
import { notice } from "./notice.js";
import { act } from "./part.js";

/**
 * @typedef {import("../api/contract.d.ts").ShownText} ShownText
 * @typedef {object} Parts
 * @property {TextKey} title
 * @property {TextKey} explain
 * @property {TextKey | null} changed above what changed since the one that was accepted last; null: none was
 * @property {readonly ShownText[]} texts in each language
 * @property {TextKey} accept of the button
 * @property {(text: ShownText) => Promise<unknown>} send the text was read to its end, and accepted
 */

/**
 * A text that is accepted only once its end was reached: by scrolling, by the keys, by who has it read aloud, in a
 * large letter; at once when all of it is in view. Its end is a stop of the keyboard of its own, so that who cannot
 * scroll gets there too. In another language it is another text, which is read to its end as well.
 */
export class LongRead {
  #parts;
  #id = newId();
  #heading;
  #changed = el("div");
  #words = el("div");
  #end = el("p", { class: "long-read-end muted", text: "read.end", set: { tabindex: 0 } });
  #region = el(
    "div",
    { class: "long-read", set: { role: "region", tabindex: 0, "aria-labelledby": this.#id } },
    this.#words,
    this.#end,
  );
  #state = el("p", { set: { role: "status", id: `${this.#id}-s` } });
  #problem = el("div");
  #press;
  #over = new AbortController();
  #watch = new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting)) {
      this.#reach(true);
    }
  });
  #isRead = false;
  /** @type {ShownText | undefined} */
  #shown;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#heading = el("h2", { text: parts.title, set: { id: this.#id } });
    this.#press = button(parts.accept, { class: "primary", set: { "aria-describedby": this.#state.id } });
    const above = [this.#heading, el("p", { text: parts.explain }), this.#changed];
    const below = [this.#state, this.#problem, this.#press];
    this.element = el("div", { class: "long-read-place" }, ...above, this.#region, ...below);
    this.#end.addEventListener("focus", () => this.#reach(true));
    this.#press.addEventListener("click", () => this.#accept());
    document.addEventListener("zegel-language", () => this.#show(), { signal: this.#over.signal });
    this.#show();
  }

  focus() {
    focusOn(this.#heading);
  }

  /** Says something about the whole. @param {"error" | "warning" | "info" | "success"} kind @param {TextKey} key */
  tell(kind, key, values = {}) {
    this.#problem.replaceChildren(notice(kind, key, values));
  }

  clear() {
    this.#problem.replaceChildren();
  }

  /** It is not shown any more. */
  end() {
    this.#over.abort();
    this.#watch.disconnect();
  }

  /** The text in the language of the page. */
  #show() {
    const { texts, changed } = this.#parts;
    const text = texts.find((one) => one.language === language()) ?? texts[0];
    if (text === undefined || text === this.#shown) {
      return;
    }

    this.#shown = text;
    this.#words.replaceChildren(...blocksOf(text.text).map(elementOf));
    this.#words.lang = text.language;
    this.#region.scrollTop = 0;
    this.#changed.replaceChildren(...(changed === null || text.changed === "" ? [] : [changeOf(changed, text)]));
    this.#reach(false);
    // Looked at anew: an end that stays in view is reached in this language too.
    this.#watch.unobserve(this.#end);
    this.#watch.observe(this.#end);
  }

  /** @param {boolean} isRead */
  #reach(isRead) {
    this.#isRead = isRead;
    this.#press.setAttribute("aria-disabled", String(!isRead));
    say(this.#state, { text: isRead ? "read.may-accept" : "read.go-on" });
  }

  #accept() {
    const text = this.#shown;
    if (this.#isRead && text !== undefined) {
      void act(this.#press, this, () => this.#parts.send(text));
    } else {
      // A stop for the keys all the same: whoever comes to it hears what is needed first.
      this.tell("info", "read.first");
      this.#region.focus();
    }
  }
}

/** @param {TextKey} title @param {ShownText} text */
function changeOf(title, { changed, language: lang }) {
  const words = el("div", { set: { lang } }, ...blocksOf(changed).map(elementOf));
  return el("section", { class: "long-read-changed" }, el("h3", { text: title }), words);
}

/** @param {import("../text/blocks.js").Block} block */
function elementOf({ kind, lines }) {
  return kind === "list"
    ? el("ul", {}, ...lines.map((content) => el("li", { content })))
    : el(kind === "heading" ? "h3" : "p", { content: lines.join(" ") });
}
