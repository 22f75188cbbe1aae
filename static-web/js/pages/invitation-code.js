import { confirmInvitation } from "../api/invitations.js";
import { codeForm } from "../components/code-form.js";
import { Countdown } from "../components/countdown.js";
import { button, el, focusOn } from "../components/dom.js";
import { notice } from "../components/notice.js";
import { problemText } from "../components/problem-text.js";
import { stage } from "./page.js";

/**
 * @typedef {{ id: string, secret: string }} Address
 * @typedef {ReturnType<typeof codeForm>} CodeForm
 */

const problem = el("div");

/**
 * @param {Address} address
 * @param {import("../api/contract.d.ts").LogInStep} step
 * @param {() => void} goBack to the form, where everything still stands; sending it again sends a new code
 */
export function showCode(address, { phone: masked, expiresAt }, goBack) {
  const title = el("h1", { text: "invitation.code.title" });
  /** @type {CodeForm} */
  const form = codeForm({
    submit: "log-in.verify",
    numeric: true,
    send: (/** @type {string} */ code) => void confirm(address, code, form),
  });
  const back = button("invitation.code.again", { class: "quiet", on: { click: goBack } });
  const sent = el("p", { text: "log-in.sent", values: { phone: masked } });
  stage.replaceChildren(
    title,
    sent,
    problem,
    form.element,
    Countdown.make(expiresAt, "unlock.left", "unlock.over"),
    back,
  );
  focusOn(title);
}

/** @param {Address} address @param {string} code @param {CodeForm} form */
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
    key.startsWith("problem.code-refused")
      ? form.refuse(key, values)
      : problem.replaceChildren(notice("error", key, values));
  }
}
