import { isComing } from "../browser/clock.js";
import { readAddress } from "../text/typed-address.js";
import { codeKinds } from "../text/typed-code.js";
import { codeForm, isAboutCode } from "./code-form.js";
import { Countdown } from "./countdown.js";
import { button, el, focusOn } from "./dom.js";
import { field, focusFirstError, passwordField } from "./field.js";
import { notice } from "./notice.js";
import { hasPasskeys } from "./passkey.js";
import { problemText } from "./problem-text.js";

/** @typedef {import("../api/contract.d.ts").LogInStep} LogInStep */

/**
 * What it asks of who put it to work; `remember`: whether this device stays logged in.
 * @typedef {object} Asks
 * @property {(email: string, password: string) => unknown} logIn
 * @property {(code: string, remember: boolean) => unknown} verify
 * @property {(remember: boolean) => unknown} passkey
 * @property {(method: import("../api/contract.d.ts").FactorMethod) => unknown} choose another way than the one proposed
 * @property {() => unknown} again another code
 */

/**
 * Logging in: address and password, then a code or a passkey. Takes `step`: null for the first, else what the service
 * said.
 */
export class LogInForm {
  element = el("div", { class: "log-in-form" });
  /** Set by who puts it to work; until then nothing is asked. @type {Asks | null} */
  asks = null;
  #email = field({
    label: "log-in.email",
    kind: "email",
    set: { name: "email", autocomplete: "username", autocapitalize: "none", spellcheck: "false", required: true },
  });
  #password = passwordField({
    label: "log-in.password",
    set: { name: "password", autocomplete: "current-password", required: true },
  });
  #press = button("log-in.submit", { class: "primary", set: { type: "submit" } });
  #problem = el("div");
  #remember = el("input", { set: { type: "checkbox", id: "log-in-remember", name: "remember" } });
  /** @type {ReturnType<typeof codeForm> | null} */
  #form = null;

  constructor() {
    this.#showFirst();
  }

  get email() {
    const typed = this.#email.value;
    return readAddress(typed).address ?? typed.trim();
  }

  set email(/** @type {string} */ email) {
    this.#email.control.value = email;
  }

  /** @param {LogInStep | null} step */
  set step(step) {
    this.#press.ariaBusy = "false";
    this.#problem.replaceChildren();
    this.#form = null;
    if (step === null) {
      this.#showFirst();
    } else if (step.next === "passkey") {
      this.#showPasskey(step);
    } else {
      this.#showCode(step);
    }
  }

  /** @param {unknown} error */
  refuse(error) {
    const { key, values } = problemText(error);
    this.#press.ariaBusy = "false";
    this.#form?.busy(false);
    if (key === "problem.login-expired") {
      this.step = null;
    }

    if (this.#form !== null && isAboutCode(key)) {
      this.#form.refuse(key, values);
    } else {
      this.tell(key, values);
    }
  }

  /** Says what is wrong with the whole. @param {TextKey} key @param {import("../text/text.js").Values} [values] */
  tell(key, values = {}) {
    this.#problem.replaceChildren(notice("error", key, values));
    (this.#form?.field ?? this.#password).control.focus();
  }

  #showFirst() {
    const form = el(
      "form",
      { set: { novalidate: true, "data-enter": "sends" } },
      this.#problem,
      this.#email.element,
      this.#password.element,
      el("p", { class: "forgot" }, el("a", { text: "log-in.forgot", set: { href: "/password/" } })),
      this.#press,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#email.refuse(this.#email.value.trim() === "" ? "log-in.email.empty" : null);
      this.#password.refuse(this.#password.value === "" ? "log-in.password.empty" : null);
      if (!focusFirstError([this.#email, this.#password]) && this.#press.ariaBusy !== "true") {
        this.#press.ariaBusy = "true";
        this.asks?.logIn(this.email, this.#password.value);
      }
    });
    const passkey = hasPasskeys()
      ? button("log-in.passkey", { class: "secondary", icon: "key", on: { click: () => this.#askPasskey() } })
      : "";
    this.element.replaceChildren(form, passkey);
  }

  /** @param {LogInStep} step */
  #showCode(step) {
    const { method, to, expiresAt, resendAt } = step;
    const form = codeForm({
      submit: "log-in.verify",
      kind: method === "recovery" ? codeKinds.recovery : codeKinds.sent,
      send: (code) => {
        form.busy(true);
        this.asks?.verify(code, this.#remember.checked);
      },
    });
    form.element.querySelector("button")?.before(this.#rememberChoice(step));
    const where = method === null ? "empty" : /** @type {const} */ (`log-in.code.${method}`);
    const sent = el("p", { text: where, values: { to: to ?? "" } });
    const again = button("unlock.again", { class: "quiet", on: { click: () => this.asks?.again() } });
    const soon = resendAt === null ? null : Countdown.make(resendAt, "unlock.again-in", "empty");
    again.disabled = isComing(resendAt);
    soon?.addEventListener("over", () => (again.disabled = false));
    const time = expiresAt === null ? "" : Countdown.make(expiresAt, "log-in.left", "log-in.over");
    const row = resendAt === null ? "" : el("div", { class: "row" }, again, soon);
    this.element.replaceChildren(sent, this.#problem, form.element, time, row, this.#otherWays(step), this.#back());
    this.#form = form;
    focusOn(sent);
    form.field.control.focus();
  }

  /** @param {LogInStep} step */
  #showPasskey(step) {
    const words = el("p", { text: "log-in.code.passkey" });
    const press = button("log-in.passkey", { class: "primary", icon: "key", on: { click: () => this.#askPasskey() } });
    const choice = this.#rememberChoice(step);
    this.element.replaceChildren(words, this.#problem, choice, press, this.#otherWays(step), this.#back());
    focusOn(words);
  }

  /** @param {LogInStep} step */
  #rememberChoice({ mayRemember }) {
    const label = el("label", { text: "log-in.remember", values: { n: mayRemember }, set: { for: this.#remember.id } });
    this.#remember.checked &&= mayRemember > 0;
    return el("div", { class: "choice", set: { hidden: mayRemember === 0 } }, this.#remember, label);
  }

  /** @param {LogInStep} step */
  #otherWays({ method, methods }) {
    const others = methods.filter((other) => other !== method && (other !== "passkey" || hasPasskeys()));
    const ways = others.map((other) =>
      button(`log-in.way.${other}`, {
        class: "secondary",
        on: { click: () => (other === "passkey" ? this.#askPasskey() : this.asks?.choose(other)) },
      }),
    );
    return others.length === 0
      ? ""
      : el(
          "details",
          { class: "other-ways" },
          el("summary", { text: "log-in.other-way" }),
          el("div", { class: "row" }, ...ways),
        );
  }

  #back() {
    return button("log-in.back", { class: "quiet", on: { click: () => (this.step = null) } });
  }

  #askPasskey() {
    this.#problem.replaceChildren();
    this.asks?.passkey(this.#remember.checked);
  }
}
