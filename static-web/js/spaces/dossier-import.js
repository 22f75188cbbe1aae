import { longestName, longestPhone, mostParts } from "../limits.js";
import { keyOf, readAddress } from "../text/typed-address.js";
import { isVisible } from "../text/unseen.js";
import { sameNumber } from "./dossiers.js";

/**
 * @typedef {import("./csv-table.js").CsvRow} CsvRow
 * @typedef {import("../api/contract.d.ts").DossierSettings} DossierSettings
 * @typedef {import("../api/contract.d.ts").DossierPerson} DossierPerson
 * @typedef {import("./dossiers.js").DossierRow} DossierRow
 * @typedef {{ key: TextKey, values: import("../text/text.js").Values }} Fault
 * @typedef {{ line: number, number: string, name: string, email: string, faults: Fault[] }} ImportRow
 * @typedef {{ kind: "person" | "company", name: string, email: string, phone: string | null,
 *   language: "nl" | "en" }} ImportClient
 * @typedef {object} ImportDossier
 * @property {string} number
 * @property {string} description
 * @property {string} status
 * @property {string | null} handlerId null: who imports
 * @property {string | null} standInId
 * @property {string[]} steps
 * @property {ImportClient[]} clients
 * @property {DossierRow | null} made it is there already: clients who are missing are added to it
 * @property {boolean} isRight whether none of its rows has a fault
 * @typedef {"number" | "description" | "name" | "email"} Needed
 * @typedef {{ rows: ImportRow[], dossiers: ImportDossier[], ignored: string[], missing: Needed[] }} Import
 * @typedef {Needed | "status" | "handler" | "standIn" | "template" | "kind" | "phone" | "language"} Column
 */

/** How columns are called, in Dutch and English. @type {[Column, string[]][]} */
const columns = [
  ["number", ["dossiernummer", "nummer", "dossier", "dossiernr", "zaaknummer", "dossier number", "file number",
    "number", "case number"]],
  ["description", ["omschrijving", "beschrijving", "dossieromschrijving", "description", "title", "titel"]],
  ["status", ["status"]],
  ["handler", ["behandelaar", "handler"]],
  ["standIn", ["vervanger", "stand in", "standin"]],
  ["template", ["sjabloon", "template"]],
  ["kind", ["soort", "soort client", "type", "kind", "client kind"]],
  ["name", ["naam", "client", "naam client", "clientnaam", "name", "client name", "customer"]],
  ["email", ["e mail", "email", "mail", "e mailadres", "emailadres", "email address", "e mail address"]],
  ["phone", ["mobiel", "mobiel nummer", "mobielnummer", "telefoon", "telefoonnummer", "mobile", "mobile number",
    "phone", "phone number"]],
  ["language", ["taal", "language"]],
];

/** Without these there is nothing to make. @type {Needed[]} */
const needed = ["number", "description", "name", "email"];

/** @type {["person" | "company", string[]][]} */
const kinds = [
  ["person", ["persoon", "person", "particulier", "natuurlijk persoon", "p"]],
  ["company", ["bedrijf", "company", "organisatie", "organisation", "rechtspersoon", "b"]],
];

/** @type {["nl" | "en", string[]][]} */
const languages = [["nl", ["nl", "nederlands", "dutch"]], ["en", ["en", "engels", "english"]]];

/** In which form two words are the same. @param {string} typed */
const plain = (typed) =>
  typed.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** @param {string} cell @returns {Column | null} */
const columnOf = (cell) => wordOf(columns, cell);

/** Whether a cell names a column. @param {string} cell */
export const isColumn = (cell) => columnOf(cell) !== null;

/** Longest number and description, as the office types them. */
const longest = { number: 60, description: 300 };

/**
 * What a table says of dossiers and clients, and every fault in it by its row, before anything is made. Rows with one
 * number are one dossier, a client each.
 * @param {CsvRow[]} table the first names the columns
 * @param {object} known
 * @param {DossierSettings} known.settings
 * @param {DossierPerson[]} known.people who can handle a dossier
 * @param {(number: string) => DossierRow[]} known.withNumber the dossiers that have it already
 * @param {"nl" | "en"} known.language of who imports
 * @returns {Import}
 */
export function readImport([head, ...body], known) {
  const names = (head?.cells ?? []).map(columnOf);
  const ignored = (head?.cells ?? []).filter((cell, at) => cell !== "" && names[at] === null);
  const missing = needed.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    return { rows: [], dossiers: [], ignored, missing };
  }

  const reader = new Reader(known);
  const rows = body.map(({ line, cells }) => {
    const cell = (/** @type {Column} */ column) => cells[names.indexOf(column)] ?? "";
    return reader.read(line, cell);
  });
  return { rows, dossiers: reader.dossiers, ignored, missing };
}

/**
 * The clients of a dossier that is there who are not in it, by their names: which of them it really lacks is asked when
 * they are added.
 * @param {ImportDossier} dossier
 */
export function missingIn({ made, clients }) {
  const there = made?.parts.map(({ name }) => plain(name)) ?? [];
  return clients.filter(({ name }) => {
    const at = there.indexOf(plain(name));
    return at < 0 || there.splice(at, 1).length === 0;
  });
}

/** Reads row by row, and remembers what the rows before said. */
class Reader {
  #known;
  /** @type {Map<string, ImportDossier>} */
  #dossiers = new Map();
  /** By address. @type {Map<string, { name: string, kind: string, line: number }>} */
  #clients = new Map();
  /** @type {Fault[]} */
  #faults = [];

  /** @param {Parameters<typeof readImport>[1]} known */
  constructor(known) {
    this.#known = known;
  }

  get dossiers() {
    return [...this.#dossiers.values()];
  }

  /** @param {number} line @param {(column: Column) => string} cell @returns {ImportRow} */
  read(line, cell) {
    this.#faults = [];
    const number = cell("number").trim();
    const client = this.#readClient(line, cell);
    const dossier = this.#readDossier(number, cell);
    if (dossier !== null && client !== null) {
      const isTwice = dossier.clients.some(({ email }) => keyOf(email) === keyOf(client.email));
      this.#check(!isTwice, "office.import.client-twice", { email: client.email });
      this.#check(dossier.clients.length < mostParts, "office.import.clients-many", { n: mostParts });
      dossier.clients.push(client);
    }

    if (dossier !== null && this.#faults.length > 0) {
      dossier.isRight = false;
    }

    return { line, number, name: cell("name"), email: cell("email"), faults: this.#faults };
  }

  /** @param {boolean} isRight @param {TextKey} key @param {import("../text/text.js").Values} [values] */
  #check(isRight, key, values = {}) {
    if (!isRight) {
      this.#faults.push({ key, values });
    }

    return isRight;
  }

  /** @param {string} number @param {(column: Column) => string} cell @returns {ImportDossier | null} */
  #readDossier(number, cell) {
    if (!this.#check(isVisible(number), "office.import.number-empty")) {
      return null;
    }

    this.#check(number.length <= longest.number, "office.import.number-long", { n: longest.number });
    const description = cell("description").trim();
    const before = this.#dossiers.get(sameNumber(number));
    const made = this.#findMade(number, description === "" ? (before?.description ?? "") : description);
    if (before !== undefined) {
      const isSame = description === "" || description === before.description;
      this.#check(isSame, "office.import.description-other", { description: before.description });
      return before;
    }

    this.#check(isVisible(description), "office.import.description-empty");
    const n = longest.description;
    this.#check(description.length <= n, "office.import.description-long", { n });
    /** @type {ImportDossier} */
    const dossier = {
      number,
      description,
      status: this.#readStatus(cell("status")),
      handlerId: this.#readPerson(cell("handler")),
      standInId: this.#readPerson(cell("standIn")),
      steps: this.#readSteps(cell("template")),
      clients: [],
      made,
      isRight: true,
    };
    this.#dossiers.set(sameNumber(number), dossier);
    return dossier;
  }

  /**
   * A dossier that an import made which was cut off has this number and description; any other keeps its number.
   * @param {string} number
   * @param {string} description
   */
  #findMade(number, description) {
    const there = this.#known.withNumber(number);
    const made = there.find(({ header }) => header?.description === description) ?? null;
    this.#check(there.length === 0 || made !== null, "office.import.number-taken", { number });
    this.#check((made?.facts.closedAt ?? null) === null, "office.import.number-closed", { number });
    return made;
  }

  /** Empty: the first of the list. @param {string} typed */
  #readStatus(typed) {
    const offered = this.#known.settings.statuses.filter(({ isRetired }) => !isRetired);
    const found = typed === "" ? offered[0] : offered.find(({ nl, en }) => [nl, en].map(plain).includes(plain(typed)));
    this.#check(found !== undefined, "office.import.status-unknown", {
      status: typed, names: offered.map((one) => one[this.#known.language]),
    });
    return found?.statusId ?? "";
  }

  /** @param {string} typed @returns {string | null} */
  #readPerson(typed) {
    const found = this.#known.people.find(({ name }) => plain(name) === plain(typed)) ?? null;
    this.#check(typed === "" || found !== null, "office.import.person-unknown", { name: typed });
    return found?.accountId ?? null;
  }

  /** @param {string} typed */
  #readSteps(typed) {
    const found = this.#known.settings.templates.find(({ name }) => plain(name) === plain(typed));
    this.#check(typed === "" || found !== undefined, "office.import.template-unknown", { name: typed });
    return (found?.steps ?? []).map((step) => step[this.#known.language]);
  }

  /** @param {number} line @param {(column: Column) => string} cell @returns {ImportClient | null} */
  #readClient(line, cell) {
    const name = cell("name").trim();
    const phone = cell("phone").trim();
    const { address, refusal } = readAddress(cell("email"));
    const kind = cell("kind") === "" ? "person" : wordOf(kinds, cell("kind"));
    const language = cell("language") === "" ? this.#known.language : wordOf(languages, cell("language"));
    this.#check(isVisible(name), "office.import.name-empty");
    this.#check(name.length <= longestName, "office.import.name-long", { n: longestName });
    this.#check(phone.length <= longestPhone, "office.import.phone-long", { n: longestPhone });
    this.#check(kind !== null, "office.import.kind-unknown", { kind: cell("kind") });
    this.#check(language !== null, "office.import.language-unknown", { language: cell("language") });
    if (address === null) {
      this.#check(false, cell("email") === "" ? "office.import.email-empty" : refusal);
      return null;
    }

    if (kind === null || language === null) {
      return null;
    }

    const before = this.#clients.get(keyOf(address));
    const isSame = before === undefined || (before.name === name && before.kind === kind);
    this.#check(isSame, "office.import.client-other", { email: address, line: before?.line ?? 0 });
    this.#clients.set(keyOf(address), before ?? { name, kind, line });
    return { kind, name, email: address, phone: phone === "" ? null : phone, language };
  }
}

/**
 * @template {string} Word
 * @param {readonly (readonly [Word, string[]])[]} words
 * @param {string} typed
 * @returns {Word | null}
 */
function wordOf(words, typed) {
  return words.find(([, names]) => names.includes(plain(typed)))?.[0] ?? null;
}

/**
 * A file to begin with: names of columns and two dossiers, one of them with two clients.
 * @param {"nl" | "en"} language
 */
export function sampleTable(language) {
  const rows = language === "nl"
    ? [
      ["Dossiernummer", "Omschrijving", "Soort", "Naam", "E-mail", "Mobiel", "Taal"],
      ["2026-0412", "Aankoop Lindelaan 12", "Persoon", "Jan de Vries", "jan@example.nl", "06 12345678", "Nederlands"],
      ["2026-0412", "Aankoop Lindelaan 12", "Persoon", "Petra Smit", "petra@example.nl", "", "Nederlands"],
      ["2026-0413", "Oprichting Bakkerij Korst", "Bedrijf", "Bakkerij Korst", "info@example.nl", "", "Engels"],
    ]
    : [
      ["Dossier number", "Description", "Kind", "Name", "E-mail", "Mobile", "Language"],
      ["2026-0412", "Purchase of Lindelaan 12", "Person", "Jan de Vries", "jan@example.nl", "06 12345678", "Dutch"],
      ["2026-0412", "Purchase of Lindelaan 12", "Person", "Petra Smit", "petra@example.nl", "", "Dutch"],
      ["2026-0413", "Founding of Korst Bakery", "Company", "Korst Bakery", "info@example.nl", "", "English"],
    ];
  // With the mark by which Excel knows UTF-8.
  return `\ufeff${rows.map((cells) => cells.join(";")).join("\r\n")}\r\n`;
}
