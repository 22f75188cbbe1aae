import { correctClientAddress, inviteClientAgain, showClient } from "../../api/clients.js";
import { setPartAccount } from "../../api/own-client.js";
import { ProblemError } from "../../api/call.js";
import { isComing } from "../../browser/clock.js";
import { addressField } from "../../components/address-field.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, newId } from "../../components/dom.js";
import { list } from "../../components/list.js";
import { act, part } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { backTo } from "./change.js";

/**
 * @typedef {import("../../spaces/office-dossier.js").OfficeDossier} OfficeDossier
 * @typedef {import("../../spaces/office-dossier.js").OfficePart} OfficePart
 * @typedef {import("../../api/contract.d.ts").ShownClient} ShownClient
 * @typedef {import("../../api/contract.d.ts").ShownExtraAccount} ShownExtraAccount
 * @typedef {import("../../components/dom.js").Parts} Parts
 */

/** What the office knows of a client of a dossier; of a company who looks along, and who of them sees this dossier. */
export class ClientPane {
  #dossier;
  #clientId;
  #part = part("office-client.title", undefined, "h1");
  #extras = part("office-client.extras", "office-client.extras.explain");
  #rows = el("ul", { class: "tick-list", label: "office-client.extras" });
  #showRows;
  /** A tick counts at once, and an address is asked in a question. */
  isDirty = false;

  /**
   * @param {OfficeDossier} dossier once it is open
   * @param {string} clientId
   * @param {import("../../api/contract.d.ts").ShowClientResponse} shown
   */
  constructor(dossier, clientId, { client, accounts }) {
    this.#dossier = dossier;
    this.#clientId = clientId;
    this.#showRows = list(this.#rows, (/** @type {ShownExtraAccount} */ { accountId }) => accountId,
      (one) => this.#accountRow(one));
    this.#extras.element.hidden = client.kind !== "company";
    this.#extras.body.append(...(accounts.length === 0
      ? [el("p", { class: "empty", text: "office-client.extras.none" })] : [this.#rows]));
    this.element = el("div", { class: "office" }, backTo(dossier), this.#part.element, this.#extras.element);
    this.#show(client);
    this.#showRows(accounts);
  }

  focus() {
    this.#part.focus();
  }

  get #officePart() {
    return this.#dossier.parts.find(({ clientId }) => clientId === this.#clientId);
  }

  /** @param {ShownClient} client */
  #show(client) {
    const { name, kind, email, phone, state } = client;
    this.#part.name({ name });
    const facts = el("dl", { class: "desk-facts" },
      ...fact("office.kind", { text: kind === "company" ? "office.kind.company" : "office.kind.person" }),
      ...fact("log-in.email", { content: email }),
      ...fact("office.clients.phone", phone === null ? { text: "office-client.no-phone" } : { content: phone }),
      ...fact("office-client.state", stateOf(client)));
    this.#part.body.replaceChildren(facts, ...(state === "invited" ? [this.#acts(client)] : []));
  }

  /** What can be done before the first log-in. @param {ShownClient} client */
  #acts(client) {
    const { mailboxId } = this.#dossier.mailbox;
    const again = button("office-client.invite-again", { class: "secondary" });
    again.addEventListener("click", () => void act(again, this.#part, async () => {
      this.#done(await inviteClientAgain(mailboxId, this.#clientId), "office-client.invited");
    }));
    const correct = button("office-client.correct", { class: "secondary",
      on: { click: () => void this.#correct(client) } });
    return el("div", { class: "row" }, again, correct);
  }

  /** @param {ShownClient} client @param {TextKey} key */
  #done(client, key) {
    this.#show(client);
    this.#part.tell("success", key, { email: client.email });
    this.#part.focus();
  }

  /** @param {ShownClient} client */
  async #correct(client) {
    this.#part.clear();
    const address = addressField({ label: "log-in.email", set: { name: "email", autocomplete: "off" } });
    const { field: email } = address;
    email.control.value = client.email;
    let corrected = client;
    const isDone = await confirmDialog({
      title: "office-client.correct.title",
      values: { name: client.name },
      body: [el("p", { text: "office-client.correct.body" }), email.element],
      confirm: "office-client.correct.send",
      check: () => {
        const isRight = address.read() !== null;
        isRight || email.control.focus();
        return isRight;
      },
      act: async () => {
        const { mailboxId } = this.#dossier.mailbox;
        const work = () => correctClientAddress(mailboxId, this.#clientId, address.read() ?? "");
        const answer = await refuseFields({ email }, work).catch((error) => refuseAddress(error, email));
        corrected = answer ?? corrected;
        return answer !== null;
      },
    });
    if (isDone) {
      this.#done(corrected, "office-client.invited");
    }
  }

  /** @param {ShownExtraAccount} account */
  #accountRow(account) {
    const id = newId();
    const { name, email, lastLogInAt } = account;
    const box = el("input", { set: { id, type: "checkbox", disabled: this.#officePart?.isRevoked ?? true } });
    const view = el("a", { text: "office.view-as", label: "office.view-as.one", values: { name } });
    const show = () => {
      const person = this.#officePart?.people.find(({ accountId }) => accountId === account.accountId);
      box.checked = person?.sees ?? false;
      view.hidden = !box.checked;
      view.href = `#${person?.participantId ?? ""}`;
    };
    show();
    box.addEventListener("change", () => void this.#see(account, box.checked).then(show));
    const label = el("label", { set: { for: id } }, el("bdi", { content: name }), " ",
      el("span", { class: "muted", content: email }));
    const last = lastLogInAt === null ? null
      : el("div", { class: "muted", text: "office-client.last", values: { at: { date: lastLogInAt } } });
    const state = account.state === "active" ? null : el("div", { class: "muted", ...stateOf(account) });
    return el("li", { class: "choice" }, box, el("div", {}, label, state, last, view));
  }

  /** Counts at once; what is refused stays as it was. @param {ShownExtraAccount} account @param {boolean} sees */
  async #see({ accountId, name }, sees) {
    const { participantId = "" } = this.#officePart ?? {};
    try {
      await setPartAccount(participantId, accountId, sees);
      await this.#dossier.open();
      this.#extras.tell("success", sees ? "office-client.sees" : "office-client.sees-not", { name });
    } catch (error) {
      const { key, values } = problemText(error);
      this.#extras.tell("error", key, values);
    }
  }
}

/** @param {OfficeDossier} dossier @param {OfficePart} of */
export async function clientPane(dossier, { clientId }) {
  return new ClientPane(dossier, clientId, await showClient(dossier.mailbox.mailboxId, clientId));
}

/**
 * @param {unknown} error
 * @param {import("../../components/field.js").Field} email
 * @returns {null} anything else goes on
 */
function refuseAddress(error, email) {
  if (!(error instanceof ProblemError) || error.code !== "address-in-use") {
    throw error;
  }

  email.refuse("office.refused.address-in-use");
  email.control.focus();
  return null;
}

/** How far an account is. @param {Pick<ShownClient, "state" | "invitedUntil">} account @returns {Parts} */
function stateOf({ state, invitedUntil }) {
  if (state !== "invited") {
    return { text: state === "active" ? "office-client.active" : "office-client.shut" };
  }

  return invitedUntil !== null && isComing(invitedUntil)
    ? { text: "office-client.invited-until", values: { at: { date: invitedUntil } } }
    : { text: "office-client.expired" };
}

/** @param {TextKey} term @param {Parts} words */
const fact = (term, words) => [el("dt", { text: term }), el("dd", words)];
