import { ProblemError } from "../api/call.js";
import { acceptInvitation, confirmInvitation, lookAtInvitation } from "../api/invitations.js";
import { codeForm } from "../components/code-form.js";
import { Countdown } from "../components/countdown.js";
import { deadEnd } from "../components/dead-end.js";
import { button, el, focusOn } from "../components/dom.js";
import { field, focusFirstError, passwordField } from "../components/field.js";
import { notice } from "../components/notice.js";
import { isLongEnough, passwordAdvice } from "../components/password-advice.js";
import { problemText } from "../components/problem-text.js";
import { language } from "../text/text.js";
import { linkInAddress, stage, startPage } from "./page.js";

/** @typedef {{ id: string, secret: string }} Address */

const name = field({ label: "invitation.name", set: { name: "name", autocomplete: "name", maxlength: 100, required: true } });
const password = passwordField({
  label: "invitation.password",
  advice: "invitation.password.rule",
  set: { name: "password", autocomplete: "new-password", maxlength: 256, required: true },
});
const phone = field({
  label: "invitation.phone",
  advice: "invitation.phone.advice",
  kind: "tel",
  set: { name: "phone", autocomplete: "tel", maxlength: 25, required: true },
});
const fields = { name, password, phone };
const problem = el("div");
const ends = ["link-unknown", "invitation-used", "invitation-expired"];

void startPage(async () => {
  addEventListener("hashchange", () => location.reload());
  const address = linkInAddress();
  if (address === null) {
    showEnd("link-unknown");
    return;
  }

  try {
    const invitation = await lookAtInvitation(address.id, address.secret);
    showForm(address, invitation);
  } catch (error) {
    showEndOf(error);
  }
});

/** @param {string} code */
function showEnd(code) {
  const help = code === "invitation-used" ? { key: "log-in.title", href: "/login/" } : { key: "action.front-page", href: "/" };
  stage.replaceChildren(deadEnd(code === "link-unknown" ? "invitation-unknown" : code, {}, help));
}

/** @param {unknown} error */
function showEndOf(error) {
  if (!(error instanceof ProblemError) || !ends.includes(error.code)) {
    throw error;
  }

  showEnd(error.code);
}

/** @param {Address} address @param {{ organisation: string, email: string }} invitation */
function showForm(address, { organisation, email }) {
  const press = button("invitation.submit", { class: "primary", set: { type: "submit" } });
  const account = el("input", { set: { type: "hidden", name: "username", autocomplete: "username", value: email } });
  const form = el("form", { set: { novalidate: true } }, problem, account, name.element, password.element, passwordAdvice(password), phone.element, press);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void accept(address, press, () => showForm(address, { organisation, email }));
  });
  const title = el("h1", { text: "invitation.title", values: { organisation } });
  stage.replaceChildren(title, el("p", { text: "invitation.explain", values: { email } }), form);
}

/** @param {Address} address @param {HTMLButtonElement} press @param {() => void} goBack */
async function accept(address, press, goBack) {
  name.refuse(name.value.trim() === "" ? "start.name.empty" : null);
  password.refuse(isLongEnough(password.value) ? null : "input.password-short");
  phone.refuse(phone.value.trim() === "" ? "input.phone-not-mobile" : null);
  if (focusFirstError(Object.values(fields)) || press.ariaBusy === "true") {
    return;
  }

  press.ariaBusy = "true";
  try {
    const typed = { name: name.value.trim(), password: password.value, phone: phone.value.trim() };
    const step = await acceptInvitation(address.id, { secret: address.secret, ...typed, language: language() });
    showCode(address, step, goBack);
  } catch (error) {
    refuse(error);
  } finally {
    press.ariaBusy = "false";
  }
}

/** @param {unknown} error */
function refuse(error) {
  if (error instanceof ProblemError && ends.includes(error.code)) {
    showEnd(error.code);
    return;
  }

  for (const [member, codes] of Object.entries((error instanceof ProblemError && error.problem.errors) || {})) {
    fields[/** @type {keyof typeof fields} */ (member)]?.refuse(`input.${codes[0]}`);
  }

  const { key, values } = problemText(error);
  const isShown = focusFirstError(Object.values(fields));
  problem.replaceChildren(...(isShown ? [] : [notice("error", key, values)]));
}

/**
 * @param {Address} address
 * @param {import("../api/contract.d.ts").LogInStep} step
 * @param {() => void} goBack to the form, where everything still stands; sending it again sends a new code
 */
function showCode(address, { phone: masked, expiresAt }, goBack) {
  const title = el("h1", { text: "invitation.code.title" });
  /** @type {ReturnType<typeof codeForm>} */
  const form = codeForm({ submit: "log-in.verify", numeric: true, send: (code) => void confirm(address, code, form) });
  const back = button("invitation.code.again", { class: "quiet", on: { click: goBack } });
  const sent = el("p", { text: "log-in.sent", values: { phone: masked } });
  stage.replaceChildren(title, sent, problem, form.element, Countdown.make(expiresAt, "unlock.left", "unlock.over"), back);
  focusOn(title);
}

/** @param {Address} address @param {string} code @param {ReturnType<typeof codeForm>} form */
async function confirm(address, code, form) {
  form.busy(true);
  problem.replaceChildren();
  try {
    await confirmInvitation(address.id, address.secret, code);
    const title = el("h1", { text: "invitation.done.title" });
    const logIn = el("a", { class: "button primary", text: "log-in.title", set: { href: "/login/" } });
    stage.replaceChildren(title, el("p", { text: "invitation.done.body" }), logIn);
    focusOn(title);
  } catch (error) {
    form.busy(false);
    const { key, values } = problemText(error);
    key.startsWith("problem.code-refused") ? form.refuse(key, values) : problem.replaceChildren(notice("error", key, values));
  }
}
