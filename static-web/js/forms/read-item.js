import { urls } from "./fhir.js";
import { formLimits } from "./limits.js";
import { extension, extensionsOf, isId, membersOf, own, wordsOf } from "./members.js";
import { isEmpty, readList, readOptions, readRange, readWhen, readWords } from "./read-parts.js";

/**
 * @typedef {import("./members.js").Members} Members
 * @typedef {import("./definition.js").Kind} Kind
 * @typedef {import("./definition.js").Place} Place
 */

/** @type {Record<string, Kind>} */
const kinds = {
  string: "text",
  text: "long-text",
  decimal: "number",
  integer: "number",
  date: "date",
  coding: "choice",
  attachment: "file",
  display: "explanation",
};

/** Members that would change what a form asks, and that we do not know. */
const refused = ["__proto__", "constructor", "prototype", "answerValueSet", "initial", "modifierExtension"];

/** Reads the items of one form, and notes what is wrong and where. */
export class ItemReader {
  #reading;
  #questions = 0;
  #ids = new Set();

  /** @param {import("./read-parts.js").Reading} reading */
  constructor(reading) {
    this.#reading = reading;
  }

  /** @param {Members} item @param {Place} place @returns {import("./definition.js").Page} */
  page(item, place) {
    const { faults } = this.#reading;
    if (own(item, "type") !== "group" || own(item, "repeats") === true) {
      faults.add(place, "not-a-page");
      return { id: "", title: { nl: "", en: "" }, when: null, questions: [] };
    }

    this.#checkMembers(item, place);
    const items = this.#items(item, place);
    if (items.length === 0) {
      faults.add(place, "empty-page");
    }

    return {
      id: this.#id(item, place),
      title: readWords(this.#reading, item, "text", place),
      when: readWhen(this.#reading, item, place),
      questions: items.map((question, at) => this.#question(question, { ...place, question: at + 1 })),
    };
  }

  /** @param {Members} item @param {Place} place @returns {import("./definition.js").Question} */
  #question(item, place) {
    this.#questions++;
    if (this.#questions === formLimits.questions + 1) {
      this.#reading.faults.add(place, "too-many-questions", { most: formLimits.questions });
    }

    this.#checkMembers(item, place);
    const kind = this.#kind(item, place);
    const text = readWords(this.#reading, item, "text", place);
    if (isEmpty(text)) {
      this.#reading.faults.add(place, "text-missing");
    }

    const isChoice = kind === "choice" || kind === "choices";
    return {
      id: this.#id(item, place),
      kind,
      text,
      ...this.#parts(item, kind, place),
      isRequired: kind !== "explanation" && own(item, "required") === true,
      ...readRange(this.#reading, item, kind, place),
      options: isChoice ? readOptions(this.#reading, item, place) : [],
      when: readWhen(this.#reading, item, place),
    };
  }

  /** Help, and what is asked of each of some people. @param {Members} item @param {Kind} kind @param {Place} place */
  #parts(item, kind, place) {
    const { faults } = this.#reading;
    const [first, ...rest] = this.#items(item, place);
    const hasHelp = first !== undefined && isHelp(first);
    const help = hasHelp ? readWords(this.#reading, first, "text", place) : { nl: "", en: "" };
    const others = hasHelp || first === undefined ? rest : [first, ...rest];
    if (kind === "people" && others.length === 0) {
      faults.add(place, "nobody-asked");
    }

    if (others.length > 0 && (kind !== "people" || place.inner !== null)) {
      faults.add(place, "nested");
      return { help, questions: [] };
    }

    return { help, questions: others.map((part, at) => this.#question(part, { ...place, inner: at + 1 })) };
  }

  /** @param {Members} item @param {Place} place @returns {Kind} */
  #kind(item, place) {
    const type = wordsOf(own(item, "type")).slice(0, 40);
    if (type === "group") {
      if (own(item, "repeats") !== true || place.inner !== null) {
        this.#reading.faults.add(place, "nested");
      }

      return "people";
    }

    const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (kind === undefined) {
      this.#reading.faults.add(place, "type", { type });
      return "text";
    }

    if (kind === "choice" && own(item, "repeats") === true) {
      return "choices";
    }

    return kind === "long-text" && extension(item, urls.address) !== undefined ? "address" : kind;
  }

  /** @param {Members} item @param {Place} place */
  #items(item, place) {
    const limit = { most: formLimits.questions, code: /** @type {const} */ ("too-many-questions") };
    return readList(this.#reading, item, "item", limit, place);
  }

  /** @param {Members} item @param {Place} place */
  #id(item, place) {
    const id = own(item, "linkId");
    if (!isId(id)) {
      this.#reading.faults.add(place, "id");
    } else if (this.#ids.has(id)) {
      this.#reading.faults.add(place, "id-twice", { id });
    }

    this.#ids.add(id);
    return wordsOf(id);
  }

  /** @param {Members} item @param {Place} place */
  #checkMembers(item, place) {
    const { faults } = this.#reading;
    const member = refused.find((name) => Object.hasOwn(item, name));
    if (member !== undefined) {
      faults.add(place, member === "answerValueSet" ? "options-elsewhere" : "member", { member });
    }

    // A rule that another program would work out: leaving it out would make it another form.
    if (extensionsOf(item).some((one) => Object.hasOwn(one, "valueExpression"))) {
      faults.add(place, "expression");
    }
  }
}

/** @param {Members} item */
function isHelp(item) {
  const concept = membersOf(own(extension(item, urls.control) ?? {}, "valueCodeableConcept"));
  const coding = own(concept, "coding");
  return own(item, "type") === "display" && Array.isArray(coding) && own(membersOf(coding[0]), "code") === "help";
}
