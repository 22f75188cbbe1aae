import { el } from "../../components/dom.js";

/** Fields with words in them. @type {"textarea"} the type of an element with a value */
const typed = /** @type {any} */ ("textarea, input:not([type]), input:is([type=text], [type=email], [type=tel])");

/** What was changed for paper, to be undone. @type {(() => void)[]} */
let undo = [];

/**
 * Prints all that the page shows: messages that are folded to a line open, and what stands in a field, which is no
 * higher than the screen, is printed as a text. Afterwards everything is as it was.
 */
export function printAll() {
  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", restore);
}

function prepare() {
  restore();
  for (const folded of document.querySelectorAll("details.message:not([open])")) {
    folded.setAttribute("open", "");
    undo.push(() => folded.removeAttribute("open"));
  }

  for (const area of document.querySelectorAll(typed)) {
    const words = el("p", { class: "as-printed", written: area.value });
    area.after(words);
    undo.push(() => words.remove());
  }
}

function restore() {
  undo.forEach((act) => act());
  undo = [];
}
