import { findClients } from "../../api/clients.js";
import { ClientChooser } from "../../components/client-chooser.js";
import { button, el } from "../../components/dom.js";
import { act, part } from "../../components/part.js";
import { codeOf } from "../../components/problem-text.js";
import { randomId } from "../../crypto/base64.js";
import { firstText } from "../../text/text.js";
import { backTo } from "./change.js";
import { settleClients } from "./new-clients.js";

/** More clients in a dossier. */
export class AddClientsPane {
  #dossier;
  #part = part("office.clients.add-to", "office.clients.add-to.explain", "h1");
  #chooser;
  #kept;
  #done;
  #isOver = false;

  /**
   * @param {import("../../spaces/office-dossier.js").OfficeDossier} dossier once it is open
   * @param {import("./kept-form.js").KeptForm} kept
   * @param {() => unknown} done
   */
  constructor(dossier, kept, done) {
    this.#dossier = dossier;
    this.#kept = kept;
    this.#done = done;
    const { mailboxId } = dossier.mailbox;
    const find = (/** @type {string} */ words, /** @type {string | null} */ cursor) =>
      findClients(mailboxId, words, cursor);
    this.#chooser = new ClientChooser({ find, newId: randomId });
    const press = button("office.clients.add-to", { class: "primary", set: { type: "submit" } });
    const form = el("form", { class: "office-form", set: { novalidate: true } }, this.#chooser.element, press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(press, this.#part, () => this.#add());
    });
    this.#part.body.append(kept.element, form);
    this.element = el("div", { class: "office" }, backTo(dossier), this.#part.element);
  }

  /** Puts back what was typed before a reload. */
  begin() {
    return this.#kept.begin(this.element, this);
  }

  get typed() {
    return this.isDirty ? this.#chooser.typed : null;
  }

  /** @param {import("./kept-form.js").Typed} typed */
  putBack({ chosen, added }) {
    this.#chooser.putBack({ chosen, added });
  }

  get isDirty() {
    return !this.#isOver && this.#chooser.isDirty;
  }

  focus() {
    this.#part.focus();
  }

  async #add() {
    const chooser = this.#chooser;
    if (chooser.chosen.length === 0 || chooser.isTyping) {
      chooser.refuse(chooser.isTyping ? "office.clients.add-first" : "office.clients.empty");
      chooser.control.focus();
      return;
    }

    let isWhole = await settleClients(this.#dossier.mailbox.mailboxId, chooser);
    for (const { clientId } of chooser.chosen.filter(({ added }) => added === null)) {
      try {
        await this.#dossier.add(clientId);
      } catch (error) {
        isWhole = false;
        chooser.refuseOne(clientId, firstText(`office.refused.${codeOf(error)}`, `problem.${codeOf(error)}`));
      }
    }

    if (!isWhole) {
      this.#part.tell("error", "office.clients.refused");
      return;
    }

    this.#isOver = true;
    this.#kept.forget();
    this.#done();
  }
}
