import { button, el, icon, say } from "../../components/dom.js";
import { fewOf } from "../../components/file-limits.js";
import { list } from "../../components/list.js";
import { notice } from "../../components/notice.js";
import { act, part } from "../../components/part.js";
import { codeOf, problemText } from "../../components/problem-text.js";
import { hasFiles } from "../../components/refuse-drops.js";
import { rowsOf, wordsOf } from "../../spaces/csv-table.js";
import { isColumn, missingIn, readImport, sampleTable } from "../../spaces/dossier-import.js";
import { DossierImporting } from "../../spaces/dossier-importing.js";
import { firstText, language, text } from "../../text/text.js";
import { saveFile } from "../shared/save-file.js";

/**
 * @typedef {import("../../spaces/dossiers.js").Dossiers} Dossiers
 * @typedef {import("../../spaces/dossier-import.js").Import} Import
 * @typedef {import("../../spaces/dossier-import.js").ImportRow} ImportRow
 * @typedef {import("../../spaces/dossier-importing.js").ImportedDossier} ImportedDossier
 * @typedef {import("../../spaces/dossier-importing.js").Failure} Failure
 */

/** A list of thousands of rows is some hundred kilobytes. */
const largestTable = 5e6;

/** Dossiers and clients out of a table, once every fault in it was seen. */
export class ImportPane {
  #dossiers;
  #settings;
  #people;
  #part = part("office.import.title", "office.import.explain", "h1");
  #input = el("input", { label: "office.import.input",
    set: { type: "file", accept: ".csv,.txt,text/csv", class: "visually-hidden", tabindex: -1 } });
  #body = el("div", { class: "office", set: { "aria-live": "polite" } });
  #drop;
  /** @type {DossierImporting | null} */
  #importing = null;
  #isBusy = false;
  #name = "";
  #kept;

  /**
   * @param {Dossiers} dossiers all of them were read
   * @param {import("../../api/contract.d.ts").DossierSettings} settings
   * @param {import("../../api/contract.d.ts").DossierPerson[]} people who can handle one
   * @param {import("./kept-form.js").KeptForm} kept how far an import is
   */
  constructor(dossiers, settings, people, kept) {
    this.#dossiers = dossiers;
    this.#kept = kept;
    this.#settings = settings;
    this.#people = people;
    this.#input.addEventListener("change", () => {
      void this.#take(this.#input.files?.[0]);
      this.#input.value = "";
    });
    const choose = button("office.import.choose", { class: "primary", icon: "upload",
      on: { click: () => this.#input.click() } });
    const sample = button("office.import.sample", { class: "secondary", icon: "download", on: { click: saveSample } });
    this.#drop = el("div", { class: "import-drop" }, el("p", { text: "office.import.drop" }),
      el("div", { class: "row" }, choose, this.#input, sample));
    const back = el("p", {}, el("a", { text: "office.all", set: { href: "#" } }));
    this.#part.body.append(this.#drop, this.#body);
    this.element = el("div", { class: "office" }, back, this.#part.element);
    this.#acceptDrops();
  }

  /** One that was cut off is told of: with the same file it goes on. */
  async begin() {
    const left = await this.#kept.read();
    if (left !== null) {
      const { name, done, all } = left;
      this.#part.tell("info", "office.import.cut-off", { name, n: done, all });
    }
  }

  get isDirty() {
    return this.#isBusy || (this.#importing !== null && this.#importing.left.length > 0);
  }

  focus() {
    this.#part.focus();
  }

  #acceptDrops() {
    this.element.addEventListener("dragover", (event) => {
      if (hasFiles(event) && event.dataTransfer !== null && this.#importing === null) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      }
    });
    this.element.addEventListener("drop", (event) => {
      if (hasFiles(event) && event.dataTransfer !== null && this.#importing === null) {
        event.preventDefault();
        void this.#take(event.dataTransfer.files[0]);
      }
    });
  }

  /** @param {File | undefined} file */
  async #take(file) {
    if (file === undefined) {
      return;
    }

    this.#part.clear();
    if (file.size > largestTable) {
      this.#part.tell("error", "office.import.large", { most: { size: largestTable } });
      return;
    }

    try {
      const words = wordsOf(new Uint8Array(await file.arrayBuffer()));
      // What was made shortly before counts too.
      await this.#dossiers.readAll();
      this.#name = file.name;
      this.#show(file.name, readImport(rowsOf(words, isColumn), {
        settings: this.#settings,
        people: this.#people,
        withNumber: (number) => this.#dossiers.withNumber(number),
        language: language(),
      }));
    } catch (error) {
      const code = codeOf(error);
      const key = firstText(`office.import.${code}`, `problem.${code}`, "office.import.csv-unreadable");
      this.#part.tell("error", key, { name: file.name });
    }
  }

  /** @param {string} name @param {Import} read */
  #show(name, { rows, dossiers, ignored, missing }) {
    if (missing.length > 0) {
      const columns = missing.map((column) => text(`office.import.column.${column}`));
      this.#body.replaceChildren(notice("error", "office.import.missing", { name, columns }));
      return;
    }

    const fresh = dossiers.filter(({ isRight, made }) => isRight && made === null);
    const known = dossiers.filter(({ isRight, made }) => isRight && made !== null);
    const goingOn = known.filter((one) => missingIn(one).length > 0);
    const right = [...fresh, ...goingOn];
    const wrong = rows.filter(({ faults }) => faults.length > 0);
    const clients = fresh.reduce((sum, one) => sum + one.clients.length, 0);
    const missed = goingOn.reduce((sum, one) => sum + missingIn(one).length, 0);
    const whole = known.length - goingOn.length;
    const start = button("office.import.start", { class: "primary", values: { n: right.length } });
    start.addEventListener("click", () => void act(start, this.#part, () => this.#begin(right)));
    this.#body.replaceChildren(...[
      el("h2", { text: "office.import.found", values: { name } }),
      el("p", { text: "office.import.counts", values: { n: fresh.length, clients } }),
      missed === 0 ? null : el("p", { text: "office.import.goes-on", values: { n: goingOn.length, clients: missed } }),
      whole === 0 ? null : el("p", { text: "office.import.there", values: { n: whole } }),
      ignored.length === 0 ? null : notice("info", "office.import.ignored", { columns: fewOf(ignored) }),
      wrong.length === 0 ? null : notice("warning", "office.import.faults", { n: wrong.length }),
      wrong.length === 0 ? null : faultTable(wrong),
      right.length === 0 ? null : el("details", { class: "folder-details" },
        el("summary", { text: "office.import.what", values: { n: right.length } }),
        el("ul", { class: "office-people" }, ...right.map(foundRow))),
      right.length === 0 ? el("p", { text: "office.import.nothing" }) : start,
    ].filter((one) => one !== null));
  }

  /** @param {import("../../spaces/dossier-import.js").ImportDossier[]} right */
  async #begin(right) {
    this.#importing = new DossierImporting(this.#dossiers, right);
    this.#drop.hidden = true;
    await this.#run(this.#importing);
  }

  /** @param {DossierImporting} importing */
  async #run(importing) {
    const { all } = importing;
    const bar = el("progress", { label: "office.import.progress", set: { max: all.length } });
    const words = el("p", { set: { role: "status" } });
    const rows = el("ul", { class: "import-results", label: "office.import.results" });
    const show = list(rows, (/** @type {ImportedDossier} */ { making }) => making.dossierId, resultRow,
      ({ state, failures }) => JSON.stringify([state, failures.length]));
    const draw = () => {
      const done = all.length - importing.left.length;
      bar.value = done;
      say(words, { text: "office.import.done-n", values: { n: done, all: all.length } });
      show(all.filter(({ state }) => state !== "waiting"));
    };
    const end = el("div", { class: "row" });
    this.#body.replaceChildren(bar, words, end, rows);
    this.#isBusy = true;
    draw();
    try {
      await this.#keep(importing);
      await importing.run(() => {
        draw();
        void this.#keep(importing);
      });
    } finally {
      this.#isBusy = false;
    }

    this.#showEnd(importing, end);
    bar.hidden = true;
  }

  /** How far it is, for who loads the page again meanwhile. @param {DossierImporting} importing */
  async #keep({ all, left }) {
    left.length === 0 ? this.#kept.forget()
      : await this.#kept.put({ name: this.#name, done: all.length - left.length, all: all.length });
  }

  /** @param {DossierImporting} importing @param {HTMLElement} place */
  #showEnd(importing, place) {
    const { left, all } = importing;
    this.#part.tell(left.length === 0 ? "success" : "error",
      left.length === 0 ? "office.import.whole" : "office.import.left", { n: all.length, left: left.length });
    this.#part.focus();
    const again = button("office.publish.go-on", { class: "primary" });
    again.addEventListener("click", () => void this.#run(importing));
    const other = button("office.import.other", { class: "secondary", on: { click: () => this.#startOver() } });
    const lists = el("a", { class: "button secondary", set: { href: "#" } }, el("span", { text: "office.all" }));
    place.replaceChildren(...(left.length === 0 ? [] : [again]), lists, other);
  }

  #startOver() {
    this.#importing = null;
    this.#drop.hidden = false;
    this.#part.clear();
    this.#body.replaceChildren();
    // What was just made counts as known.
    void this.#dossiers.readAll().catch((error) => {
      const { key, values } = problemText(error);
      this.#part.tell("error", key, values);
    });
    this.#part.focus();
  }
}

/** @param {ImportRow[]} wrong */
function faultTable(wrong) {
  const head = /** @type {const} */ (["line", "number", "name", "fault"]).map((column) =>
    el("th", { text: `office.import.column.${column}`, set: { scope: "col" } }));
  const rows = wrong.map(({ line, number, name, email, faults }) => el("tr", {},
    el("th", { content: String(line), set: { scope: "row" } }), el("td", { content: number }),
    el("td", { content: name === "" ? email : name }),
    el("td", {}, el("ul", {}, ...faults.map(({ key, values }) => el("li", { text: key, values }))))));
  return el("div", { class: "audit-table", label: "office.import.fault-list", set: { role: "region", tabindex: 0 } },
    el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)));
}

/** @param {import("../../spaces/dossier-import.js").ImportDossier} one */
function foundRow(one) {
  const { number, description } = one;
  const names = missingIn(one).map(({ name }) => name);
  return el("li", {}, el("strong", { content: number }), el("span", { content: description }),
    el("span", { class: "muted", text: "office.with", values: { names } }));
}

/** @param {ImportedDossier} one */
function resultRow({ state, dossier: { number }, participantId, failures }) {
  const name = participantId === null ? el("strong", { content: number })
    : el("a", { content: number, set: { href: `#${participantId}` } });
  const picture = icon(state === "failed" ? "warning" : state === "done" ? "check" : "clock");
  return el("li", {}, picture, name, el("span", { class: "muted", text: `office.import.state.${state}` }),
    ...failures.map(failureLine));
}

/** @param {Failure} failure */
function failureLine({ name, error }) {
  const { key, values } = problemText(error);
  const words = firstText(`office.refused.${codeOf(error)}`, key);
  return el("p", { class: "field-error" }, el("bdi", { content: name }), ": ", el("span", { text: words, values }));
}

/** A file to begin with, as Excel opens it. */
function saveSample() {
  saveFile(sampleTable(language()), text("office.import.sample-file"), "text/csv");
}
