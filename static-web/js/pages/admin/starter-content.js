import { choice, choices } from "../../components/choices.js";
import { field } from "../../components/field.js";
import { fileKinds, kindText } from "../../components/file-kinds.js";
import { longestStarterText } from "../../limits.js";
import { signsOf } from "./starter-names.js";

/** @typedef {import("../../api/contract.d.ts").Starter} Starter */

/** What a starter says and asks for: fields that a new one and one that is there share. */
export class StarterContent {
  nl = textField("desk.starters.text.nl", "nl");
  en = textField("desk.starters.text.en", "en");
  #all = choice({ kind: "radio", group: "kinds", value: "all", on: true, name: { text: "desk.starters.kinds.all" } });
  #some = choice({ kind: "radio", group: "kinds", value: "some", name: { text: "desk.starters.kinds.some" } });
  #which = choices("desk.starters.kinds", [this.#all, this.#some], "desk.starters.kinds.advice");
  kinds = choices("desk.starters.kinds.which",
    fileKinds.map((value) => choice({ kind: "checkbox", value, name: { text: kindText(value) } })));
  elements = [this.nl.element, this.en.element, this.#which.element, this.kinds.element];

  constructor() {
    this.#which.element.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** @param {Pick<Starter, "textNl" | "textEn" | "kinds">} content */
  fill({ textNl, textEn, kinds }) {
    this.nl.control.value = textNl;
    this.en.control.value = textEn;
    this.#all.control.checked = kinds === null;
    this.#some.control.checked = kinds !== null;
    this.kinds.element.querySelectorAll("input").forEach((one) => {
      one.checked = kinds?.some((kind) => kind === one.value) ?? false;
    });
    this.#show();
  }

  read() {
    const kinds = fileKinds.filter((kind) => this.kinds.values.includes(kind));
    return {
      textNl: this.nl.value.trim(), textEn: this.en.value.trim(), kinds: this.#some.control.checked ? kinds : null,
    };
  }

  /** What is wrong is said; answers with the first control of it. */
  check() {
    for (const one of [this.nl, this.en]) {
      one.refuse(signsOf(one.value.trim()) > longestStarterText ? "input.length-0-500" : null);
    }

    this.kinds.refuse(this.read().kinds?.length === 0 ? "input.kinds-missing" : null);
    return [this.nl, this.en, this.kinds].find(({ error }) => !error.hidden)?.control;
  }

  #show() {
    this.kinds.element.hidden = !this.#some.control.checked;
  }
}

/** @param {TextKey} label @param {"nl" | "en"} lang */
const textField = (label, lang) => field({ label, kind: "area", advice: "desk.starters.text.advice", set: { lang } });
