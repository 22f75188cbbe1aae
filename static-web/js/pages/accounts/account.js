import { ProblemError } from "../../api/call.js";
import { deleteExtraAccount, inviteExtraAccountAgain } from "../../api/own-client.js";
import { isComing } from "../../browser/clock.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { act, part } from "../../components/part.js";
import { SeenDossiers } from "./seen-dossiers.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownExtraAccount} ShownExtraAccount
 * @typedef {import("../../components/dom.js").Parts} Parts
 * @typedef {object} Asked
 * @property {(account: ShownExtraAccount) => unknown} changed
 * @property {(account: ShownExtraAccount) => unknown} remove asks, and deletes it
 */

/** One extra account: what is recorded of it, and which dossiers it sees (N50). */
export class AccountPane {
  #part = part("client.extra.account");
  #seen;
  #asks;
  /** A tick counts at once, so that nothing is lost by leaving. */
  isDirty = false;

  /** @param {ShownExtraAccount} account @param {import("./seeing.js").Seeing} seeing @param {Asked} asks */
  constructor(account, seeing, asks) {
    this.#asks = asks;
    this.#seen = new SeenDossiers(account, seeing);
    this.element = el("div", { class: "account-parts" }, this.#part.element, this.#seen.element);
    this.#show(account);
  }

  focus() {
    this.#part.focus();
  }

  /** @param {TextKey} key */
  tellInvited(key) {
    this.#part.tell("success", key, { email: this.#email });
  }

  #email = "";

  /** @param {ShownExtraAccount} account */
  #show(account) {
    this.#email = account.email;
    this.#part.name({ name: account.name });
    const remove = button("client.extra.delete", {
      class: "secondary", icon: "bin", on: { click: () => this.#asks.remove(account) },
    });
    const again = account.state === "invited" ? this.#invitation(account) : null;
    this.#part.body.replaceChildren(factsOf(account), el("div", { class: "row" }, again, remove));
  }

  /** @param {ShownExtraAccount} account */
  #invitation({ accountId }) {
    const press = button("client.extra.invite-again", { class: "secondary" });
    press.addEventListener("click", () => void act(press, this.#part, async () => {
      const account = await inviteExtraAccountAgain(accountId);
      this.#show(account);
      this.#asks.changed(account);
      this.tellInvited("client.extra.invited");
      this.#part.focus();
    }));
    return press;
  }
}

/**
 * Asks before an extra account is deleted, naming it and what ends.
 * @param {ShownExtraAccount} account
 * @returns {Promise<boolean>} whether it is gone
 */
export function askDeletion({ accountId, name, email }) {
  const values = { name, email };
  const line = (/** @type {TextKey} */ text) => el("p", { text, values });
  return confirmDialog({
    title: "client.extra.delete.title",
    values,
    body: [line("client.extra.delete.ends"), line("client.extra.delete.stays")],
    confirm: "client.extra.delete.confirm",
    isDanger: true,
    act: () => deleteExtraAccount(accountId).catch(goneAlready),
  });
}

/** Deleted in another tab: it is gone, which is what was asked. @param {unknown} error */
function goneAlready(error) {
  if (!(error instanceof ProblemError) || error.code !== "not-found") {
    throw error;
  }
}

/** What is recorded of it. @param {ShownExtraAccount} account */
function factsOf(account) {
  const { email, phone, language, addedAt, lastLogInAt } = account;
  return el("dl", { class: "desk-facts" },
    ...fact("client.extra.state", stateOf(account)),
    ...fact("log-in.email", { content: email }),
    ...fact("client.extra.phone", phone === null ? { text: "client.extra.no-phone" } : { content: phone }),
    ...fact("client.extra.language", { text: language === "en" ? "client.language.en" : "client.language.nl" }),
    ...fact("client.extra.since", momentOf(addedAt)),
    ...fact("client.extra.last", lastLogInAt === null ? { text: "client.extra.never" } : momentOf(lastLogInAt)));
}

/** @param {ShownExtraAccount} account @returns {Parts} */
function stateOf({ state, invitedUntil }) {
  if (state === "invited") {
    return invitedUntil !== null && isComing(invitedUntil)
      ? { text: "client.state.invited-until", values: { at: { date: invitedUntil } } }
      : { text: "client.state.expired" };
  }

  return { text: state === "active" ? "client.state.active" : "client.state.shut" };
}

/** @param {string} at @returns {Parts} */
const momentOf = (at) => ({ text: "client.moment", values: { at: { date: at } } });

/** @param {TextKey} term @param {Parts} words */
const fact = (term, words) => [el("dt", { text: term }), el("dd", words)];
