import { el, find, icon } from "../../components/dom.js";
import { conditionFaults } from "../../forms/conditions.js";
import { faultsOf } from "../../forms/definition.js";

/**
 * @typedef {import("../../forms/definition.js").Fault} Fault
 * @typedef {import("../../forms/definition.js").FaultCode} FaultCode
 */

/** What is not wrong yet while a form is being made: it is told once somebody wants to publish. @type {FaultCode[]} */
const unfinished = ["title", "no-pages", "empty-page", "text-missing", "options-missing", "option", "nobody-asked",
  "condition-value"];

/** @param {Fault} fault */
export const isUnfinished = ({ code }) => unfinished.includes(code);

/**
 * All that is wrong: conditions are looked at also while something else is.
 * @param {import("../../forms/definition.js").Form} form
 */
export function allFaults(form) {
  const faults = faultsOf(form);
  const isOther = faults.some(({ code }) => !code.startsWith("condition"));
  return isOther ? [...faults, ...conditionFaults(form)] : faults;
}

/** @param {"forms.fault.condition-n" | "forms.fault.option-n"} text @param {number | null} n */
const numbered = (text, n) => (n === null ? [] : [el("span", { text, values: { n } }), " "]);

/** What is wrong, beside where it is. @param {Fault} fault */
export const faultLine = ({ code, values, place }) =>
  el("p", { class: "fault-line" }, icon("warning"), el("span", {},
    ...numbered("forms.fault.condition-n", place.condition), ...numbered("forms.fault.option-n", place.option),
    el("span", { text: `forms.fault.${code}`, values })));

/**
 * Where a fault is, in words: "Pagina 2, vraag 3".
 * @param {Fault} fault
 * @returns {import("../../components/dom.js").Parts}
 */
export function placeOf({ place: { page, question, inner } }) {
  const values = { page: page ?? 0, question: question ?? 0, inner: inner ?? 0 };
  if (page === null) {
    return { text: "forms.place.form" };
  }

  return question === null ? { text: "forms.place.page", values }
    : { text: inner === null ? "forms.place.question" : "forms.place.inner", values };
}

/**
 * All that is wrong, each with a press that leads to it.
 * @param {(fault: Fault) => unknown} goTo
 */
export function faultSummary(goTo) {
  const element = el("div", { class: "office-notices" });
  let shown = "";
  return {
    element,
    focus: () => find(element, "button", HTMLElement)?.focus(),
    /** @param {Fault[]} faults */
    show(faults) {
      const print = JSON.stringify(faults);
      if (print === shown) {
        // Who is on one of them stays there.
        return;
      }

      shown = print;
      const rows = faults.map((fault) => el("li", {}, el("button", {
        ...placeOf(fault), class: "quiet", set: { type: "button" }, on: { click: () => goTo(fault) },
      }), faultLine(fault)));
      element.replaceChildren(...(faults.length === 0 ? []
        : [el("div", { class: "notice notice-error form-faults-all" }, icon("warning"),
          el("div", {}, el("p", { text: "forms.faults", values: { n: faults.length } }), el("ul", {}, ...rows)))]));
    },
  };
}

/** Faults with their places, of what is not shown itself. @param {Fault[]} faults */
export const faultList = (faults) => el("ul", { class: "form-fault-list" }, ...faults.map((fault) =>
  el("li", {}, el("strong", placeOf(fault)), " ", faultLine(fault))));
