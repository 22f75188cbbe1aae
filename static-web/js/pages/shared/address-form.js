import { addressField } from "../../components/address-field.js";
import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { refuseFields } from "./refuse-fields.js";

/**
 * One address and a button, after which a mail is on its way or not: the page says the same.
 * @param {object} parts
 * @param {TextKey} parts.submit key of the button
 * @param {(email: string) => Promise<unknown>} parts.send
 * @param {(email: string) => unknown} parts.sent
 */
export function addressForm({ submit, send, sent }) {
  const { field: email, read } = addressField({
    label: "log-in.email",
    set: { name: "email", autocomplete: "username", required: true },
  });
  const problem = el("div");
  const press = button(submit, { class: "primary", set: { type: "submit" } });
  const form = el("form", { set: { novalidate: true, "data-enter": "sends" } }, problem, email.element, press);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const isEmpty = email.value.trim() === "";
    const typed = read();
    if (isEmpty) {
      email.refuse("log-in.email.empty");
    }

    if (typed === null || press.ariaBusy === "true") {
      email.control.focus();
      return;
    }

    press.ariaBusy = "true";
    problem.replaceChildren();
    try {
      if ((await refuseFields({ email }, async () => [await send(typed)])) !== null) {
        sent(typed);
      }
    } catch (error) {
      const { key, values } = problemText(error);
      problem.replaceChildren(notice("error", key, values));
    } finally {
      press.ariaBusy = "false";
    }
  });
  return form;
}
