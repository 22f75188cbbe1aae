import { ProblemError } from "../../api/call.js";
import { getDossierSettings } from "../../api/dossiers.js";
import { saveDossierSettings } from "../../api/service-desk.js";
import { choice } from "../../components/choices.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, say } from "../../components/dom.js";
import { field, focusFirstError } from "../../components/field.js";
import { OrderedRows } from "../../components/ordered-rows.js";
import { part } from "../../components/part.js";
import { randomId } from "../../crypto/base64.js";
import { longestName } from "../../limits.js";
import { isVisible } from "../../text/unseen.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { changesOf } from "./dossier-changes.js";

/**
 * @typedef {import("../../api/contract.d.ts").DossierSettings} DossierSettings
 * @typedef {import("../../api/contract.d.ts").SetDossierSettingsStatus} Status
 * @typedef {import("../../api/contract.d.ts").DossierTemplate} Template
 * @typedef {import("../../components/dom.js").Parts} Parts
 * @typedef {import("../../components/ordered-rows.js").FieldRow<Status>} StatusRow
 * @typedef {import("../../components/ordered-rows.js").FieldRow<Template>} TemplateRow
 * @typedef {{ nl: string, en: string }} Named
 */

/** The organisation's lists: how far a dossier can be, and which steps each kind of dossier has. */
export class DossiersPane {
  #part = part("desk.dossiers.title", "desk.dossiers.explain");
  /** @type {OrderedRows<Status, StatusRow>} */
  #statuses = new OrderedRows({
    label: "desk.dossiers.statuses",
    add: "desk.dossiers.status.add",
    make: () => ({ statusId: randomId(), nl: "", en: "", isOpen: true }),
    rowOf: statusRow,
  });
  /** @type {OrderedRows<Template, TemplateRow>} */
  #templates = new OrderedRows({
    label: "desk.dossiers.templates",
    add: "desk.dossiers.template.add",
    make: () => ({ templateId: randomId(), name: "", steps: [{ nl: "", en: "" }] }),
    rowOf: templateRow,
  });
  #retired = el("div", { class: "ordered" });
  #statusError = el("p", { class: "field-error", set: { hidden: true, role: "alert" } });
  #templateError = el("p", { class: "field-error", set: { hidden: true, role: "alert" } });
  /** @type {DossierSettings} */
  #settings = { version: 0, statuses: [], templates: [] };

  constructor() {
    const form = el("form", { class: "dossier-lists", set: { novalidate: true } },
      el("section", {},
        el("h3", { text: "desk.dossiers.statuses" }),
        el("p", { class: "muted", text: "desk.dossiers.statuses.explain" }),
        this.#statusError, this.#statuses.element, this.#retired),
      el("section", {},
        el("h3", { text: "desk.dossiers.templates" }),
        el("p", { class: "muted", text: "desk.dossiers.templates.explain" }),
        this.#templateError, this.#templates.element),
      button("desk.policy.next", { class: "primary", set: { type: "submit" } }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
    this.#part.body.append(form);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    return changesOf(this.#settings, this.#read()).length > 0;
  }

  focus() {
    this.#part.focus();
  }

  async load() {
    this.#fill(await getDossierSettings());
  }

  /** @param {DossierSettings} settings */
  #fill(settings) {
    this.#settings = settings;
    const used = settings.statuses.filter(({ isRetired }) => !isRetired);
    this.#statuses.fill(used.map(({ statusId, nl, en, isOpen }) => ({ statusId, nl, en, isOpen })));
    this.#templates.fill(settings.templates);
    this.#showRetired();
  }

  /** Those that only old dossiers have: they can be used again. */
  #showRetired() {
    const retired = this.#settings.statuses.filter(({ isRetired }) => isRetired);
    const rows = retired.map(({ statusId, nl, en, isOpen }) => {
      const values = { nl, en };
      const press = button("desk.dossiers.status.again", { class: "secondary" });
      say(press, { label: "desk.dossiers.status.again.of", values });
      const row = el("li", { class: "retired-row" }, el("p", { text: "desk.dossiers.status.both", values }), press);
      press.addEventListener("click", () => {
        row.remove();
        this.#statuses.add({ statusId, nl, en, isOpen }).fields()[0]?.control.focus();
      });
      return row;
    });
    this.#retired.replaceChildren(...(rows.length === 0 ? [] : [
      el("h4", { text: "desk.dossiers.retired" }),
      el("p", { class: "muted", text: "desk.dossiers.retired.explain" }),
      el("ul", {}, ...rows),
    ]));
  }

  /** All that is typed, in its order. */
  get #typed() {
    return [...this.#statuses.rows, ...this.#templates.rows].flatMap((row) => row.fields());
  }

  #read() {
    return { statuses: this.#statuses.values, templates: this.#templates.values };
  }

  /** Whether everything can be saved; says what not, and goes there. */
  #check() {
    const { statuses, templates } = this.#read();
    refuse(this.#statusError, statuses.length === 0 ? "desk.dossiers.statuses.empty"
      : statuses.some(({ isOpen }) => isOpen) ? null : "input.status-open-missing");
    refuse(this.#templateError, templates.some(({ steps }) => steps.length === 0) ? "desk.dossiers.steps.empty" : null);
    const fields = this.#typed;
    for (const one of fields) {
      one.refuse(one.value.trim() === "" ? "desk.dossiers.name.empty"
        : isVisible(one.value) ? null : "input.length-1-100");
    }

    // What is wrong in a template that is folded in is seen.
    for (const one of fields.filter(({ error }) => !error.hidden)) {
      one.element.closest("details")?.setAttribute("open", "");
    }

    return !focusFirstError(fields) && this.#statusError.hidden && this.#templateError.hidden;
  }

  async #save() {
    this.#part.clear();
    if (!this.#check()) {
      return;
    }

    const typed = this.#read();
    const changes = changesOf(this.#settings, typed);
    if (changes.length === 0) {
      this.#part.tell("info", "desk.dossiers.same");
      return;
    }

    let isOld = false;
    const isDone = await confirmDialog({
      title: "desk.policy.sure.title",
      body: [el("ul", { class: "desk-consequences" }, ...changes.map((words) => el("li", words)))],
      confirm: "desk.policy.save",
      act: async () => {
        const work = () => saveDossierSettings({ version: this.#settings.version, ...typed });
        const saved = await refuseFields(this.#fields(), work).catch((error) => {
          if (error instanceof ProblemError && error.code === "changed-meanwhile") {
            isOld = true;
            return null;
          }

          throw error;
        });
        saved !== null && this.#fill(saved);
        // The question closes; what was wrong stands where it was typed.
        return true;
      },
    });
    if (isOld) {
      await this.#meet();
    } else if (isDone && this.isDirty) {
      // The question took the focus from what the service refused.
      focusFirstError(this.#typed);
    } else if (isDone) {
      this.#part.tell("success", "desk.dossiers.saved");
      this.#part.focus();
    }
  }

  /** A colleague was first. What was typed stays; saving it again says what of theirs it changes. */
  async #meet() {
    this.#settings = await getDossierSettings();
    this.#showRetired();
    this.#part.tell("warning", "desk.dossiers.meanwhile");
    const theirs = button("desk.dossiers.theirs", { class: "secondary" });
    theirs.addEventListener("click", () => {
      this.#part.clear();
      this.#fill(this.#settings);
      this.#part.focus();
    });
    this.#part.element.querySelector(".part-notice")?.append(theirs);
    this.#part.focus();
  }

  /** Where the service says what is wrong, by the member of the request. */
  #fields() {
    const form = this.#part.body;
    const whole = (/** @type {HTMLElement} */ error) => ({
      refuse: (/** @type {TextKey | null} */ key) => refuse(error, key), control: form,
    });
    /** @type {Record<string, import("../shared/refuse-fields.js").Refusable>} */
    const fields = { statuses: whole(this.#statusError), templates: whole(this.#templateError) };
    this.#statuses.rows.forEach((row, at) => {
      const [nl, en] = row.fields();
      Object.assign(fields, { [`statuses[${at}].nl`]: nl, [`statuses[${at}].en`]: en });
    });
    this.#templates.rows.forEach((row, at) => {
      const [name, ...steps] = row.fields();
      const count = whole(this.#templateError);
      Object.assign(fields, { [`templates[${at}].name`]: name, [`templates[${at}].steps`]: count });
      steps.forEach((one, n) => {
        fields[`templates[${at}].steps[${Math.floor(n / 2)}].${n % 2 === 0 ? "nl" : "en"}`] = one;
      });
    });
    return fields;
  }
}

/** @param {HTMLElement} error @param {TextKey | null} key */
function refuse(error, key) {
  error.hidden = key === null;
  say(error, { text: key ?? "empty" });
}

/** A name in both languages. @param {Named} named */
function bothNames({ nl, en }) {
  const one = (/** @type {TextKey} */ label, /** @type {"nl" | "en"} */ lang, /** @type {string} */ value) => {
    const made = field({ label, set: { lang, autocomplete: "off", maxlength: longestName } });
    made.control.value = value;
    return made;
  };
  const fields = [one("desk.dossiers.name.nl", "nl", nl), one("desk.dossiers.name.en", "en", en)];
  return {
    element: el("div", { class: "field-pair" }, ...fields.map(({ element }) => element)),
    fields,
    read: () => ({ nl: fields[0]?.value.trim() ?? "", en: fields[1]?.value.trim() ?? "" }),
  };
}

/** @param {Status} status */
function statusRow({ statusId, isOpen, ...named }) {
  const names = bothNames(named);
  const open = choice({ kind: "checkbox", name: { text: "desk.dossiers.open" }, on: isOpen });
  return {
    element: el("div", {}, names.element, open.element),
    read: () => ({ statusId, ...names.read(), isOpen: open.control.checked }),
    name: () => names.read().nl,
    fields: () => names.fields,
  };
}

/** @param {Named} step */
function stepRow(step) {
  const names = bothNames(step);
  return { element: names.element, read: names.read, name: () => names.read().nl, fields: () => names.fields };
}

/** @param {Template} template @param {boolean} isNew */
function templateRow({ templateId, name, steps }, isNew) {
  const called = field({ label: "desk.dossiers.template.name", set: { autocomplete: "off", maxlength: longestName } });
  called.control.value = name;
  /** @type {OrderedRows<Named, import("../../components/ordered-rows.js").FieldRow<Named>>} */
  const rows = new OrderedRows({
    label: "desk.dossiers.steps", add: "desk.dossiers.step.add", make: () => ({ nl: "", en: "" }), rowOf: stepRow,
  });
  rows.fill(steps);
  const summary = el("summary", {});
  const label = () => {
    const values = { name: called.value.trim(), n: rows.values.length };
    say(summary, { text: values.name === "" ? "desk.dossiers.template.new" : "desk.dossiers.template.named", values });
  };
  const element = el("details", { class: "template-row", set: { open: isNew } },
    summary, called.element, el("p", { class: "steps-title", text: "desk.dossiers.steps" }), rows.element);
  for (const kind of /** @type {const} */ (["input", "click"])) {
    element.addEventListener(kind, label);
  }

  label();
  return {
    element,
    read: () => ({ templateId, name: called.value.trim(), steps: rows.values }),
    name: () => called.value.trim(),
    fields: () => [called, ...rows.rows.flatMap((row) => row.fields())],
  };
}
