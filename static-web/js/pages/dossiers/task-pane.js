import { late } from "../../browser/late.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { answerPages } from "../../components/answer-pages.js";
import { button, el, focusOn, icon } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { notice } from "../../components/notice.js";
import { act } from "../../components/part.js";
import { faultsIn } from "../../forms/check.js";
import { wordsIn } from "../../forms/definition.js";
import { responseOf, tableOf } from "../../forms/response.js";
import { language, text } from "../../text/text.js";
import { saveFile } from "../shared/save-file.js";
import { checkFilled } from "./ask.js";
import { backTo } from "./change.js";
import { taskActs } from "./task-acts.js";
import { isToDo, stateMarks, titleParts } from "./task-state.js";

/**
 * @typedef {import("../../spaces/asked-tasks.js").AskedTasks} AskedTasks
 * @typedef {import("../../spaces/asked-tasks.js").AskedTask} AskedTask
 * @typedef {import("../../spaces/asked-tasks.js").OpenedTask} OpenedTask
 * @typedef {import("../../components/dom.js").Parts} Parts
 */

/** Characters of why a document is returned. */
const longestReason = 1000;

/** One thing that was asked of a client: how far it is, what was answered, and what the office does about it. */
export class TaskPane {
  #dossier;
  #asked;
  #opened;
  #task;
  #part;
  #title = el("h1", { class: "folder-title" });
  #place = el("div", { class: "office-notices" });
  #facts = el("dl", { class: "desk-facts" });
  #tools = el("div", { class: "row", label: "tasks.tools", set: { role: "group" } });
  #answers = el("div");
  isDirty = false;

  /**
   * @param {import("../../spaces/office-dossier.js").OfficeDossier} dossier once it is open
   * @param {import("../../spaces/office-dossier.js").OfficePart} part the client's
   * @param {AskedTasks} asked
   * @param {OpenedTask} opened
   */
  constructor(dossier, part, asked, opened) {
    this.#dossier = dossier;
    this.#part = part;
    this.#asked = asked;
    this.#opened = opened;
    this.#task = opened.task;
    this.element = el("div", { class: "office" }, backTo(dossier), this.#title, this.#place, this.#facts, this.#tools,
      this.#answers);
    document.addEventListener("zegel-language", () => this.#draw());
    this.#draw();
  }

  focus() {
    focusOn(this.#title);
  }

  get #told() {
    return {
      tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, values = {}) =>
        this.#place.replaceChildren(notice(kind, key, values)),
      clear: () => this.#place.replaceChildren(),
    };
  }

  #draw() {
    const task = this.#task;
    this.#title.replaceChildren(el("span", titleParts(task, language())));
    this.#facts.replaceChildren(...this.#factsOf(task));
    const acts = taskActs(this.#asked, task, this.#told, (after) => this.#take(after));
    this.#tools.replaceChildren(...this.#judging(task), ...this.#exports(), ...acts);
    this.#answers.replaceChildren(...this.#answersOf(task));
  }

  /** @param {AskedTask} task */
  #take(task) {
    this.#task = task;
    this.#draw();
  }

  /** @param {AskedTask} task */
  #factsOf(task) {
    const { header, at, by, dueOn, reason, remindedAt } = task;
    const row = (/** @type {TextKey} */ term, /** @type {Parts} */ words) =>
      [el("dt", { text: term }), el("dd", words)];
    const why = header?.why ?? "";
    const purpose = header?.purpose ?? null;
    const { form } = this.#opened;
    return [
      ...row("tasks.client", { content: this.#part.name }),
      el("dt", { text: "tasks.state" }), el("dd", { class: "row" }, ...stateMarks(task)),
      ...row("tasks.asked-at", { text: "tasks.asked-by", values: { at: { date: at }, name: by } }),
      ...(!isToDo(task) ? [] : row("tasks.due-on", { text: "tasks.day", values: { day: { day: dueOn } } })),
      ...(why === "" ? [] : row("tasks.why", { written: why })),
      ...(purpose === null ? [] : row("tasks.purpose", { content: purpose })),
      ...(reason === null ? [] : row("tasks.reason", { written: reason })),
      ...(remindedAt === null ? [] : row("tasks.reminded", { text: "tasks.at", values: { at: { date: remindedAt } } })),
      ...(form === null ? [] : row("tasks.version", { text: "tasks.version.n", values: { n: form.version } })),
    ];
  }

  /** @param {AskedTask} task */
  #answersOf({ kind, entryId }) {
    const { form, pages, isSent } = this.#opened;
    const entry = entryId === null ? [] : [el("p", {}, el("a", { text: `tasks.look.${kind}`,
      set: { href: `#${this.#part.participantId}-${entryId}` } }))];
    if (kind !== "questionnaire") {
      return entry;
    }

    if (form === null) {
      return [notice("error", "tasks.form.damaged"), ...entry];
    }

    const damaged = new Set(pages.filter(({ isDamaged }) => isDamaged).map(({ pageId }) => pageId));
    return isSent ? [...entry, checkedAnswers(form.form, this.#given, damaged)]
      : [el("p", { class: "muted", text: "tasks.answers.later" })];
  }

  get #given() {
    return Object.fromEntries(this.#opened.pages.map(({ pageId, answers }) => [pageId, answers]));
  }

  #exports() {
    const { form, isSent } = this.#opened;
    if (form === null || !isSent) {
      return [];
    }

    const name = wordsIn(form.form.title, language()) || text("tasks.answers");
    const { sentAt, sentBy } = this.#task;
    const { formId, version } = form;
    const facts = { formId, version, at: sentAt ?? "", by: sentBy ?? "", language: language() };
    const pdf = button("tasks.pdf", { class: "secondary", icon: "file" });
    pdf.addEventListener("click", () => void act(pdf, this.#told, () => this.#savePdf(form.form, name)));
    const table = () => tableOf(form.form, this.#given, language(), (column) => text(`tasks.column.${column}`));
    const response = () => responseOf(form.form, this.#given, facts);
    return [
      pdf,
      button("tasks.csv", { class: "secondary", icon: "download",
        on: { click: () => saveFile(table(), `${name}.csv`, "text/csv") } }),
      button("tasks.json", { class: "secondary", icon: "download",
        on: { click: () => saveFile(response(), `${name}.json`, "application/fhir+json") } }),
    ];
  }

  /**
   * Made anew from the answers, which are the record (X28).
   * @param {import("../../forms/definition.js").Form} form
   * @param {string} title
   */
  async #savePdf(form, title) {
    const { fetchPdfParts, makeAnswersPdf } = await late(() => import("../../spaces/answers-pdf.js"));
    const { sentAt, sentBy } = this.#task;
    const number = this.#dossier.header?.number ?? "";
    const facts = [
      text("fill.pdf.dossier", { number }), text("fill.pdf.by", { name: sentBy ?? "", at: { date: sentAt ?? "" } }),
    ];
    const pdf = await makeAnswersPdf({ form, answers: this.#given, title, facts }, await fetchPdfParts());
    saveFile(pdf, `${title}.pdf`, pdf.type);
  }

  /** @param {AskedTask} task */
  #judging({ kind, state }) {
    if (kind !== "document" || state !== "sent") {
      return [];
    }

    const accept = button("tasks.accept", { class: "primary", icon: "check" });
    accept.addEventListener("click", () => void act(accept, this.#told, async () => {
      this.#take(await this.#asked.accept(this.#task));
      this.#told.tell("success", "tasks.accepted");
      this.focus();
    }));
    const giveBack = button("tasks.return", { class: "secondary", icon: "reply" });
    giveBack.addEventListener("click", () => void this.#giveBack());
    return [accept, giveBack];
  }

  async #giveBack() {
    const reason = field({ label: "tasks.reason", advice: "tasks.reason.advice", kind: "area",
      set: { rows: 3, maxlength: longestReason } });
    const isDone = await confirmDialog({
      title: "tasks.return.title",
      body: [reason.element],
      confirm: "tasks.return",
      check: () => checkFilled(reason, "tasks.reason.empty"),
      act: async () => this.#take(await this.#asked.giveBack(this.#task, reason.value.trim())),
    });
    if (isDone) {
      this.#told.tell("success", "tasks.returned", { name: this.#part.name });
      this.focus();
    }
  }
}

/**
 * What was answered, checked here again: whoever wrote it did so with a browser of their own.
 * @param {import("../../forms/definition.js").Form} form
 * @param {import("../../forms/answers.js").Answers} answers
 * @param {ReadonlySet<string>} damaged pages of which not all could be read, by their ids
 */
function checkedAnswers(form, answers, damaged) {
  const faults = new Map(faultsIn(form, answers).map(({ slot, code }) => [slot.key, code]));
  return answerPages(form, answers, {
    headOf: ({ id }, heading) => (damaged.has(id) ? el("div", {}, heading, warning("tasks.answers.damaged")) : heading),
    under: ({ key }) => {
      const code = faults.get(key);
      return code === undefined ? null
        : warning(code === "required" ? "tasks.answers.missing" : "tasks.answers.impossible");
    },
  });
}

/** @param {TextKey} key */
const warning = (key) => el("p", { class: "fault-line" }, icon("warning"), el("span", { text: key }));
