import { language } from "../text/text.js";
import { el, newId, say } from "./dom.js";

/**
 * @param {boolean} smsAvailable without SMS there is nothing to choose, and it says so
 * @param {(method: "none" | "sms") => void} choose
 */
export function methodChoice(smsAvailable, choose) {
  const name = newId();
  /** @type {"none" | "sms"} */
  let value = smsAvailable ? "sms" : "none";
  const advice = el("p", { class: "field-advice", set: { "aria-live": "polite" } });
  const choices = /** @type {const} */ (["none", "sms"]).map((method) => {
    const id = newId();
    const radio = el("input", { set: { type: "radio", name, id, value: method, checked: method === value } });
    radio.disabled = method === "sms" && !smsAvailable;
    radio.addEventListener("change", () => set(method));
    return el("div", { class: "choice" }, radio, el("label", { text: `method.${method}`, set: { for: id } }));
  });
  const radios = choices.map((row) => row.querySelector("input"));
  /** @param {"none" | "sms"} method */
  const set = (method) => {
    value = method;
    radios.forEach((radio) => radio !== null && (radio.checked = radio.value === method));
    say(advice, { text: `method.${method}.advice` });
    choose(method);
  };
  say(advice, { text: `method.${value}.advice` });
  const element = el(
    "fieldset",
    { class: "methods" },
    el("legend", { text: "method.legend" }),
    el("div", { class: "row" }, ...choices),
    smsAvailable ? null : el("p", { class: "field-advice", text: "method.sms.off" }),
    advice,
  );
  return {
    element,
    choose: set,
    get value() {
      return value;
    },
  };
}

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
