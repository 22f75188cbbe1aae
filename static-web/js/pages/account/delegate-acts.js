import { listDelegateActs } from "../../api/access.js";
import { button, el } from "../../components/dom.js";
import { act, part } from "../../components/part.js";
import { addTexts, firstText } from "../../text/text.js";

/** @typedef {import("../../api/contract.d.ts").ListDelegateActsItem} Act */

/** What delegates did in one's own mailbox: who and when, and nothing of the content; asked when somebody wants it. */
export class DelegateActsPart {
  #part = part("delegates.acts", "delegates.acts.explain");
  #list = el("ul", { class: "delegate-acts" });
  #press = button("delegates.acts.show", { class: "secondary" });
  #mailboxId;
  /** @type {string | null} */
  #next = null;
  #isAsked = false;

  /** @param {string} mailboxId */
  constructor(mailboxId) {
    this.#mailboxId = mailboxId;
    this.#press.addEventListener("click", () => void act(this.#press, this.#part, () => this.#load()));
    this.#part.body.append(this.#list, this.#press);
  }

  get element() {
    return this.#part.element;
  }

  async #load() {
    const [{ acts, next }] = await Promise.all([
      listDelegateActs(this.#mailboxId, this.#next),
      addTexts("desk"),
      addTexts("audit-events"),
    ]);
    this.#next = next;
    this.#list.append(...acts.map(rowOf));
    if (!this.#isAsked && acts.length === 0) {
      this.#part.tell("info", "delegates.acts.none");
    }

    this.#isAsked = true;
    this.#press.hidden = next === null;
    this.#press.querySelector("span")?.replaceChildren(el("span", { text: "delegates.acts.more" }));
    acts.length > 0 && this.#part.focus();
  }
}

/** @param {Act} done */
function rowOf({ event, name, at }) {
  return el(
    "li",
    {},
    el("strong", { text: firstText(`delegates.act.${event}`, `audit.event.${event}`, "delegates.acts.other") }),
    el("span", { class: "muted", text: "delegates.acts.by", values: { name, at: { date: at } } }),
  );
}
