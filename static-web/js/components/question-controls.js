import { addressOf, codesOf, dayOf } from "../forms/answers.js";
import { wordsIn } from "../forms/definition.js";
import { formLimits } from "../forms/limits.js";
import { language } from "../text/text.js";
import { choice } from "./choices.js";
import { el, newId } from "./dom.js";
import { questionFrame } from "./question-frame.js";

/**
 * @typedef {import("./question-frame.js").Question} Question
 * @typedef {import("./question-frame.js").Control} Control
 * @typedef {import("../forms/answers.js").Value} Value
 * @typedef {(value: Value) => unknown} Changed
 */

/** Of more options than these, one is picked from a list. */
const mostRadios = 12;

/** An explanation, which asks nothing. @param {Question} question @returns {Control} */
export function explanation({ text, help }) {
  const more = wordsIn(help, language());
  const element = el("div", { class: "explanation question" },
    el("p", { written: wordsIn(text, language()) }), more === "" ? null : el("p", { class: "muted", written: more }));
  return { element, show: () => undefined, refuse: () => undefined, focus: () => undefined };
}

/** One field: a text of one line or more, or a number. @param {Question} question @param {Changed} changed
 * @returns {Control} */
export function textControl(question, changed) {
  const frame = questionFrame(question, false);
  const isNumber = question.kind === "number";
  const set = { id: frame.id, maxlength: formLimits.longestAnswer, autocomplete: "off" };
  const field = question.kind === "long-text"
    ? el("textarea", { set: { ...set, rows: 5 } })
    : el("input", {
      class: isNumber ? "is-number" : "", set: { ...set, type: "text", inputmode: isNumber ? "decimal" : null },
    });
  field.addEventListener("input", () => changed(field.value));
  frame.describe(field);
  frame.element.append(field);
  return {
    element: frame.element,
    show: (value) => put(field, typeof value === "string" ? value : ""),
    refuse: (fault) => frame.refuse(fault, [field]),
    focus: () => field.focus(),
  };
}

/**
 * Fields under one legend, of which the answer has a member each.
 * @template {import("../forms/answers.js").TypedDate | import("../forms/answers.js").TypedAddress} Typed
 * @param {Question} question
 * @param {(value: Typed) => unknown} changed
 * @param {(value: Value | undefined) => Typed} typedOf
 * @param {readonly { name: keyof Typed & string, label: TextKey, set: Record<string, string> }[]} parts
 * @returns {Control}
 */
function partsControl(question, changed, typedOf, parts) {
  const frame = questionFrame(question, true);
  let typed = typedOf(undefined);
  const fields = parts.map(({ name, label, set }) => {
    const id = newId();
    const control = el("input", { set: { id, type: "text", maxlength: formLimits.shortAnswer, ...set } });
    control.addEventListener("input", () => {
      typed = { ...typed, [name]: control.value };
      changed(typed);
    });
    const element = el("div", { class: "field" }, el("label", { text: label, set: { for: id } }), control);
    return { name, control, element };
  });
  frame.element.append(el("div", { class: `parts-${question.kind}` }, ...fields.map(({ element }) => element)));
  return {
    element: frame.element,
    show(value) {
      typed = typedOf(value);
      fields.forEach(({ name, control }) => put(control, String(typed[name])));
    },
    refuse: (fault) => frame.refuse(fault, fields
      .filter(({ name }) => fault?.values["part"] === undefined || fault.values["part"] === name)
      .map(({ control }) => control)),
    focus: () => (fields.find(({ control }) => control.ariaInvalid === "true") ?? fields[0])?.control.focus(),
  };
}

/** A date as people write it. @param {Question} question @param {Changed} changed */
export const dateControl = (question, changed) => partsControl(question, changed, dayOf, [
  { name: "day", label: "fill.day", set: { inputmode: "numeric", size: "2" } },
  { name: "month", label: "fill.month", set: { inputmode: "numeric", size: "2" } },
  { name: "year", label: "fill.year", set: { inputmode: "numeric", size: "4" } },
]);

/** @param {Question} question @param {Changed} changed */
export const addressControl = (question, changed) => partsControl(question, changed, addressOf, [
  { name: "street", label: "fill.street", set: { autocomplete: "address-line1" } },
  { name: "postcode", label: "fill.postcode", set: { autocomplete: "postal-code" } },
  { name: "city", label: "fill.city", set: { autocomplete: "address-level2" } },
  { name: "country", label: "fill.country", set: { autocomplete: "country-name" } },
]);

/** One option or several. @param {Question} question @param {Changed} changed @returns {Control} */
export function choiceControl(question, changed) {
  if (question.kind === "choice" && question.options.length > mostRadios) {
    return selectControl(question, changed);
  }

  const frame = questionFrame(question, true);
  const isOne = question.kind === "choice";
  const offered = question.options.map(({ code, text }) => choice({
    kind: isOne ? "radio" : "checkbox", name: { content: wordsIn(text, language()) }, group: frame.id, value: code,
  }));
  const chosen = () => offered.filter(({ control }) => control.checked).map(({ control }) => control.value);
  frame.element.append(...offered.map(({ element }) => element));
  frame.element.addEventListener("change", () => changed(isOne ? (chosen()[0] ?? "") : chosen()));
  return {
    element: frame.element,
    show(value) {
      const codes = codesOf(value);
      offered.forEach(({ control }) => (control.checked = codes.includes(control.value)));
    },
    refuse: (fault) => frame.refuse(fault, []),
    focus: () => (offered.find(({ control }) => control.checked) ?? offered[0])?.control.focus(),
  };
}

/** @param {Question} question @param {Changed} changed @returns {Control} */
function selectControl(question, changed) {
  const frame = questionFrame(question, false);
  const field = el("select", { set: { id: frame.id } }, el("option", { text: "fill.choose", set: { value: "" } }),
    ...question.options.map(({ code, text }) =>
      el("option", { content: wordsIn(text, language()), set: { value: code } })));
  field.addEventListener("change", () => changed(field.value));
  frame.describe(field);
  frame.element.append(field);
  return {
    element: frame.element,
    show: (value) => (field.value = typeof value === "string" ? value : ""),
    refuse: (fault) => frame.refuse(fault, [field]),
    focus: () => field.focus(),
  };
}

/**
 * What stands there already stays, with where its reader is in it.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} words
 */
function put(field, words) {
  if (field.value !== words) {
    field.value = words;
  }
}
