import { language } from "../text/text.js";
import { el, newId } from "./dom.js";

/** In which language somebody is mailed. */
export function languageChoice() {
  const id = newId();
  const choices = [
    ["nl", "Nederlands"],
    ["en", "English"],
  ].map(([value = "", name = ""]) => el("option", { content: name, set: { value, selected: value === language() } }));
  const select = el("select", { set: { id } }, ...choices);
  return {
    element: el(
      "div",
      { class: "field" },
      el("label", { text: "recipients.language", set: { for: id } }),
      el("p", { class: "field-advice", text: "recipients.language.advice" }),
      select,
    ),
    choose: (/** @type {"nl" | "en"} */ chosen) => (select.value = chosen),
    get value() {
      return select.value === "en" ? "en" : "nl";
    },
  };
}
