import { sendFactorCode, verifyFactor } from "../api/account.js";
import { ProblemError } from "../api/call.js";
import { codeForm } from "../components/code-form.js";
import { Countdown } from "../components/countdown.js";
import { button, el } from "../components/dom.js";
import { act } from "../components/part.js";
import { problemText } from "../components/problem-text.js";

/**
 * @typedef {import("../api/contract.d.ts").FactorMethod} FactorMethod
 * @typedef {Pick<import("../components/part.js").Part, "tell" | "clear">} Place
 */

/**
 * Asks for the first code of a new second factor.
 * @param {FactorMethod} method
 * @param {Place} place
 * @param {() => boolean} endOthers whether to sign out everywhere else
 * @param {(activated: import("../api/contract.d.ts").ActivatedFactor) => Promise<void>} finish
 */
export function firstCode(method, place, endOthers, finish) {
  const form = codeForm({
    submit: "my.enrol.verify",
    numeric: true,
    send: async (code) => {
      place.clear();
      form.busy(true);
      try {
        await finish(await verifyFactor(method, code, endOthers()));
      } catch (error) {
        const { key, values } = problemText(error);
        if (error instanceof ProblemError && error.code === "code-refused") {
          form.refuse(key, values);
        } else {
          place.tell("error", key, values);
        }
      } finally {
        form.busy(false);
      }
    },
  });
  return form;
}

/**
 * Where the code went, how long it works, and sending it again.
 * @param {FactorMethod} method
 * @param {import("../api/contract.d.ts").EnrolmentStep} sent
 * @param {Place} place
 */
export function sentCode(method, sent, place) {
  const element = el("div", { class: "enrolment" });
  const show = (/** @type {import("../api/contract.d.ts").EnrolmentStep} */ { to, expiresAt, resendAt }) => {
    const again = button("unlock.again", { class: "quiet" });
    again.addEventListener("click", () => void act(again, place, async () => show(await sendFactorCode(method))));
    again.disabled = resendAt !== null && Date.parse(resendAt) > Date.now();
    again.hidden = resendAt === null;
    const soon = resendAt === null ? null : Countdown.make(resendAt, "unlock.again-in", "empty");
    soon?.addEventListener("over", () => (again.disabled = false));
    element.replaceChildren(
      el("p", { text: "my.enrol.sent", values: { to }, set: { role: "status" } }),
      Countdown.make(expiresAt, "unlock.left", "unlock.over"),
      el("div", { class: "row" }, again, soon),
    );
  };
  show(sent);
  return element;
}
