import { FillIn } from "./fill-in.js";
import { notice } from "./notice.js";
import { el } from "./dom.js";

/**
 * A form that is tried: filled in and checked as a client does, and forgotten.
 * @param {import("../forms/definition.js").Form} form
 */
export function trial(form) {
  /** @type {import("../forms/answers.js").Answers} */
  let answers = {};
  const told = el("div");
  const fillIn = new FillIn({
    form,
    get answers() {
      return answers;
    },
    asks: new Map(),
    write(pageId, key, value) {
      told.replaceChildren();
      answers = { ...answers, [pageId]: { ...answers[pageId], [key]: { value, at: "", by: "" } } };
    },
    choose: () => undefined,
    filesOf: null,
  }, {
    went: () => undefined,
    save: async () => undefined,
    send: async () => told.replaceChildren(notice("success", "fill.tried")),
    titled: () => undefined,
  });
  return {
    element: el("div", { class: "trial" }, told, fillIn.element),
    /** From its first page. */
    show: () => fillIn.show(""),
    /** The language is another one. */
    remake: () => fillIn.remake(),
  };
}
