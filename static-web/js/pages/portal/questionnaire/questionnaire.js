import { ProblemError } from "../../../api/call.js";
import { now } from "../../../browser/clock.js";
import { late } from "../../../browser/late.js";
import { el, focusOn, say } from "../../../components/dom.js";
import { checkStep, FillIn } from "../../../components/fill-in.js";
import { notice } from "../../../components/notice.js";
import { problemText } from "../../../components/problem-text.js";
import { wordsIn } from "../../../forms/definition.js";
import { Filling } from "../../../spaces/filling.js";
import { SendingAnswers } from "../../../spaces/sending-answers.js";
import { language, text } from "../../../text/text.js";
import { AttachedFiles } from "./attached-files.js";
import { keptAnswers } from "./kept-answers.js";
import { result } from "./result.js";
import { savedLine } from "./saved-line.js";

/** What makes the document of the answers comes when it is needed, and is known to be there before anything is sent. */
const fetchPdf = () => late(() => import("../../../spaces/answers-pdf.js"));

/** A questionnaire of a dossier: filled in, checked, sent, and afterwards its result. */
export class Questionnaire {
  #part;
  #parts;
  #filling;
  #sending;
  #files;
  /** @type {FillIn | null} */
  #fillIn = null;
  #over = new AbortController();
  #title = el("h1", { class: "dossier-title" });
  #about = el("div", { class: "fill-about" });
  #told = el("div");
  #body = el("div");
  /** @type {Promise<unknown> | null} */
  #opening = null;

  /**
   * @param {import("../../../spaces/dossier-part.js").DossierPart} part it was opened before
   * @param {string} taskId
   * @param {import("../asked.js").Parts} parts a step is a page's number, or "check"
   */
  constructor(part, taskId, parts) {
    this.#part = part;
    this.#parts = parts;
    const keeper = keptAnswers(part, taskId, () => this.#filling.form);
    this.#filling = new Filling(part, taskId, { name: parts.name, now }, keeper);
    this.#sending = new SendingAnswers(this.#filling);
    const { signal } = this.#over;
    this.#files = new AttachedFiles(this.#filling, () => this.#fillIn?.draw(), signal);
    const back = el("p", {}, el("a", { class: "back", text: "fill.to-dossier", set: { href: parts.tabAddress("") } }));
    this.element = el("div", { class: "questionnaire" }, back, this.#title, this.#about, this.#told, this.#body);
    this.#filling.addEventListener("change", () => this.#fillIn?.draw());
    this.#filling.addEventListener("state", () => void this.#heedState());
    addEventListener("online", () => void this.#filling.goOn(), { signal });
    document.addEventListener("visibilitychange", () => void this.#filling.goOn(), { signal });
    // Whoever signs out, or presses a link, leaves nothing behind here that others wait for.
    document.addEventListener("sign-out", () => void this.#filling.goOn(), { signal, capture: true });
    document.addEventListener("zegel-language", () => this.#remake(), { signal });
  }

  /** Whether leaving the page would cut something off; what was typed is kept. */
  get isDirty() {
    return this.#files.isSending || this.#sending.attached.isSending;
  }

  /** @param {string} step as in its address */
  async show(step) {
    try {
      this.#opening ??= this.#open();
      await this.#opening;
      this.#fillIn?.show(this.#stepOf(step));
    } catch (error) {
      this.#opening = null;
      this.#tell(error);
    }
  }

  /** It is not looked at any more. */
  leave() {
    this.#over.abort();
    this.#files.leave();
    void this.#filling.goOn().finally(() => this.#filling.leave());
    say(titleOfPage(), { text: "portal.title" });
  }

  async #open() {
    this.#body.replaceChildren(el("p", { class: "empty", text: "dossiers.opening", set: { role: "status" } }));
    await this.#filling.open();
    this.#drawHead();
    if (this.#filling.isToDo && this.#part.mayWrite) {
      // The document is made again.
      this.#begin((await this.#files.cutOff()).filter((name) => name !== this.#document));
      // It must not be missed when it is needed.
      fetchPdf().catch((error) => this.#tell(error));
    } else {
      this.#showResult();
    }
  }

  /** @param {string[]} names of files that did not arrive */
  #begin(names) {
    const filling = this.#filling;
    const fillIn = new FillIn({
      form: filling.form,
      get answers() {
        return filling.answers;
      },
      get asks() {
        return filling.asks;
      },
      write: (pageId, key, value) => filling.write(pageId, key, value),
      choose: (pageId, key, isMine) => filling.choose(pageId, key, isMine),
      filesOf: (pageId, key) => this.#files.of(pageId, key),
    }, {
      went: (step) => history.pushState(null, "", this.#parts.addressOf(this.#addressOf(step))),
      save: () => filling.save(),
      send: () => this.#send(),
      titled: ({ key, values }) => say(titleOfPage(), { text: key, values }),
    });
    this.#fillIn = fillIn;
    const told = [
      ...(filling.isDamaged ? [notice("warning", "fill.damaged")] : []),
      ...(names.length > 0 ? [notice("warning", "fill.cut-off", { names })] : []),
    ];
    this.#body.replaceChildren(...told, fillIn.element, savedLine(filling).element);
  }

  #drawHead() {
    const { task, header } = this.#filling;
    const day = { day: { day: task?.dueOn ?? "" } };
    this.#title.textContent = this.#titled;
    this.#about.replaceChildren(
      ...(header !== null && header.why !== "" ? [el("p", { written: header.why })] : []),
      ...(task !== null && this.#filling.isToDo
        ? [el("p", { class: "muted", text: task.isLate ? "todo.late" : "todo.due", values: day })] : []),
    );
  }

  get #titled() {
    const { form, header } = this.#filling;
    return wordsIn(header?.title ?? form.title, language());
  }

  /** What the document of the answers is called. */
  get #document() {
    return `${this.#titled}.pdf`;
  }

  /** @param {string} step */
  #addressOf(step) {
    return step === checkStep ? step : String(this.#filling.form.pages.findIndex(({ id }) => id === step) + 1);
  }

  /** @param {string} address */
  #stepOf(address) {
    return address === checkStep ? checkStep : this.#filling.form.pages[Number(address || 1) - 1]?.id ?? "";
  }

  async #send() {
    const { form } = this.#filling;
    const title = this.#titled;
    const { makeAnswersPdf, fetchPdfParts } = await fetchPdf();
    await this.#files.whenReady();
    try {
      await this.#sending.send({ name: this.#parts.name, title }, async (answers) => {
        const facts = [
          text("fill.pdf.dossier", { number: this.#part.header?.number ?? "" }),
          text("fill.pdf.by", { name: this.#parts.name, at: { date: new Date(now()).toISOString() } }),
        ];
        const pdf = await makeAnswersPdf({ form, answers, title, facts }, await late(fetchPdfParts));
        return new File([pdf], this.#document, { type: pdf.type });
      });
    } catch (error) {
      // It may have got through before, or a colleague was first.
      if (!(error instanceof ProblemError) || error.code !== "task-otherwise") {
        throw error;
      }
    }

    await this.#sent();
  }

  async #sent() {
    this.#fillIn = null;
    await Promise.all([this.#filling.open(), this.#part.load("delivered")]);
    this.#parts.changed();
    history.replaceState(null, "", this.#parts.addressOf(""));
    this.#drawHead();
    this.#showResult();
    focusOn(this.#title);
  }

  /** Somebody else sent it, or the office took it back. */
  async #heedState() {
    const { state, error } = this.#filling;
    if (state === "failed" && error instanceof ProblemError && error.code === "task-otherwise") {
      await this.#sent().catch((cause) => this.#tell(cause));
    }
  }

  #showResult() {
    say(titleOfPage(), { text: "portal.title" });
    this.#body.replaceChildren(result(this.#filling, this.#part, this.#parts.tabAddress("delivered")));
  }

  #remake() {
    if (this.#filling.task !== null) {
      this.#drawHead();
      this.#fillIn === null ? this.#showResult() : this.#fillIn.remake();
    }
  }

  /** @param {unknown} error */
  #tell(error) {
    const { key, values } = problemText(error);
    this.#told.replaceChildren(notice("error", key, values));
    this.#filling.task === null && this.#body.replaceChildren();
  }
}

const titleOfPage = () => document.querySelector("title") ?? el("title");
