import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { pasteAtOnce } from "../../components/long-paste.js";
import { notice } from "../../components/notice.js";
import { wordsIn } from "../../forms/definition.js";
import { readPasted } from "../../forms/pasted.js";
import { language } from "../../text/text.js";
import { factsOf } from "./question-row.js";

/** @typedef {import("../../forms/pasted.js").PastedPage} PastedPage */

const explained = /** @type {const} */ (["forms.paste.explain.kinds", "forms.paste.explain.choices",
  "forms.paste.explain.people", "forms.paste.explain.required", "forms.paste.explain.page"]);

/**
 * Asks for a list of questions, and shows how it is understood before any of it counts.
 * @returns {Promise<PastedPage[]>} none when it was given up
 */
export async function askForQuestions() {
  /** @type {PastedPage[]} */
  let pages = [];
  const typed = field({ label: "forms.paste.list", kind: "area", set: { rows: 8, autocomplete: "off" } });
  const found = el("div", { class: "form-pasted", set: { "aria-live": "polite" } });
  if (typed.control instanceof HTMLTextAreaElement) {
    pasteAtOnce(typed.control);
  }

  typed.control.addEventListener("input", () => {
    pages = readPasted(typed.value, language());
    found.replaceChildren(...preview(pages));
  });
  const isDone = await confirmDialog({
    title: "forms.paste.title",
    body: [
      el("p", { text: "forms.paste.explain" }), typed.element, found,
      el("details", { class: "form-pasted-help" }, el("summary", { text: "forms.paste.how" }),
        el("ul", {}, ...explained.map((text) => el("li", { text })))),
    ],
    confirm: "forms.paste.add",
    check() {
      typed.refuse(pages.length === 0 ? "forms.paste.none" : null);
      return pages.length > 0;
    },
    act: async () => true,
  });
  return isDone ? pages : [];
}

/** How many there are, and of which kind each is. @param {PastedPage[]} pages */
function preview(pages) {
  const questions = pages.flatMap((page) => page.questions);
  return pages.length === 0 ? [] : [
    el("p", { text: "forms.paste.found", values: { n: questions.length } }),
    el("ol", { label: "forms.paste.preview", set: { tabindex: 0 } }, ...pages.flatMap((page) => [
      ...(page.title === null ? [] : [el("li", {}, el("strong", { content: wordsIn(page.title, language()) }))]),
      ...page.questions.map((question) => el("li", {}, el("span", { content: wordsIn(question.text, language()) }),
        el("span", { class: "form-question-facts muted" }, ...factsOf(question, [])))),
    ])),
  ];
}

/**
 * Says how many questions were taken, and takes them out again.
 * @param {Awaited<ReturnType<typeof askForQuestions>>} pasted
 * @param {() => unknown} undo
 */
export function pastedNotice(pasted, undo) {
  const press = button("forms.paste.undo", { class: "secondary" });
  const n = pasted.reduce((sum, { questions }) => sum + questions.length, 0);
  const told = notice("success", "forms.paste.done", { n }, press);
  press.addEventListener("click", () => {
    told.remove();
    undo();
  });
  return told;
}
