import { chooseNotices } from "../../api/own-client.js";
import { choice, choices } from "../../components/choices.js";
import { el, icon } from "../../components/dom.js";
import { part } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";

/** @typedef {import("../../api/contract.d.ts").OwnClient} OwnClient */

const kinds = /** @type {const} */ (["documents", "forms", "messages"]);

/** Of what a client is mailed (N48): each switch counts at once. */
export class ClientNoticesPart {
  #part = part("client.notices.title", "client.notices.explain");
  #switches = kinds.map((kind) => choice({ kind: "checkbox", name: { text: `client.notices.${kind}` }, value: kind }));
  #kept;
  /** What was chosen is saved one after the other, so that the last one counts. */
  #saving = Promise.resolve();

  /** @param {OwnClient} client */
  constructor({ notices }) {
    this.#kept = notices;
    this.#fill();
    for (const { control } of this.#switches) {
      control.setAttribute("role", "switch");
      control.addEventListener("change", () => (this.#saving = this.#saving.then(() => this.#save(control.value))));
    }

    this.#part.body.append(choices("client.notices.legend", this.#switches).element);
  }

  get element() {
    return this.#part.element;
  }

  #fill() {
    for (const { control } of this.#switches) {
      control.checked = kinds.some((kind) => kind === control.value && this.#kept[kind]);
    }
  }

  /** @param {string} changed which of them */
  async #save(changed) {
    const isOn = (/** @type {string} */ kind) =>
      this.#switches.some(({ control }) => control.value === kind && control.checked);
    try {
      const notices = { documents: isOn("documents"), forms: isOn("forms"), messages: isOn("messages") };
      this.#kept = (await chooseNotices(notices)).notices;
      this.#part.tell("success", isOn(changed) ? "client.notices.on" : "client.notices.off");
    } catch (error) {
      const { key, values } = problemText(error);
      this.#fill();
      this.#part.tell("error", key, values);
    }
  }
}

/** Where a company's main account finds its extra accounts (N49). */
export function accountsPart() {
  const { element, body } = part("client.accounts.title", "client.accounts.explain");
  const link = el("a", { class: "button secondary", set: { href: "/portal/accounts/" } },
    icon("person"), el("span", { text: "client.extra.title" }));
  body.append(el("div", { class: "row" }, link));
  return { element };
}
