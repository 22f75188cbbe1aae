import { button, el } from "./dom.js";
import { problemText } from "./problem-text.js";

/**
 * @typedef {import("./field.js").Field} Field
 * @typedef {(typed: string, field: Field) => Promise<unknown>} Give says what is wrong with what was typed at the
 *   field; what else goes wrong rejects
 */

/**
 * One thing that staff give somebody.
 * @param {Field} asked
 * @param {TextKey} submit key of the button
 * @param {(typed: string) => TextKey | null} refusal what is wrong with it before it is sent
 * @param {Give} give
 */
export function giveForm(asked, submit, refusal, give) {
  const press = button(submit, { class: "secondary", set: { type: "submit" } });
  const form = el("form", { set: { novalidate: true } }, asked.element, press);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = asked.value.trim();
    asked.refuse(refusal(typed));
    if (!asked.error.hidden || press.ariaBusy === "true") {
      asked.control.focus();
      return;
    }

    press.ariaBusy = "true";
    try {
      await give(typed, asked);
    } catch (error) {
      const { key, values } = problemText(error);
      asked.refuse(key, values);
      asked.control.focus();
    } finally {
      press.ariaBusy = "false";
    }
  });
  return form;
}
