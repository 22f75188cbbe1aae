import { el } from "../../components/dom.js";

/** Fields with words in them. */
const typed = "textarea, input:not([type]), input:is([type=text], [type=email], [type=tel])";

/**
 * Prints all that the page shows: messages that are folded to a line open, and what stands in a field, which is no
 * higher than the screen, is printed as a text. Afterwards everything is as it was.
 */
export function printAll() {
  /** What was changed for paper, to be undone. @type {(() => void)[]} */
  let changes = [];
  const restore = () => {
    changes.forEach((undo) => undo());
    changes = [];
  };
  addEventListener("beforeprint", () => {
    restore();
    changes = prepare();
  });
  addEventListener("afterprint", restore);
}

/** @returns {(() => void)[]} what undoes it */
function prepare() {
  const folded = [...document.querySelectorAll("details.message:not([open])")].map((message) => {
    message.setAttribute("open", "");
    return () => message.removeAttribute("open");
  });
  const written = [...document.querySelectorAll(typed)].map((area) => {
    const isField = area instanceof HTMLTextAreaElement || area instanceof HTMLInputElement;
    const words = el("p", { class: "as-printed", written: isField ? area.value : "" });
    area.after(words);
    return () => words.remove();
  });
  return [...folded, ...written];
}

/** Prints one part of the page, of several beside it. @param {HTMLElement} part */
export function printOnly(part) {
  part.classList.add("is-printed");
  addEventListener("afterprint", () => part.classList.remove("is-printed"), { once: true });
  print();
}
