import { codeForm } from "./code-form.js";
import { Countdown } from "./countdown.js";
import { button, el, focusOn } from "./dom.js";
import { field, focusFirstError, passwordField } from "./field.js";
import { notice } from "./notice.js";
import { problemText } from "./problem-text.js";

/**
 * Logging in: address and password, then the code from the SMS. Asks by events: `log-in` (detail: email, password),
 * `verify` (detail: the code), `again`. Takes `step`: null for the first, else where the code went.
 */
export class LogInForm extends HTMLElement {
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
  #form = codeForm({ submit: "log-in.verify", numeric: true, send: (code) => this.#ask("verify", code) });
  #isCode = false;

  connectedCallback() {
    if (this.firstChild === null) {
      this.step = null;
    }
  }

  set email(/** @type {string} */ email) {
    this.#email.control.value = email;
  }

  /** @param {import("../api/contract.d.ts").LogInStep | null} step */
  set step(step) {
    this.#press.ariaBusy = "false";
    this.#form.busy(false);
    this.#problem.replaceChildren();
    this.#isCode = step !== null;
    if (step === null) {
      this.#showFirst();
    } else {
      this.#showCode(step);
    }
  }

  /** @param {unknown} error */
  refuse(error) {
    const { key, values } = problemText(error);
    this.#press.ariaBusy = "false";
    this.#form.busy(false);
    if (this.#isCode && key === "problem.login-expired") {
      this.step = null;
    }

    if (this.#isCode && key.startsWith("problem.code-refused")) {
      this.#form.refuse(key, values);
    } else {
      this.#problem.replaceChildren(notice("error", key, values));
      (this.#isCode ? this.#form.field : this.#password).control.focus();
    }
  }

  #showFirst() {
    const form = el(
      "form",
      { set: { novalidate: true } },
      this.#problem,
      this.#email.element,
      this.#password.element,
      this.#press,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#email.refuse(this.#email.value.trim() === "" ? "log-in.email.empty" : null);
      this.#password.refuse(this.#password.value === "" ? "log-in.password.empty" : null);
      if (!focusFirstError([this.#email, this.#password]) && this.#press.ariaBusy !== "true") {
        this.#press.ariaBusy = "true";
        this.#ask("log-in", { email: this.#email.value.trim(), password: this.#password.value });
      }
    });
    this.replaceChildren(form);
  }

  /** @param {import("../api/contract.d.ts").LogInStep} step */
  #showCode({ phone, expiresAt, resendAt }) {
    const again = button("unlock.again", { class: "quiet", on: { click: () => this.#ask("again") } });
    const soon = resendAt === null ? null : Countdown.make(resendAt, "unlock.again-in", "empty");
    again.disabled = soon !== null && Date.parse(resendAt ?? "") > Date.now();
    soon?.addEventListener("over", () => (again.disabled = false));
    const sent = el("p", { text: "log-in.sent", values: { phone } });
    const time = Countdown.make(expiresAt, "unlock.left", "unlock.over");
    const back = button("log-in.back", { class: "quiet", on: { click: () => (this.step = null) } });
    this.replaceChildren(
      sent,
      this.#problem,
      this.#form.element,
      time,
      el("div", { class: "row" }, again, soon ?? ""),
      back,
    );
    this.#form.field.control.value = "";
    focusOn(sent);
    this.#form.field.control.focus();
  }

  /** @param {string} type @param {unknown} [detail] */
  #ask(type, detail) {
    if (type === "verify") {
      this.#form.busy(true);
    }

    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("zegel-log-in", LogInForm);
