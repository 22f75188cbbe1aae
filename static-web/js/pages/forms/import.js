import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { act, part } from "../../components/part.js";
import { readForm, wordsIn } from "../../forms/definition.js";
import { formLimits } from "../../forms/limits.js";
import { language } from "../../text/text.js";
import { faultList } from "./faults.js";

/** @typedef {import("../../forms/definition.js").Form} Form */

/**
 * A form out of a file of FHIR's Questionnaire: what is wrong with it is told with its place, and then nothing is
 * made.
 */
export class ImportPane {
  #part = part("forms.import.title", "forms.import.explain", "h1");
  #input = el("input", { class: "visually-hidden", label: "forms.import.input",
    set: { type: "file", accept: ".json,application/json,application/fhir+json", tabindex: -1 } });
  #found = el("div", { class: "office" });
  #make;
  isDirty = false;

  /** @param {(form: Form) => Promise<unknown>} make */
  constructor(make) {
    this.#make = make;
    const choose = button("office.import.choose", { class: "primary", icon: "upload" });
    choose.addEventListener("click", () => this.#input.click());
    this.#input.addEventListener("change", () => void act(choose, this.#part, () => this.#read()));
    this.#part.body.append(el("div", { class: "row" }, choose, this.#input), this.#found);
    this.element = el("div", { class: "office" },
      el("p", {}, el("a", { text: "forms.all", set: { href: "#" } })), this.#part.element);
  }

  focus() {
    this.#part.focus();
  }

  async #read() {
    const [file] = this.#input.files ?? [];
    this.#input.value = "";
    if (file === undefined) {
      return;
    }

    // What is far too large is not even read; the rest says by itself that it is.
    const words = file.size > 2 * formLimits.json ? " ".repeat(formLimits.json + 1) : await file.text();
    const { form, faults } = readForm(words);
    this.#found.replaceChildren(...(form === null
      ? [notice("error", "forms.import.faults", { name: file.name, n: faults.length }), faultList(faults)]
      : this.#offer(form, file.name)));
  }

  /** @param {Form} form @param {string} name */
  #offer(form, name) {
    const press = button("forms.import.make", { class: "primary" });
    press.addEventListener("click", () => void act(press, this.#part, () => this.#make(form)));
    const questions = form.pages.reduce((sum, page) => sum + page.questions.length, 0);
    const values = { name, title: wordsIn(form.title, language()), pages: form.pages.length, n: questions };
    return [notice("success", "forms.import.found", values), press];
  }
}
