import { button, el } from "../../components/dom.js";
import { act, part } from "../../components/part.js";
import { FactFields, HeaderFields, withStatus } from "./fields.js";

/** Another number, description, steps, status, handler or stand-in of a dossier. */
export class ChangePane {
  #dossier;
  #part = part("office.change", "office.change.explain", "h1");
  #header;
  #facts;
  #kept;
  #done;
  #isOver = false;

  /**
   * @param {import("../../spaces/office-dossier.js").OfficeDossier} dossier once it is open
   * @param {import("../../api/contract.d.ts").DossierSettings} settings
   * @param {import("../../api/contract.d.ts").DossierPerson[]} people who can handle it
   * @param {import("./kept-form.js").KeptForm} kept
   * @param {() => unknown} done
   */
  constructor(dossier, settings, people, kept, done) {
    this.#dossier = dossier;
    this.#kept = kept;
    this.#done = done;
    const { header, facts: { status, handler, standIn } } = dossier;
    this.#header = new HeaderFields(header ?? undefined);
    const ids = { handlerId: handler.accountId ?? "", standInId: standIn?.accountId ?? "" };
    const named = [handler, ...(standIn === null ? [] : [standIn])]
      .filter((one) => !people.some(({ accountId }) => accountId === one.accountId));
    this.#facts = new FactFields(settings, [...people, ...named], { status, ...ids });
    const press = button("office.save", { class: "primary", set: { type: "submit" } });
    const { number, description, steps } = this.#header;
    const form = el("form", { class: "office-form", set: { novalidate: true } }, number.element, description.element,
      ...this.#facts.elements, steps.element, press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(press, this.#part, () => this.#save());
    });
    this.#part.body.append(kept.element, form);
    this.element = el("div", { class: "office" }, backTo(dossier), this.#part.element);
  }

  /** Puts back what was typed before a reload. */
  begin() {
    return this.#kept.begin(this.element, this);
  }

  get typed() {
    return this.isDirty ? { header: this.#header.typed, facts: this.#facts.values } : null;
  }

  /** @param {import("./kept-form.js").Typed} typed */
  putBack({ header, facts }) {
    this.#header.putBack(header);
    this.#facts.putBack(facts);
  }

  get isDirty() {
    return !this.#isOver && (this.#header.isDirty || this.#facts.isDirty);
  }

  focus() {
    this.#part.focus();
  }

  async #save() {
    const header = this.#header.read();
    if (header === null) {
      return;
    }

    if (this.#facts.isDirty) {
      await withStatus(() => this.#dossier.change(this.#facts.changed));
    }

    if (this.#header.isDirty) {
      await this.#dossier.describe(header);
    }

    this.#isOver = true;
    this.#kept.forget();
    this.#done();
  }
}

/** @param {import("../../spaces/office-dossier.js").OfficeDossier} dossier */
export function backTo({ participantId, header }) {
  const values = { number: header?.number ?? "" };
  return el("p", {}, el("a", { text: "office.back", values, set: { href: `#${participantId}` } }));
}
