import { findClients } from "../../api/clients.js";
import { ClientChooser } from "../../components/client-chooser.js";
import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { act, part } from "../../components/part.js";
import { codeOf, problemText } from "../../components/problem-text.js";
import { option, selectField } from "../../components/select-field.js";
import { randomId } from "../../crypto/base64.js";
import { DossierMaking } from "../../spaces/dossier-making.js";
import { language } from "../../text/text.js";
import { FactFields, HeaderFields, withStatus } from "./fields.js";
import { settleClients } from "./new-clients.js";

/**
 * @typedef {import("../../spaces/dossiers.js").Dossiers} Dossiers
 * @typedef {import("../../api/contract.d.ts").DossierSettings} DossierSettings
 * @typedef {import("../../api/contract.d.ts").DossierPerson} DossierPerson
 * @typedef {import("../../components/client-chooser.js").Chosen} Chosen
 */

/** The form with which the office makes a dossier. */
export class NewDossierPane {
  #dossiers;
  #begun;
  #made;
  #part = part("office.new", "office.new.explain", "h1");
  #header = new HeaderFields();
  #facts;
  #chooser;
  #template = selectField("office.template", "office.template.advice");
  #same = el("div", { set: { "aria-live": "polite" } });
  #press = button("office.make", { class: "primary", set: { type: "submit" } });
  #failed = el("div");
  #form;
  #kept;
  #isOver = false;

  /**
   * @param {Dossiers} dossiers
   * @param {{ settings: DossierSettings, people: DossierPerson[], accountId: string }} known
   * @param {import("./kept-form.js").KeptForm} kept
   * @param {object} acts
   * @param {(participantId: string, left: import("./kept-form.js").Typed) => Promise<unknown>} acts.begun the dossier
   *   is there, and these clients are not in it yet
   * @param {(participantId: string) => unknown} acts.made
   */
  constructor(dossiers, { settings, people, accountId }, kept, { begun, made }) {
    this.#dossiers = dossiers;
    this.#kept = kept;
    this.#begun = begun;
    this.#made = made;
    this.#facts = new FactFields(settings, people, { status: "", handlerId: accountId, standInId: "" });
    const { mailboxId } = dossiers.mailbox;
    this.#chooser = new ClientChooser({
      find: (words, cursor) => findClients(mailboxId, words, cursor),
      newId: randomId,
    });
    this.#offerTemplates(settings);
    const { number, description, steps } = this.#header;
    number.control.addEventListener("input", () => this.#warnOfSame());
    number.element.append(this.#same);
    this.#form = el("form", { class: "office-form", set: { novalidate: true } },
      number.element, description.element, this.#chooser.element, ...this.#facts.elements, this.#template.element,
      steps.element, this.#press);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(this.#press, this.#part, () => this.#submit());
    });
    this.#part.body.append(kept.element, this.#form, this.#failed);
    const back = el("p", {}, el("a", { class: "office-back", set: { href: "#" } }, el("span", { text: "office.all" })));
    this.element = el("div", { class: "office" }, back, this.#part.element);
  }

  /** Puts back what was typed before a reload. */
  begin() {
    return this.#kept.begin(this.element, this);
  }

  get typed() {
    const clients = this.#chooser.typed;
    return this.isDirty ? { header: this.#header.typed, facts: this.#facts.values, clients } : null;
  }

  /** @param {import("./kept-form.js").Typed} typed */
  putBack({ header, facts, clients }) {
    this.#header.putBack(header);
    this.#facts.putBack(facts);
    this.#chooser.putBack(clients);
    this.#warnOfSame();
  }

  get isDirty() {
    return !this.#isOver && (this.#header.isDirty || this.#facts.isDirty || this.#chooser.isDirty);
  }

  focus() {
    this.#header.number.control.focus();
  }

  /** @param {DossierSettings} settings */
  #offerTemplates({ templates }) {
    this.#template.element.hidden = templates.length === 0;
    this.#template.offer([["", { text: "office.template.none" }],
      ...templates.map(({ templateId, name }) => option(templateId, { content: name }))]);
    this.#template.control.addEventListener("change", () => {
      const chosen = templates.find(({ templateId }) => templateId === this.#template.value);
      this.#header.showSteps((chosen?.steps ?? []).map((step) => step[language()]));
    });
  }

  /** Two dossiers may have one number; mostly that is a mistake. */
  #warnOfSame() {
    const [same] = this.#dossiers.withNumber(this.#header.number.value);
    this.#same.replaceChildren(...(same === undefined ? [] : [notice("warning", "office.number.same", {
      description: same.header?.description ?? "",
    }, el("a", { text: "office.number.look", set: { href: `#${same.participantId}` } }))]));
  }

  async #submit() {
    const header = this.#header.read();
    const { chosen } = this.#chooser;
    if (this.#chooser.isTyping) {
      this.#chooser.refuse("office.clients.add-first");
    } else if (chosen.length === 0) {
      this.#chooser.refuse("office.clients.empty");
    }

    if (header === null) {
      return;
    }

    if (chosen.length === 0 || this.#chooser.isTyping) {
      this.#chooser.control.focus();
      return;
    }

    if (!(await settleClients(this.#dossiers.mailbox.mailboxId, this.#chooser))) {
      this.#part.tell("error", "office.clients.refused");
      return;
    }

    const { status, handlerId, standInId } = this.#facts.values;
    await this.#make(new DossierMaking(this.#dossiers, header,
      { status, handlerId, standInId: standInId === "" ? null : standInId }));
  }

  /** @param {DossierMaking} making */
  async #make(making) {
    let participantId = "";
    try {
      participantId = await withStatus(() => making.make());
    } catch (error) {
      this.#offerAgain(making, error);
      return;
    }

    this.#kept.forget();
    await this.#begun(participantId, this.#chooser.typed);
    this.#form.hidden = true;
    /** @type {{ name: string, error: unknown }[]} */
    const failed = [];
    const { chosen } = this.#chooser;
    for (const [n, { clientId, name }] of chosen.entries()) {
      this.#part.tell("info", "office.making", { n: n + 1, all: chosen.length, name });
      await making.add(clientId).catch((error) => failed.push({ name, error }));
    }

    this.#part.clear();
    if (failed.length > 0) {
      this.#showFailed(making, failed);
      return;
    }

    this.#isOver = true;
    this.#made(participantId);
  }

  /**
   * It is not known whether it was made: the same is tried again, and nothing is made twice.
   * @param {DossierMaking} making
   * @param {unknown} error
   */
  #offerAgain(making, error) {
    if (codeOf(error) !== "offline" && codeOf(error) !== "unavailable") {
      throw error;
    }

    const { key, values } = problemText(error);
    this.#form.hidden = true;
    this.#failed.replaceChildren(notice("error", key, values), el("p", { text: "office.making.unsure" }),
      this.#againButton(making));
  }

  /** @param {DossierMaking} making @param {{ name: string, error: unknown }[]} failed */
  #showFailed(making, failed) {
    const rows = failed.map(({ name, error }) => {
      const { key, values } = problemText(error);
      return el("li", {}, el("strong", { content: name }), ": ", el("span", { text: key, values }));
    });
    const open = el("a", { class: "button secondary", set: { href: `#${making.participantId}` } },
      el("span", { text: "office.open" }));
    open.addEventListener("click", () => (this.#isOver = true));
    this.#failed.replaceChildren(notice("error", "office.making.failed"), el("ul", {}, ...rows),
      el("div", { class: "row" }, this.#againButton(making), open));
  }

  /** @param {DossierMaking} making */
  #againButton(making) {
    const again = button("action.try-again", { class: "primary" });
    again.addEventListener("click", () => void act(again, this.#part, async () => {
      this.#failed.replaceChildren();
      await this.#make(making);
    }));
    return again;
  }
}
