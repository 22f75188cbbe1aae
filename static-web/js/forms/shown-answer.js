import { addressOf, dayOf, isBlank } from "./answers.js";
import { wordsIn } from "./definition.js";
import { dateIn } from "./typed-value.js";

/**
 * @typedef {import("./definition.js").Question} Question
 * @typedef {import("./answers.js").Value} Value
 */

/**
 * An answer as it is read, a line each; of people nothing, whose answers stand by themselves.
 * @param {Question} question
 * @param {Value | undefined} value
 * @param {"nl" | "en"} language
 * @returns {string[]} nothing when it was not answered
 */
export function shownAnswer({ kind, options }, value, language) {
  if (value === undefined || isBlank(value) || kind === "people") {
    return [];
  }

  if (Array.isArray(value)) {
    const shown = value.map((one) => (typeof one === "string" ? optionText(options, one, language) : one.name));
    const order = options.map(({ text }) => wordsIn(text, language));
    return kind === "file" ? shown : shown.sort((one, other) => order.indexOf(one) - order.indexOf(other));
  }

  if (typeof value === "string") {
    return kind === "choice" ? [optionText(options, value, language)] : value.trim().split("\n");
  }

  return kind === "date" ? [shownDay(dayOf(value), language)] : addressLines(addressOf(value));
}

/** @param {import("./definition.js").Option[]} options @param {string} code @param {"nl" | "en"} language */
function optionText(options, code, language) {
  const option = options.find((one) => one.code === code);
  return option === undefined ? code : wordsIn(option.text, language);
}

/** @param {import("./typed-value.js").TypedDate} typed @param {"nl" | "en"} language */
function shownDay(typed, language) {
  const day = dateIn(typed);
  const format = new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
  // What is no day stands there as it was typed.
  return day === null ? [typed.day, typed.month, typed.year].join("-") : format.format(new Date(`${day}T00:00:00Z`));
}

/** @param {import("./answers.js").TypedAddress} value */
const addressLines = ({ street, postcode, city, country }) =>
  [street, `${postcode} ${city}`, country].map((line) => line.trim()).filter((line) => line !== "");
