import { Composer } from "../../components/composer.js";
import { copyButton } from "../../components/copy-button.js";
import { button, el, newId } from "../../components/dom.js";
import { addTexts } from "../../text/text.js";
import { namedPart } from "../shared/named-part.js";

/**
 * Says that a mailbox is not one's own any more. Nothing of it stays on the screen but what was typed here and not
 * sent: that can be copied.
 * @param {string} name of the mailbox
 * @param {HTMLElement[]} panes what was open in it
 */
export async function tellLost(name, panes) {
  const typed = panes.flatMap(wordsIn);
  ["list", "drafts", "conversation"].forEach((part) => namedPart(part).replaceChildren());
  await addTexts("members");
  const id = newId();
  const on = button("lost.go-on", { class: "primary" });
  const dialog = el(
    "dialog",
    { class: "dialog covering", set: { "aria-labelledby": id } },
    el("h2", { text: "lost.title", values: { name }, set: { id } }),
    el("p", { text: "lost.body" }),
    ...(typed.length === 0 ? [] : [el("p", { text: "lost.typed" }), ...typed.map(keptWords)]),
    el("div", { class: "row" }, on),
  );
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => {
    on.addEventListener("click", resolve, { once: true });
    dialog.addEventListener("cancel", resolve, { once: true });
  });
  dialog.remove();
}

/** What was typed in a pane and not sent. @param {HTMLElement} pane */
function wordsIn(pane) {
  const messages = [...pane.querySelectorAll("zegel-composer")].filter((one) => one instanceof Composer)
    .map(({ written: { subject, text } }) => [subject, text].filter((line) => line.trim() !== "").join("\n\n"));
  const notes = [...pane.querySelectorAll("form.internal textarea")]
    .map((one) => (one instanceof HTMLTextAreaElement ? one.value.trim() : ""));
  return [...messages, ...notes].filter((words) => words !== "");
}

/** @param {string} words */
function keptWords(words) {
  const area = el("textarea", { label: "lost.words", set: { readonly: true, rows: 6 } });
  area.value = words;
  return el("div", { class: "field" }, area, copyButton(words));
}
