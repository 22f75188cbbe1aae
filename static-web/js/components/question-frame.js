import { wordsIn } from "../forms/definition.js";
import { language } from "../text/text.js";
import { el, newId, say } from "./dom.js";

/**
 * @typedef {import("../forms/definition.js").Question} Question
 * @typedef {import("../forms/answers.js").Value} Value
 * @typedef {import("../forms/check.js").AnswerFault} AnswerFault
 * @typedef {object} Control where a question is answered
 * @property {HTMLElement} element
 * @property {(value: Value | undefined) => void} show what was answered; what is the same already is not touched
 * @property {(fault: AnswerFault | null) => void} refuse
 * @property {() => void} focus
 */

/**
 * What stands around every question: its text, its help and the place for what is wrong, tied to what is filled in.
 * @param {Question} question
 * @param {boolean} isGroup whether it has several fields, which its text is the legend of
 */
export function questionFrame(question, isGroup) {
  const id = newId();
  const words = wordsIn(question.text, language());
  const optional = question.isRequired || question.kind === "people"
    ? null : el("span", { class: "optional", text: "fill.optional" });
  const caption = isGroup
    ? el("legend", {}, el("span", { content: words }), optional)
    : el("label", { set: { for: id } }, el("span", { content: words }), optional);
  const help = wordsIn(question.help, language());
  const advice = help === "" ? null : el("p", { class: "field-advice", written: help, set: { id: `${id}-a` } });
  const error = el("p", { class: "field-error", set: { id: `${id}-e`, hidden: true } });
  const element = isGroup
    ? el("fieldset", { class: "methods question", set: { id: `${id}-g` } }, caption, advice, error)
    : el("div", { class: "field question" }, caption, advice, error);

  /** @param {Element} described */
  const describe = (described) => {
    const ids = [advice?.id, error.hidden ? undefined : error.id].filter(Boolean).join(" ");
    ids === "" ? described.removeAttribute("aria-describedby") : described.setAttribute("aria-describedby", ids);
  };
  isGroup && describe(element);
  return {
    id,
    element,
    describe,
    /**
     * @param {AnswerFault | null} fault
     * @param {Element[]} fields that are marked
     */
    refuse(fault, fields) {
      error.hidden = fault === null;
      // Below what is filled in, as in every other form.
      element.append(error);
      say(error, fault === null ? { text: "empty" } : faultParts(fault));
      fields.forEach((one) => one.setAttribute("aria-invalid", String(fault !== null)));
      (isGroup ? [element] : fields).forEach(describe);
    },
  };
}

/** @typedef {ReturnType<typeof questionFrame>} Frame */

/** What is wrong, in words. @param {AnswerFault} fault @returns {import("./dom.js").Parts} */
export function faultParts({ code, values, slot }) {
  if (code === "required") {
    return { text: slot.question.kind === "people" ? "fill.fault.nobody" : "fill.fault.required" };
  }

  const part = values["part"];
  return code === "address-part"
    ? { text: part === "street" || part === "postcode" ? `fill.fault.${part}` : "fill.fault.city" }
    : { text: `fill.fault.${code}`, values };
}
