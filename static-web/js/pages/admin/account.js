import {
  askForServiceDesk,
  endAccount,
  endAllSessions,
  getShownAccount,
  inviteAgain,
  resetFactor,
  resumeAccount,
  showResetCode,
  suspendAccount,
  takeServiceDesk,
} from "../../api/service-desk.js";
import { isExpired, roleTexts } from "../../components/account-list.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { act, part } from "../../components/part.js";
import { askMailbox, askSuccessorFirst, mailboxesOf, nameOf, requestsOf } from "./access.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { longestReason, shortestReason } from "../../limits.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownAccount} ShownAccount
 * @typedef {import("../../components/dom.js").Parts} Parts
 * @typedef {"desk.join" | "desk.leave" | "desk.suspend" | "desk.resume" | "desk.end"} Act
 */

/** Passkeys are counted apart; recovery codes are no factor. */
const factorTexts = /** @type {const} */ ([
  ["app", "my.factor.app"],
  ["sms", "my.factor.sms"],
  ["email", "my.factor.email"],
]);

/** One account, with what the service desk can do for it. */
export class AccountPane {
  #part = part("desk.account.title");
  /** Why a second factor is reset; it stays when the question is closed. */
  #reason = field({
    label: "desk.reset.reason",
    advice: "desk.reset.reason.advice",
    kind: "area",
    set: { rows: 3, maxlength: longestReason, required: true },
  });
  #changed;

  /** @param {() => unknown} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  get element() {
    return this.#part.element;
  }

  /** A reason that was typed stays when its question is closed. */
  get isDirty() {
    return this.#reason.value !== "";
  }

  focus() {
    this.#part.focus();
  }

  /** @param {string} accountId */
  async load(accountId) {
    this.#show(await getShownAccount(accountId));
  }

  /** Says that the invitation is on its way. @param {string} email */
  tellInvited(email) {
    this.#part.tell("success", "desk.invited", { email });
  }

  /** @param {ShownAccount} account */
  #show(account) {
    const { name, email, state, factors, passkeys, sessions, roles, reset } = account;
    this.#part.name({ name: name === "" ? email : name });
    const isActive = state === "active";
    const isOpen = isActive || state === "invited";
    const isOfTheDesk = roles.includes("service-desk");
    const press = (/** @type {TextKey} */ key, /** @type {() => unknown} */ click) =>
      button(key, { class: "secondary", on: { click } });
    const ask = (/** @type {Act} */ key, /** @type {(accountId: string) => Promise<ShownAccount>} */ work) =>
      press(key, () => void this.#confirm(account, key, work));
    const acts = el(
      "div",
      { class: "row" },
      state === "invited" ? this.#invitation(account) : null,
      isActive && factors.length + passkeys > 0
        ? button("desk.reset", { class: "secondary", on: { click: () => void this.#reset(account) } })
        : null,
      sessions > 0
        ? button("desk.end-all", { class: "secondary", on: { click: () => void this.#endAll(account) } })
        : null,
      isOpen ? press("desk.give", () => void askMailbox(account, this.#part, this.#done)) : null,
      isOpen && !isOfTheDesk ? ask("desk.join", askForServiceDesk) : null,
      isOfTheDesk && state !== "ended" ? ask("desk.leave", takeServiceDesk) : null,
      isOpen ? ask("desk.suspend", suspendAccount) : null,
      state === "suspended" ? ask("desk.resume", resumeAccount) : null,
      state === "ended" ? null : press("desk.end", () => void this.#end(account)),
    );
    const access = [mailboxesOf(account, this.#part, this.#done), requestsOf(account, this.#part, this.#done)];
    const parts = [reset === null ? null : this.#resetOf(account), factsOf(account), ...access, acts];
    this.#part.body.replaceChildren(...parts.filter((one) => one !== null));
  }

  /** What the person needs after a reset: a code that is said by phone, or a wait. @param {ShownAccount} account */
  #resetOf({ accountId, reset }) {
    if (reset?.proof === "wait") {
      return el("p", { class: "desk-reset", text: "desk.reset.waits", values: { at: { date: reset.opensAt } } });
    }

    if (reset === null || reset.codeUntil === null) {
      return el("p", { class: "desk-reset", text: "desk.reset.code.dead" });
    }

    const place = el("p", { class: "desk-code", set: { role: "status" } });
    const press = button("desk.reset.code.show", { class: "secondary" });
    press.addEventListener(
      "click",
      () =>
        void act(press, this.#part, async () => {
          const { code } = await showResetCode(accountId);
          place.textContent = `${code.slice(0, 4)} ${code.slice(4)}`;
        }),
    );
    const words = el("p", { text: "desk.reset.code", values: { at: { date: reset.codeUntil } } });
    return el("div", { class: "desk-reset" }, words, press, place);
  }

  /**
   * Asks, does it, shows what came of it.
   * @param {ShownAccount} account
   * @param {Act} key of its texts
   * @param {(accountId: string) => Promise<ShownAccount>} work
   */
  async #confirm(account, key, work) {
    const isDone = await confirmDialog({
      title: `${key}.title`,
      values: { name: nameOf(account) },
      body: [el("p", { text: `${key}.body` })],
      confirm: key,
      isDanger: key !== "desk.join" && key !== "desk.resume",
      act: async () => this.#show(await work(account.accountId)),
    });
    this.#tellDone(isDone, `${key}.done`);
  }

  /** @param {ShownAccount} account */
  async #end(account) {
    (await askSuccessorFirst(account, this.#part)) || (await this.#confirm(account, "desk.end", endAccount));
  }

  /** @param {ShownAccount} account */
  #invitation({ accountId, email }) {
    const press = button("desk.invite-again", { class: "secondary" });
    press.addEventListener(
      "click",
      () =>
        void act(press, this.#part, async () => {
          await inviteAgain(accountId);
          await this.load(accountId);
          this.tellInvited(email);
          this.#part.focus();
          this.#changed();
        }),
    );
    return press;
  }

  /** @param {ShownAccount} account */
  async #reset(account) {
    const reason = this.#reason;
    const check = () => {
      const isRight = reason.value.trim().length >= shortestReason;
      reason.refuse(isRight ? null : "input.length-10-500");
      isRight || reason.control.focus();
      return isRight;
    };
    const isDone = await confirmDialog({
      title: "desk.reset.title",
      values: { name: nameOf(account) },
      body: [el("p", { text: "desk.reset.body" }), el("p", { text: "desk.reset.sure" }), reason.element],
      confirm: "desk.reset",
      isDanger: true,
      check,
      act: async () => {
        const work = () => resetFactor(account.accountId, reason.value.trim());
        const after = await refuseFields({ reason }, work);
        return after === null ? false : this.#show(after);
      },
    });
    reason.control.value = isDone ? "" : reason.value;
    this.#tellDone(isDone, "desk.reset.done");
  }

  /** @param {ShownAccount} account */
  async #endAll(account) {
    const isDone = await confirmDialog({
      title: "desk.end-all.title",
      values: { name: nameOf(account) },
      body: [el("p", { text: "desk.end-all.body" })],
      confirm: "desk.end-all",
      isDanger: true,
      act: async () => this.#show(await endAllSessions(account.accountId)),
    });
    this.#tellDone(isDone, "desk.end-all.done");
  }

  /** Access changed: shows how it stands now, and says so. @param {string} accountId @param {TextKey} key */
  #done = async (accountId, key) => {
    await this.load(accountId);
    this.#tellDone(true, key);
  };

  /** @param {boolean} isDone @param {TextKey} key */
  #tellDone(isDone, key) {
    if (isDone) {
      this.#part.tell("success", key);
      this.#part.focus();
      this.#changed();
    }
  }
}

/** @param {ShownAccount} account */
function factsOf(account) {
  const { email, roles, language, factors, passkeys, sessions } = account;
  const named = roles.map((role) => ({ text: roleTexts[role] }));
  /** @type {Parts[]} */
  const counted = passkeys === 0 ? [] : [{ text: "desk.passkeys", values: { n: passkeys } }];
  /** @type {Parts[]} */
  const ways = [
    ...factorTexts.filter(([method]) => factors.includes(method)).map(([, text]) => ({ text })),
    ...counted,
  ];
  return el(
    "dl",
    { class: "desk-facts" },
    ...fact("log-in.email", [{ content: email }]),
    ...fact("desk.state", [stateOf(account)]),
    ...fact("desk.roles", named.length === 0 ? [{ text: "desk.roles.none" }] : named),
    ...fact("my.language", [{ text: language === "en" ? "desk.language.en" : "desk.language.nl" }]),
    ...fact("desk.factors", ways.length === 0 ? [{ text: "desk.factors.none" }] : ways),
    ...fact("desk.devices", [{ text: "desk.devices.count", values: { n: sessions } }]),
  );
}

/** @param {ShownAccount} account @returns {Parts} */
function stateOf(account) {
  if (account.state !== "invited") {
    return { text: `desk.state.${account.state}` };
  }

  const values = { at: { date: account.invitedUntil ?? "" } };
  return account.invitedUntil === null
    ? { text: "desk.state.invited" }
    : { text: isExpired(account) ? "desk.state.expired-at" : "desk.state.invited-until", values };
}

/** @param {TextKey} term key @param {Parts[]} descriptions */
const fact = (term, descriptions) => [el("dt", { text: term }), ...descriptions.map((one) => el("dd", one))];
