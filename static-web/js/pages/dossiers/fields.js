import { ProblemError } from "../../api/call.js";
import { field } from "../../components/field.js";
import { option, selectField } from "../../components/select-field.js";
import { mostSteps } from "../../limits.js";
import { stepsOf } from "../../spaces/dossier-making.js";
import { language } from "../../text/text.js";
import { isVisible } from "../../text/unseen.js";

/**
 * @typedef {import("../../api/contract.d.ts").DossierSettings} DossierSettings
 * @typedef {import("../../api/contract.d.ts").DossierPerson} DossierPerson
 * @typedef {import("../../api/contract.d.ts").DossierFacts} DossierFacts
 * @typedef {import("../../crypto/note-shapes.js").Notes["dossier"]} DossierHeader
 */

/** Characters of a dossier's number and description, and of a step's title, as the office types them. */
export const longestNumber = 60;
export const longestDescription = 300;
const longestStep = 120;

/** What a dossier is about: number, description, steps. */
export class HeaderFields {
  number = field({ label: "office.number", set: { autocomplete: "off", maxlength: longestNumber } });
  description = field({ label: "office.description", advice: "office.description.advice",
    set: { autocomplete: "off", maxlength: longestDescription } });
  steps = field({ label: "office.steps", advice: "office.steps.advice", kind: "area", set: { rows: 4 } });
  #before;

  /** @param {DossierHeader} before what is changed */
  constructor(before = { number: "", description: "", steps: [] }) {
    this.#before = before;
    this.number.control.value = before.number;
    this.description.control.value = before.description;
    this.showSteps(before.steps.map(({ title }) => title));
  }

  get isDirty() {
    const { number, description, steps } = this.#before;
    return this.number.value !== number || this.description.value !== description
      || this.steps.value !== linesOf(steps.map(({ title }) => title));
  }

  /** As it stands in the fields. */
  get typed() {
    return { number: this.number.value, description: this.description.value, steps: this.steps.value };
  }

  /** @param {HeaderFields["typed"]} typed */
  putBack({ number, description, steps }) {
    this.number.control.value = number;
    this.description.control.value = description;
    this.steps.control.value = steps;
  }

  /** @param {string[]} titles */
  showSteps(titles) {
    this.steps.control.value = linesOf(titles);
  }

  /** @returns {DossierHeader | null} null when something is not right: then the focus is there */
  read() {
    const steps = stepsOf(this.steps.value, this.#before.steps);
    this.number.refuse(isVisible(this.number.value) ? null : "office.number.empty");
    this.description.refuse(isVisible(this.description.value) ? null : "office.description.empty");
    this.steps.refuse(steps.length > mostSteps ? "office.steps.many"
      : steps.some(({ title }) => title.length > longestStep) ? "office.steps.long" : null);
    const wrong = [this.number, this.description, this.steps].find(({ error }) => !error.hidden);
    wrong?.control.focus();
    return wrong === undefined
      ? { number: this.number.value.trim(), description: this.description.value.trim(), steps }
      : null;
  }
}

/** @param {string[]} titles */
const linesOf = (titles) => titles.join("\n");

/** The service no longer has the status that was chosen. */
class StatusUnknownError extends Error {
  code = "status-unknown";
}

/**
 * Says of a refused field what it was about.
 * @template T
 * @param {() => Promise<T>} work
 */
export async function withStatus(work) {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ProblemError && "status" in (error.problem.errors ?? {}) ? new StatusUnknownError() : error;
  }
}

/** How far a dossier is and who handles it. */
export class FactFields {
  status = selectField("office.status");
  handler = selectField("office.handler");
  standIn = selectField("office.stand-in", "office.stand-in.advice");
  #before;

  /**
   * @param {DossierSettings} settings
   * @param {readonly DossierPerson[]} people who can handle it
   * @param {{ status: string, handlerId: string, standInId: string }} before as it stands
   */
  constructor({ statuses }, people, before) {
    const named = people.flatMap(({ accountId, name }) =>
      (accountId === null ? [] : [option(accountId, { content: name })]));
    const offered = statuses.filter(({ statusId, isRetired }) => !isRetired || statusId === before.status);
    this.status.offer(offered.map((one) => [one.statusId, { content: one[language()] }]));
    this.handler.offer(named);
    this.standIn.offer([["", { text: "office.nobody" }], ...named]);
    if (before.status !== "") {
      this.status.choose(before.status);
    }

    this.handler.choose(before.handlerId);
    this.standIn.choose(before.standInId);
    this.#before = this.values;
  }

  get values() {
    return { status: this.status.value, handlerId: this.handler.value, standInId: this.standIn.value };
  }

  /** What is offered no more stays as it is. @param {FactFields["values"]} values */
  putBack({ status, handlerId, standInId }) {
    for (const [select, value] of /** @type {const} */ ([
      [this.status, status], [this.handler, handlerId], [this.standIn, standInId],
    ])) {
      if ([...select.control.options].some((offered) => offered.value === value)) {
        select.choose(value);
      }
    }
  }

  /** What is other than it was: null is as it was. */
  get changed() {
    const { status, handlerId, standInId } = this.values;
    return {
      status: status === this.#before.status ? null : status,
      handlerId: handlerId === this.#before.handlerId ? null : handlerId,
      standInId: standInId === this.#before.standInId ? null : standInId,
    };
  }

  get isDirty() {
    return Object.values(this.changed).some((value) => value !== null);
  }

  get elements() {
    return [this.status.element, this.handler.element, this.standIn.element];
  }
}
