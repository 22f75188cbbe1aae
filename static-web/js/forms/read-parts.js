import { rangeOf, urls } from "./fhir.js";
import { formLimits } from "./limits.js";
import { extension, extensionsOf, hasMarks, isId, membersOf, own, wordsOf } from "./members.js";

/**
 * @typedef {import("./members.js").Members} Members
 * @typedef {import("./definition.js").Words} Words
 * @typedef {import("./definition.js").Kind} Kind
 * @typedef {import("./definition.js").Place} Place
 * @typedef {{ faults: import("./faults.js").Faults, language: "nl" | "en" }} Reading the language of what is not
 *   translated
 */

/** @type {import("./definition.js").Operator[]} */
const operators = ["exists", "=", "!=", ">", "<", ">=", "<="];

/** @param {Words} words */
export const isEmpty = ({ nl, en }) => nl === "" && en === "";

/**
 * @param {Reading} reading
 * @param {Members} holder
 * @param {string} name
 * @param {{ most: number, code: import("./definition.js").FaultCode }} limit code: of a list that has more
 * @param {Place} place
 * @returns {Members[]} nothing when it has more: what is too long is not looked into
 */
export function readList({ faults }, holder, name, { most, code }, place) {
  const value = own(holder, name);
  if (!Array.isArray(value)) {
    return [];
  }

  if (value.length > most) {
    faults.add(place, code, { most });
    return [];
  }

  return value.map(membersOf);
}

/**
 * A text with its translation (https://hl7.org/fhir/R5/languages.html).
 * @param {Reading} reading
 * @param {Members} holder
 * @param {string} name
 * @param {Place} place
 * @returns {Words}
 */
export function readWords(reading, holder, name, place) {
  const words = { nl: "", en: "" };
  words[reading.language] = readText(reading, own(holder, name), place);
  for (const found of extensionsOf(membersOf(own(holder, `_${name}`)))) {
    const parts = extensionsOf(found);
    const language = wordsOf(own(parts.find(({ url }) => url === "lang") ?? {}, "valueCode")).slice(0, 2);
    if (own(found, "url") === urls.translation && (language === "nl" || language === "en")) {
      const content = parts.find(({ url }) => url === "content") ?? {};
      words[language] = readText(reading, own(content, "valueString") ?? own(content, "valueMarkdown"), place);
    }
  }

  return words;
}

/** @param {Reading} reading @param {unknown} value @param {Place} place */
function readText({ faults }, value, place) {
  if (typeof value !== "string") {
    return "";
  }

  const text = value.replaceAll("\r\n", "\n").trim();
  if (text.length > formLimits.text) {
    faults.add(place, "text-long", { most: formLimits.text });
  } else if (hasMarks(text)) {
    faults.add(place, "text-marks");
  }

  return text;
}

/**
 * @param {Reading} reading
 * @param {Members} item
 * @param {Place} place
 * @returns {import("./definition.js").When | null}
 */
export function readWhen(reading, item, place) {
  const limit = { most: formLimits.conditions, code: /** @type {const} */ ("too-many-conditions") };
  const list = readList(reading, item, "enableWhen", limit, place);
  if (list.length === 0) {
    return null;
  }

  const conditions = list.map((condition, at) => {
    const question = own(condition, "question");
    const operator = operators.find((one) => one === own(condition, "operator"));
    const value = answerOf(condition);
    if (!isId(question) || operator === undefined || value === null) {
      reading.faults.add({ ...place, condition: at + 1 }, "condition");
    }

    return { question: wordsOf(question), operator: operator ?? "exists", value: value ?? "" };
  });
  return { isAll: own(item, "enableBehavior") !== "any", conditions };
}

/** @param {Members} condition @returns {string | boolean | null} */
function answerOf(condition) {
  const plain = ["answerBoolean", "answerString", "answerDate", "answerDecimal", "answerInteger"]
    .map((name) => own(condition, name))
    .find((value) => value !== undefined);
  const found = plain ?? own(membersOf(own(condition, "answerCoding")), "code");
  if (typeof found === "number") {
    return String(found);
  }

  return typeof found === "string" || typeof found === "boolean" ? found : null;
}

/**
 * @param {Reading} reading
 * @param {Members} item
 * @param {Place} place
 * @returns {import("./definition.js").Option[]}
 */
export function readOptions(reading, item, place) {
  const limit = { most: formLimits.options, code: /** @type {const} */ ("too-many-options") };
  const list = readList(reading, item, "answerOption", limit, place);
  if (list.length === 0) {
    reading.faults.add(place, "options-missing");
  }

  const codes = new Set();
  return list.map((option, at) => {
    const where = { ...place, option: at + 1 };
    const coding = membersOf(own(option, "valueCoding"));
    const code = own(coding, "code");
    const text = readWords(reading, coding, "display", where);
    if (!isId(code) || isEmpty(text)) {
      reading.faults.add(where, "option");
    } else if (codes.has(code)) {
      reading.faults.add(where, "option-twice", { code });
    }

    codes.add(code);
    return { code: wordsOf(code), text };
  });
}

/** How far the least and the most of a kind can go. @type {Partial<Record<Kind, [number, number]>>} */
const bounds = {
  number: [-1e15, 1e15],
  choices: [0, formLimits.options],
  people: [0, formLimits.people],
  file: [0, formLimits.files],
};

/** @param {Reading} reading @param {Members} item @param {Kind} kind @param {Place} place */
export function readRange(reading, item, kind, place) {
  if (kind === "text" || kind === "long-text") {
    const most = readNumber(reading, own(item, "maxLength"), [1, formLimits.longestAnswer], place);
    return { least: null, most };
  }

  const [names, limits] = [rangeOf[kind], bounds[kind]];
  if (names === undefined || limits === undefined) {
    return { least: null, most: null };
  }

  const [least = null, most = null] = [names.least, names.most].map((url) => {
    const found = extension(item, url) ?? {};
    return readNumber(reading, own(found, "valueInteger") ?? own(found, "valueDecimal"), limits, place);
  });
  if (least !== null && most !== null && least > most) {
    reading.faults.add(place, "range");
  }

  return { least, most };
}

/** @param {Reading} reading @param {unknown} value @param {[number, number]} limits @param {Place} place */
function readNumber({ faults }, value, [least, most], place) {
  if (value === undefined) {
    return null;
  }

  if (typeof value === "number" && value >= least && value <= most) {
    return value;
  }

  faults.add(place, "number", { least, most });
  return null;
}
