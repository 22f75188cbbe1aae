import { getAccount, proveReset } from "../../api/account.js";
import { getSession, postponeSecondFactor, signOut } from "../../api/accounts.js";
import { getOwnGuest } from "../../api/own-guest.js";
import { choice, choices } from "../../components/choices.js";
import { codeField } from "../../components/code-form.js";
import { button, el, focusOn } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { act } from "../../components/part.js";
import { hasPasskeys } from "../../components/passkey.js";
import { codeKinds } from "../../text/typed-code.js";
import { Enrolment } from "./enrolment.js";
import { isOnlyGuest } from "./home.js";
import { leaveNow, signOutAfterAsking } from "./leaving.js";
import { forgetThisDevice } from "./remembered.js";
import { tellTabs } from "./tabs.js";

/**
 * @typedef {import("../../api/contract.d.ts").SessionView} Session
 * @typedef {import("../../api/account.js").CodeFactor | "passkey"} Method
 */

/**
 * Choosing a second factor at log-in (T3, T9), or postponing that as long as it is allowed (T22-T24).
 * @param {HTMLElement} place what it takes the place of
 * @param {Session} session which can do nothing else yet
 * @param {object} parts
 * @param {(session: Session) => void} parts.done it can do more
 * @param {() => boolean} [parts.mayEnrol] whether the log-in is recent enough for that
 */
export async function chooseFactor(place, session, { done, mayEnrol = () => true }) {
  const account = await getAccount();
  const element = el("div", { class: "choose-factor" });
  place.replaceWith(element);
  new Choice(element, session, account, done, mayEnrol).ask();
  return element;
}

class Choice {
  #problem = el("div");
  #place = {
    tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, values = {}) =>
      this.#problem.replaceChildren(notice(kind, key, values)),
    clear: () => this.#problem.replaceChildren(),
  };

  /**
   * @param {HTMLElement} element
   * @param {Session} session
   * @param {import("../../api/contract.d.ts").AccountDetailsView} account
   * @param {(session: Session) => void} done
   * @param {() => boolean} mayEnrol
   */
  constructor(element, session, account, done, mayEnrol) {
    this.element = element;
    this.session = session;
    this.account = account;
    this.done = done;
    this.mayEnrol = mayEnrol;
  }

  ask() {
    const { reset } = this.account;
    if (reset !== null && !reset.isOpen) {
      this.#askProof(reset.proof === "wait" ? reset.opensAt : null);
      return;
    }

    const { postponeUntil } = this.session;
    const offered = this.#methods().map((method, i) =>
      choice({
        kind: "radio",
        name: { text: `choose.${method}` },
        advice: `choose.${method}.advice`,
        group: "method",
        value: method,
        on: i === 0,
      }),
    );
    const list = choices("choose.method", offered);
    const form = this.#choiceForm(list);
    const title = el("h2", { text: "choose.title" });
    const later =
      postponeUntil === null
        ? el("p", { class: "muted", text: "choose.needed" })
        : button("choose.postpone", {
            values: { day: { day: lastDay(postponeUntil) } },
            class: "secondary",
            on: { click: () => this.#confirmPostponing(postponeUntil) },
          });
    const leave = button("choose.leave", { class: "quiet", on: { click: () => void act(leave, this.#place, goHome) } });
    this.element.replaceChildren(title, el("p", { text: "choose.explain" }), this.#problem, form, later, leave);
    focusOn(title);
  }

  /** @param {ReturnType<typeof choices>} list */
  #choiceForm(list) {
    const activate = isOnlyGuest(this.session) ? "guest.next" : "choose.activate";
    const press = button(activate, { class: "primary", set: { type: "submit" } });
    const form = el("form", { set: { novalidate: true, "data-enter": "sends" } }, list.element, press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = this.#methods().find((method) => method === list.values[0]);
      if (chosen !== undefined && this.mayEnrol()) {
        void act(press, this.#place, () => this.#enrol(chosen));
      }
    });
    return form;
  }

  /**
   * After a reset the password is not enough for a new second factor: it takes a code that the service desk says, or a
   * wait.
   * @param {string | null} opensAt null: a code
   */
  #askProof(opensAt) {
    const title = el("h2", { text: "choose.reset.title" });
    const leave = button("choose.leave", { class: "quiet", on: { click: () => void act(leave, this.#place, goHome) } });
    if (opensAt !== null) {
      const words = el("p", { text: "choose.reset.wait", values: { at: { date: opensAt } } });
      this.element.replaceChildren(title, words, el("p", { text: "choose.reset.not-you" }), this.#problem, leave);
      focusOn(title);
      return;
    }

    const { field: code, read } = codeField(codeKinds.reset, "choose.reset.code");
    const press = button("choose.reset.check", { class: "primary", set: { type: "submit" } });
    const form = el("form", { set: { novalidate: true, "data-enter": "sends" } }, code.element, press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const typed = read();
      if (typed === null) {
        code.control.focus();
      } else {
        void act(press, this.#place, async () => {
          await proveReset(typed);
          this.#problem.replaceChildren();
          this.account = await getAccount();
          this.ask();
        });
      }
    });
    const explain = el("p", { text: "choose.reset.explain" });
    const notYou = el("p", { class: "muted", text: "choose.reset.not-you" });
    this.element.replaceChildren(title, explain, this.#problem, form, notYou, leave);
    code.control.focus();
  }

  /** @returns {Method[]} */
  #methods() {
    const { smsAvailable, emailAllowed } = this.account;
    return [
      "app",
      ...(hasPasskeys() ? /** @type {const} */ (["passkey"]) : []),
      ...(smsAvailable ? /** @type {const} */ (["sms"]) : []),
      ...(emailAllowed ? /** @type {const} */ (["email"]) : []),
    ];
  }

  /** @param {Method} method */
  async #enrol(method) {
    // Of a guest the sponsor gave a number.
    const phone = method === "sms" && isOnlyGuest(this.session) ? (await getOwnGuest()).phone : null;
    const hint = phone === null ? [] : [el("p", { text: "guest.phone", values: { phone } })];
    // Whoever is logged in elsewhere with the password alone is signed out by the first factor anyway.
    const enrolment = new Enrolment(method, false, () => this.#activated(method), () => this.ask());
    this.element.replaceChildren(el("h2", { text: "choose.title" }), ...hint, enrolment.element);
    enrolment.focus();
  }

  /** Says what is on now and what will be asked next time (T28). @param {Method} method */
  async #activated(method) {
    const session = await getSession();
    const go = button("choose.go-on", { class: "primary", on: { click: () => this.done(session) } });
    this.element.replaceChildren(el("h2", { text: "choose.done" }), notice("success", `my.added.${method}`), go);
    go.focus();
  }

  /** @param {string} until */
  #confirmPostponing(until) {
    const title = el("h2", { text: "choose.postponed.title" });
    const postpone = async () => this.done(await postponeSecondFactor());
    const go = button("choose.go-on", { class: "primary", on: { click: () => void act(go, this.#place, postpone) } });
    const back = button("choose.after-all", { class: "secondary", on: { click: () => this.ask() } });
    this.element.replaceChildren(
      title,
      el("p", { text: "choose.postponed.body", values: { day: { day: until } } }),
      this.#problem,
      el("div", { class: "row" }, go, back),
    );
    focusOn(title);
  }

}

/** Signs out and leaves. Also over a page on which something was typed: whoever was away logs in again there. */
export const goHome = () =>
  signOutAfterAsking("account", async () => {
    await signOut();
    tellTabs(null);
    forgetThisDevice();
    leaveNow(() => location.assign("/"));
  });

/**
 * The last day on which it may still be postponed: the one before the date from which it may not.
 * @param {string} until
 */
function lastDay(until) {
  const day = new Date(until);
  day.setHours(day.getHours() - 1);
  return day.toISOString();
}
