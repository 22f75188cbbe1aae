import { ProblemError } from "../api/call.js";
import { acceptInvitation, lookAtInvitation } from "../api/invitations.js";
import { deadEnd } from "../components/dead-end.js";
import { button, el } from "../components/dom.js";
import { field, focusFirstError, passwordField } from "../components/field.js";
import { notice } from "../components/notice.js";
import { isLongEnough, passwordAdvice } from "../components/password-advice.js";
import { inputText, problemText } from "../components/problem-text.js";
import { language } from "../text/text.js";
import { showCode } from "./invitation-code.js";
import { linkInAddress, stage, startPage } from "./page.js";

/** @typedef {import("./invitation-code.js").Address} Address */

const name = field({
  label: "invitation.name",
  set: { name: "name", autocomplete: "name", maxlength: 100, required: true },
});
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
  const help =
    code === "invitation-used" ? { key: "log-in.title", href: "/login/" } : { key: "action.front-page", href: "/" };
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
  const form = el(
    "form",
    { set: { novalidate: true } },
    problem,
    account,
    name.element,
    password.element,
    passwordAdvice(password),
    phone.element,
    press,
  );
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
    fields[/** @type {keyof typeof fields} */ (member)]?.refuse(inputText(codes[0]));
  }

  const { key, values } = problemText(error);
  const isShown = focusFirstError(Object.values(fields));
  problem.replaceChildren(...(isShown ? [] : [notice("error", key, values)]));
}
