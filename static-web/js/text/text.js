import { now } from "../browser/clock.js";
import { keep, kept } from "../browser/kept.js";
import { isolated } from "./shown.js";

/**
 * What is filled in in a text: a number, a line that somebody typed, several of those, a moment in full or short, a day,
 * a size in bytes, another text.
 * @typedef {string | string[] | number | { date: string } | { moment: string } | { day: string } | { size: number }
 *   | { text: TextKey }} Value
 * @typedef {Record<string, Value>} Values
 */

const chosenHere = "zegel-language";

/** How each language writes numbers and times: English as in Europe, with the day before the month and 24 hours. */
const forms = { nl: "nl-NL", en: "en-GB" };

/** The texts that there are, each in a module a language. */
export const parts = /** @type {const} */ ([
  "common", "conversations", "people", "drafts", "keeping", "log-in", "password", "account", "access", "desk",
  "desk-dossiers", "guests", "folders", "guest", "office", "forms", "tasks", "asked", "filling", "rows",
  "office-clients", "dossiers", "portal", "client", "formatting", "checks", "revoking", "copies",
  "receipts", "visiting", "audit-events", "desk-organising", "starter-files", "together", "handling",
  "members", "presence",
]);

/**
 * @param {"nl" | "en"} chosen
 * @param {typeof parts[number]} part
 * @returns {Promise<{ texts: Record<string, string> }>}
 */
const fetchPart = (chosen, part) => import(`./${chosen}/${part}.js`);

/** @type {Record<string, string>} */
let texts = {};

/** @type {"nl" | "en"} */
let current = "nl";

/** The language the page is in. */
export const language = () => current;

/** The language of the person: what was chosen here before, then the browser's, then Dutch. */
function preferred() {
  const stored = kept(chosenHere);
  const wished =
    stored ?? navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "nl" || tag === "en");
  return wished === "en" ? "en" : "nl";
}

/** In which texts an element was last shown, so that one that was out of the document meanwhile can catch up. */
const shownIn = new WeakMap();

/** Loads the texts and puts them in the document; to be awaited before anything is shown. */
export async function startLanguage() {
  await load(preferred());
  new MutationObserver(catchUp).observe(document.body, { childList: true, subtree: true });
}

/**
 * Parts that were made, or put away, in another language come back in the present one.
 * @param {MutationRecord[]} records
 */
function catchUp(records) {
  for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
    if (node instanceof Element) {
      localise(node, true);
    }
  }
}

/**
 * Changes the language of the page at once and remembers the choice.
 * @param {"nl" | "en"} chosen
 */
export async function chooseLanguage(chosen) {
  keep(chosenHere, chosen);
  await load(chosen);
  document.dispatchEvent(new Event("zegel-language"));
}

/**
 * The texts of every page, and of the parts that the document names in `data-texts`: a start page loads little.
 * @param {"nl" | "en"} [chosen] by default the language of the person
 */
export function fetchTexts(chosen = preferred()) {
  const named = (document.documentElement.dataset["texts"] ?? "").split(" ");
  const wanted = parts.filter((part) => part === "common" || named.includes(part));
  return Promise.all(wanted.map((part) => fetchPart(chosen, part)));
}

/**
 * Adds the texts of a part that comes after the page.
 * @param {typeof parts[number]} part
 */
export async function addTexts(part) {
  const { dataset } = document.documentElement;
  const [named = "", known] = [dataset["texts"], texts];
  if (!named.split(" ").includes(part)) {
    // A change of language brings them along from now on.
    dataset["texts"] = `${named} ${part}`;
  }

  Object.assign(known, (await fetchPart(current, part)).texts);
}

/** @param {"nl" | "en"} chosen */
async function load(chosen) {
  const modules = await fetchTexts(chosen);
  texts = Object.assign({}, ...modules.map((module) => module.texts));
  current = chosen;
  document.documentElement.lang = chosen;
  localise(document);
}

/**
 * A text in the language of the page. A value between braces is filled in; `{n|one|many}` picks by number.
 * @param {TextKey} key
 * @param {Values} [values]
 * @returns {string}
 */
export function text(key, values = {}) {
  const pattern = texts[key] ?? texts["problem.unexpected"] ?? key;
  return pattern.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) => {
    const value = values[name];
    const shown = value === undefined ? "" : show(value);
    return one === undefined ? shown : (value === 1 ? one : many).replace("#", shown);
  });
}

/** Whether there is a text of this name. @param {string} key @returns {key is TextKey} */
const hasText = (key) => key in texts;

/**
 * The first name that has a text, of names put together from what is only known when the page runs.
 * @param {string[]} keys
 */
export const firstText = (...keys) => keys.find(hasText) ?? "problem.unexpected";

/** @param {Value} value @returns {string} */
function show(value) {
  if (Array.isArray(value)) {
    return value.map(isolated).join(", ");
  }

  if (typeof value !== "object") {
    return typeof value === "number" ? new Intl.NumberFormat(forms[current]).format(value) : isolated(value);
  }

  if ("date" in value) {
    return showTime(value.date);
  }

  if ("moment" in value) {
    return showMoment(value.moment);
  }

  if ("day" in value) {
    return showDay(value.day);
  }

  return "size" in value ? showSize(value.size) : text(value.text);
}

/**
 * Making a format takes far longer than using it, and lists have hundreds of moments.
 * @type {Map<string, Intl.DateTimeFormat>}
 */
const formats = new Map();

/** @param {Intl.DateTimeFormatOptions} form @param {string} [locale] by default the page's */
function formatOf(form, locale = forms[current]) {
  // A device that travels is in another zone, on the same page.
  const offsets = [0, 6].map((month) => new Date(2026, month).getTimezoneOffset());
  const key = JSON.stringify([locale, form, offsets]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, form);
  formats.set(key, format);
  return format;
}

/** The zone of the organisation: in which its days begin, and its mails name moments. */
const ownZone = "Europe/Amsterdam";

/**
 * Whether the reader's clock shows another time than the organisation's at a moment: then a mail of ours and this page
 * say different hours, and the page says of which zone its own are.
 * @param {Date} date
 */
function isElsewhere(date) {
  const form = /** @type {const} */ ({ dateStyle: "short", timeStyle: "short" });
  const [here, there] = [{}, { timeZone: ownZone }].map((zone) =>
    formatOf({ ...form, ...zone }, "en-GB").format(date));
  return here !== there;
}

/**
 * The name of the reader's zone at a moment.
 * @param {Date} date
 * @param {"short" | "long"} timeZoneName
 */
const zoneAt = (date, timeZoneName) =>
  formatOf({ timeZoneName }).formatToParts(date).find(({ type }) => type === "timeZoneName")?.value ?? "";

/** Date and time in full: "21 november 2026 14:05", with the zone where it is not the organisation's. @param {string} time */
export function showTime(time) {
  const date = new Date(time);
  const day = formatOf({ dateStyle: "long" }).format(date);
  const hour = formatOf({ timeStyle: "short" }).format(date);
  return isElsewhere(date) ? `${day} ${hour} (${zoneAt(date, "long")})` : `${day} ${hour}`;
}

/**
 * A day in full: "1 december 2026". Of a moment it is the day in Amsterdam, where the organisation's days begin; a reader
 * elsewhere, where they begin at another moment, is told so.
 * @param {string} day "2026-12-01", or a moment
 */
export function showDay(day) {
  const timeZone = day.length === "2026-12-01".length ? "UTC" : ownZone;
  const shown = formatOf({ dateStyle: "long", timeZone }).format(new Date(day));
  return isElsewhere(new Date(day)) ? text("day.elsewhere", { day: shown }) : shown;
}

/**
 * As short as is clear: the time today, the day this year, else the date. A time has its zone where it is not the
 * organisation's.
 * @param {string} time
 */
export function showMoment(time) {
  const date = new Date(time);
  const today = new Date(now());
  if (date.toDateString() === today.toDateString()) {
    const hour = formatOf({ timeStyle: "short" }).format(date);
    return isElsewhere(date) ? `${hour} ${zoneAt(date, "short")}` : hour;
  }

  const isThisYear = date.getFullYear() === today.getFullYear();
  const form = /** @type {const} */ ({ day: "numeric", month: "short" });
  return formatOf(isThisYear ? form : { ...form, year: "numeric" }).format(date);
}

/** "1,4 MB"; below that in bytes, which browsers write as one of them. @param {number} bytes */
export function showSize(bytes) {
  if (bytes < 1000) {
    return text("size.bytes", { n: bytes });
  }

  const units = ["kilobyte", "megabyte", "gigabyte"];
  const step = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  const value = bytes / 1000 ** step;
  const maximumFractionDigits = value < 10 ? 1 : 0;
  /** @type {Intl.NumberFormatOptions} */
  const form = { style: "unit", unit: units[step - 1] ?? "kilobyte", unitDisplay: "short", maximumFractionDigits };
  return new Intl.NumberFormat(forms[current], form).format(value);
}

const attributes = /** @type {const} */ ({ label: "aria-label", hint: "placeholder", tip: "title" });

/**
 * Puts the texts in an element and everything below it. An element says in its data what it shows: `text` for its
 * content, `label`, `hint` and `tip` for its attributes, `values` for what is filled in.
 * @param {Document | Element} root
 * @param {boolean} [onlyLate] skips what is in the present language
 */
export function localise(root, onlyLate = false) {
  const selector = "[data-text], [data-label], [data-hint], [data-tip]";
  const self = root instanceof HTMLElement && root.matches(selector) ? [root] : [];
  for (const element of [...self, ...root.querySelectorAll(selector)]) {
    if (!(element instanceof HTMLElement) || (onlyLate && shownIn.get(element) === texts)) {
      continue;
    }

    shownIn.set(element, texts);
    const data = element.dataset;
    const values = data.values === undefined ? {} : JSON.parse(data.values);
    if (data.text !== undefined) {
      element.textContent = text(firstText(data.text), values);
    }

    for (const [name, attribute] of Object.entries(attributes)) {
      const key = data[name];
      if (key !== undefined) {
        element.setAttribute(attribute, text(firstText(key), values));
      }
    }
  }
}
