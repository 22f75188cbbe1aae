import { isComing, now } from "../browser/clock.js";
import { codeKinds } from "../text/typed-code.js";
import { choice } from "./choices.js";
import { codeForm, isAboutCode } from "./code-form.js";
import { Countdown } from "./countdown.js";
import { button, el, focusOn } from "./dom.js";
import { notice } from "./notice.js";
import { isAboutPassword, PasswordForm } from "./password-form.js";
import { problemText } from "./problem-text.js";
import { wrongNumber } from "./wrong-number.js";
import { triesPerCode } from "../limits.js";

/** @typedef {import("../api/contract.d.ts").LinkState} LinkState */

/**
 * What it asks.
 * @typedef {object} Asks
 * @property {() => unknown} askCode
 * @property {(code: string, remember: boolean) => unknown} unlock `remember`: whether this browser is remembered
 * @property {(explanation: string) => unknown} tellWrongNumber
 */

/** Unlocks a conversation. Takes `state`: how its link stands. */
export class UnlockForm {
  element = el("div", { class: "unlock-form" });
  #asks;
  /** @type {LinkState | null} */
  #state = null;
  #level;
  /** @type {ReturnType<typeof codeForm> | PasswordForm | null} */
  #form = null;
  /** What the form is for: it is another one when the method was raised. @type {LinkState["method"] | null} */
  #method = null;
  #remember = choice({
    kind: "checkbox", name: { text: "unlock.remember" }, advice: "unlock.remember.advice",
  });
  #problem = el("div");
  #told = el("div");
  /** @type {HTMLElement | null} */
  #telling = null;

  /** @param {"h1" | "h2"} level of its title: in a dialog, the page has its first heading already @param {Asks} asks */
  constructor(level, asks) {
    this.#level = level;
    this.#asks = asks;
  }

  /** @param {LinkState} state */
  set state(state) {
    const hadChallenge = this.#state === null ? null : this.#state.challenge !== null;
    this.#state = state;
    this.#form = this.#formOf(state.method);
    this.#form.busy(false);
    this.#offerToRemember(this.#form.element, state);
    this.#problem.replaceChildren();
    this.#show(state);
    if (hadChallenge !== null && hadChallenge !== (state.challenge !== null)) {
      this.#form.field.control.focus();
    }
  }

  /** @param {HTMLElement} form @param {LinkState} state */
  #offerToRemember(form, { canRemember }) {
    if (canRemember) {
      form.querySelector("button[type=submit]")?.before(this.#remember.element);
    } else {
      this.#remember.control.checked = false;
      this.#remember.element.remove();
    }
  }

  /** What was refused, or failed. @param {unknown} error */
  refuse(error) {
    const { key, values } = problemText(error);
    this.#form?.busy(false);
    this.element.querySelectorAll("button[aria-busy=true]").forEach((press) => (press.ariaBusy = "false"));
    if ((isAboutCode(key) || isAboutPassword(key)) && this.#form !== null) {
      this.#form.refuse(key, values);
    } else {
      this.#problem.replaceChildren(notice("error", key, values));
    }
  }

  /** The wrong number was passed on. */
  thank() {
    this.#told.replaceChildren(notice("success", "wrong-number.told"));
    focusOn(this.#told);
  }

  /** The same form as long as the method is: what was typed there stays. @param {LinkState["method"]} method */
  #formOf(method) {
    if (this.#form !== null && this.#method === method) {
      return this.#form;
    }

    this.#method = method;
    const send = (/** @type {string} */ typed) => {
      this.#problem.replaceChildren();
      this.#form?.busy(true);
      this.#asks.unlock(typed, this.#remember.control.checked);
    };
    return method === "password"
      ? new PasswordForm(send)
      : codeForm({ submit: "unlock.submit", kind: method === "sms" ? codeKinds.sent : codeKinds.mailed, send });
  }

  /** @param {LinkState} state */
  #show(state) {
    const { mailbox, organisation, method } = state;
    const isSms = method === "sms";
    const title = el(this.#level, { text: "unlock.title", values: { mailbox, organisation } });
    const parts = method === "password"
      ? [el("p", { text: "unlock.password.explain" }), this.#form?.element ?? null]
      : method === "account" ? accountParts(state) : this.#codeParts(state);
    const waiting = method === "password" ? "unlock.password.wait" : "unlock.wait";
    const wait = state.waitUntil === null ? null : Countdown.make(state.waitUntil, waiting, "empty");
    const told = state.notMyNumber ? notice("info", "wrong-number.told") : null;
    // The same one each time: what was typed there stays when the code changes.
    this.#telling ??= wrongNumber((explanation) => {
      this.#problem.replaceChildren();
      this.#asks.tellWrongNumber(explanation);
    });
    const telling = isSms && !state.notMyNumber ? this.#telling : null;
    this.element.replaceChildren(
      ...[title, ...parts, wait, this.#problem, telling, this.#told, told].filter((part) => part !== null),
    );
  }

  /** @param {LinkState} state */
  #codeParts(state) {
    const { method, challenge, phone } = state;
    const isSms = method === "sms";
    return challenge === null
        ? [this.#explain(isSms ? "unlock.sms.ask" : "unlock.mail.gone", phone), this.#askButton(state)]
        : [
            this.#explain(isSms ? "unlock.sms.sent" : "unlock.mail.sent", phone),
            this.#form?.element ?? null,
            this.#timeLeft(challenge.expiresAt, state),
            challenge.triesLeft < triesPerCode
              ? el("p", { class: "muted", text: "unlock.tries", values: { n: challenge.triesLeft } })
              : null,
          ];
  }

  /** @param {TextKey} key @param {string | null} phone */
  #explain(key, phone) {
    return el("p", { text: key, values: { phone: (phone ?? "").replaceAll(" ", "\u00a0") } });
  }

  /** @param {LinkState} state */
  #askButton({ method, resendAt }) {
    const key = method === "sms" ? "unlock.sms.get" : "unlock.mail.again";
    return this.#guarded(button(key, { class: "primary" }), resendAt);
  }

  /** @param {string} expiresAt @param {LinkState} state */
  #timeLeft(expiresAt, { method, resendAt }) {
    const isSms = method === "sms";
    const left = Date.parse(expiresAt) - now();
    const line = el("div", { class: "code-time" });
    // A mailed code lives for a day: minutes that count down would only hurry people.
    if (isSms || left < 3_600_000) {
      const countdown = Countdown.make(expiresAt, "unlock.left", "unlock.over");
      line.append(countdown);
    } else {
      line.append(el("p", { class: "muted", text: "unlock.valid-until", values: { at: { date: expiresAt } } }));
    }

    if (isSms) {
      line.append(this.#guarded(button("unlock.again", { class: "quiet" }), resendAt));
    }

    return line;
  }

  /**
   * A press sends a code. Only a person's press counts, and only from `resendAt` on.
   * @param {HTMLButtonElement} press
   * @param {string | null} resendAt
   */
  #guarded(press, resendAt) {
    press.addEventListener("click", (event) => {
      if (event.isTrusted && press.ariaBusy !== "true") {
        press.ariaBusy = "true";
        this.#problem.replaceChildren();
        this.#asks.askCode();
      }
    });
    if (resendAt === null || !isComing(resendAt)) {
      return press;
    }

    press.disabled = true;
    const countdown = Countdown.make(resendAt, "unlock.again-in", "empty");
    countdown.addEventListener("over", () => (press.disabled = false));
    return el("div", { class: "row" }, press, countdown);
  }
}

/** Whoever has an account reads with it: the link leads to where they log in. @param {LinkState} state */
function accountParts({ participantId, organisation }) {
  const go = el("a", { class: "button primary", text: "unlock.account.go", set: { href: `/read/#${participantId}` } });
  return [el("p", { text: "unlock.account.explain", values: { organisation } }), go];
}
