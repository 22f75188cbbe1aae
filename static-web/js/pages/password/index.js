import { getSession } from "../../api/accounts.js";
import { ProblemError } from "../../api/call.js";
import { lookAtPasswordLink, renewPasswordLink, requestPasswordLink, setPassword } from "../../api/passwords.js";
import { choice, choices } from "../../components/choices.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el, find, focusOn } from "../../components/dom.js";
import { field, focusFirstError, passwordField } from "../../components/field.js";
import { LogInForm } from "../../components/log-in-form.js";
import { notice } from "../../components/notice.js";
import { passwordAdvice } from "../../components/password-advice.js";
import { isLongEnough } from "../../components/password-length.js";
import { nameRefusal, problemText } from "../../components/problem-text.js";
import { language } from "../../text/text.js";
import { forgetLink, hasLink, linkInAddress, logInAddress } from "../shared/address.js";
import { addressForm } from "../shared/address-form.js";
import { lacksCookies, showNoCookies } from "../shared/cookies.js";
import { homeOf, isIn, landingOf } from "../shared/home.js";
import { loggingIn } from "../shared/logging-in.js";
import { mailIsOnItsWay, offerFreshLink } from "../shared/mailed-links.js";
import { stage, startPage } from "../shared/page.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { longestName, longestPassword, passwordLength } from "../../limits.js";

/**
 * @typedef {import("../../api/passwords.js").Address} Address
 * @typedef {Awaited<ReturnType<typeof lookAtPasswordLink>>} Link
 */

void startPage(async (organisation) => {
  addEventListener("hashchange", () => location.reload());
  if (!hasLink()) {
    askForLink((await organisation).name);
    return;
  }

  const address = linkInAddress();
  if (address === null) {
    showUnknown();
    return;
  }

  if (lacksCookies()) {
    showNoCookies();
    return;
  }

  try {
    showForm(address, await lookAtPasswordLink(address));
  } catch (error) {
    showEndOf(error, address);
  }
});

/** @param {string} organisation */
function askForLink(organisation) {
  const form = addressForm({
    submit: "password.request",
    send: requestPasswordLink,
    sent: (email) => mailIsOnItsWay("password.mailed", { email }),
  });
  stage.replaceChildren(
    el("h1", { text: "password.title" }),
    el("p", { text: "password.explain", values: { organisation } }),
    form,
    el("p", { class: "aside" }, el("a", { text: "password.to-log-in", set: { href: "/login/" } })),
  );
  form.querySelector("input")?.focus();
}

function showUnknown() {
  forgetLink();
  /** @type {import("../../components/dead-end.js").Help} */
  const ask = { key: "password.request", href: "/password/" };
  stage.replaceChildren(deadEnd("password-link-unknown", {}, ask));
}

/** @param {unknown} error @param {Address} address */
function showEndOf(error, address) {
  const code = error instanceof ProblemError ? error.code : "";
  if (code === "link-unknown") {
    showUnknown();
  } else if (code === "password-link-dead") {
    offerFreshLink("password-link-dead", () => renewPasswordLink(address));
  } else {
    throw error;
  }
}

/** @param {Address} address @param {Link} link */
function showForm(address, link) {
  const { organisation, email, isNew } = link;
  const title = isNew
    ? el("h1", { text: "invitation.title", values: { organisation } })
    : el("h1", { text: "password.title" });
  const form = new PasswordForm(address, link).element;
  stage.replaceChildren(title, el("p", { text: "password.for", values: { email } }), form);
  focusOn(title);
}

/** A password, and the first time a name. */
class PasswordForm {
  #problem = el("div");
  #press = button("password.set", { class: "primary", set: { type: "submit" } });
  #made = "";
  // A mail scanner presses buttons too: what was made counts only once somebody says that they kept it.
  #kept = choices("password.made", [choice({ kind: "checkbox", name: { text: "password.kept" } })]);

  /** @param {Address} address @param {Link} link */
  constructor(address, { email, isNew, name, minimumLength }) {
    this.address = address;
    this.email = email;
    this.isNew = isNew;
    this.minimumLength = minimumLength;
    this.name = field({
      label: "invitation.name",
      set: { name: "name", autocomplete: "name", maxlength: longestName, required: true, value: name },
    });
    this.password = passwordField({
      label: "invitation.password",
      advice: minimumLength < passwordLength ? "invitation.password.rule" : "password.rule.long",
      set: { name: "password", autocomplete: "new-password", maxlength: longestPassword, required: true },
    });
    const make = button("password.make", { class: "secondary", on: { click: () => void this.#make() } });
    this.element = el(
      "form",
      { set: { novalidate: true, "data-enter": "sends" } },
      this.#problem,
      // For password managers, which keep the address with the password.
      el("input", { set: { type: "hidden", name: "username", autocomplete: "username", value: email } }),
      isNew ? this.name.element : "",
      this.password.element,
      passwordAdvice(this.password, minimumLength),
      el("p", {}, make),
      this.#kept.element,
      this.#press,
    );
    this.#kept.element.hidden = true;
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
  }

  async #make() {
    const { passphrase } = await import("../../components/passphrase.js");
    const { control, element } = this.password;
    this.#made = passphrase();
    this.#kept.element.hidden = false;
    control.value = this.#made;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    // It must be seen to be written down.
    find(element, "button[aria-pressed=false]", HTMLElement)?.click();
    control.focus();
  }

  async #send() {
    const { name, password, isNew, minimumLength } = this;
    name.refuse(isNew ? nameRefusal(name.value) : null);
    password.refuse(isLongEnough(password.value, minimumLength) ? null : "input.password-short");
    const isKept = password.value !== this.#made || this.#kept.values.length > 0;
    this.#kept.refuse(isKept ? null : "password.kept.empty");
    if (focusFirstError([name, password]) || this.#press.ariaBusy === "true") {
      return;
    }

    if (!isKept) {
      this.#kept.control.focus();
      return;
    }

    this.#press.ariaBusy = "true";
    this.#problem.replaceChildren();
    try {
      const chosen = { password: password.value, name: isNew ? name.value.trim() : null, language: language() };
      const step = await refuseFields({ name, password }, () => setPassword(this.address, chosen));
      if (step !== null) {
        await goOn(step, this.email);
      }
    } catch (error) {
      await this.#refuse(error);
    } finally {
      this.#press.ariaBusy = "false";
    }
  }

  /** @param {unknown} error */
  async #refuse(error) {
    if (error instanceof ProblemError && ["link-unknown", "password-link-dead"].includes(error.code)) {
      const session = await getSession().catch(() => null);
      if (session?.email === this.email) {
        // Another tab was let in with it.
        location.replace(isIn(session) ? homeOf(session) : logInAddress(true));
      } else {
        showEndOf(error, this.address);
      }

      return;
    }

    const { key, values } = problemText(error);
    this.#problem.replaceChildren(notice("error", key, values));
  }
}

/**
 * The password was new and right: what follows is a log-in as any other (N6).
 * @param {import("../../api/contract.d.ts").LogInStep} step
 * @param {string} email
 */
async function goOn(step, email) {
  forgetLink();
  const form = new LogInForm();
  form.email = email;
  stage.replaceChildren(el("h1", { text: "log-in.title" }), notice("success", "password.done"), form.element);
  const session = await loggingIn(form, { begun: step.next === "log-in" ? null : step });
  location.replace(landingOf(session));
}
