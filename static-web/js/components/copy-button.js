import { button, el, say } from "./dom.js";

/** A button that copies words, and says that it did. @param {string} words */
export function copyButton(words) {
  const said = el("span", { class: "muted", set: { role: "status" } });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      say(said, { text: "action.copied" });
    } catch {
      // Some browsers and organisations do not let a page do this.
      say(said, { text: "action.copy.refused" });
    }
  };
  const press = button("action.copy", { class: "secondary", on: { click: () => void copy() } });
  return el("div", { class: "row" }, press, said);
}
