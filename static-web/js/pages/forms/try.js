import { el, focusOn } from "../../components/dom.js";
import { trial } from "../../components/trial.js";
import { wordsIn } from "../../forms/definition.js";
import { language } from "../../text/text.js";

/**
 * A form as a client sees it: filled in with what they have for it, and nothing is kept or sent.
 * @param {import("../../forms/definition.js").Form} form
 * @param {{ back: string, version: number | null }} parts back: an address; version: of which it is, null: the draft
 * @returns {import("../shared/pane-host.js").Pane}
 */
export function tryPane(form, { back, version }) {
  const tried = trial(form);
  const over = new AbortController();
  const title = el("h1", { class: "folder-title" });
  const draw = () => title.replaceChildren(el("span", { content: wordsIn(form.title, language()) }));
  const words = version === null ? el("strong", { text: "forms.try.is" })
    : el("strong", { text: "forms.try.version", values: { n: version } });
  const bar = el("div", { class: "view-bar", label: "forms.try", set: { role: "region" } },
    el("p", {}, words, " ", el("span", { text: "forms.try.explain" })),
    el("a", { class: "button secondary", set: { href: `#${back}` } }, el("span", { text: "forms.try.back" })));
  const element = el("div", { class: "office" }, bar, title, tried.element);
  document.addEventListener("zegel-language", () => {
    if (element.isConnected) {
      draw();
      tried.remake();
    } else {
      over.abort();
    }
  }, { signal: over.signal });
  draw();
  tried.show();
  return { element, isDirty: false, focus: () => focusOn(title) };
}
