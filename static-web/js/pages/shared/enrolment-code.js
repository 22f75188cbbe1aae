import { getAccount, sendFactorCode, verifyFactor } from "../../api/account.js";
import { ProblemError } from "../../api/call.js";
import { isComing, now } from "../../browser/clock.js";
import { codeForm, isAboutCode } from "../../components/code-form.js";
import { Countdown } from "../../components/countdown.js";
import { button, el } from "../../components/dom.js";
import { act } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";
import { codeKinds } from "../../text/typed-code.js";

/**
 * @typedef {import("../../api/account.js").CodeFactor} CodeFactor
 * @typedef {Pick<import("../../components/part.js").Part, "tell" | "clear">} Place
 */

/**
 * Asks for the first code of a new second factor.
 * @param {CodeFactor} method
 * @param {Place} place
 * @param {() => boolean} endOthers whether to sign out everywhere else
 * @param {(activated: Pick<import("../../api/contract.d.ts").ActivatedFactor, "recoveryCodes">) => Promise<void>
 *   } finish
 */
export function firstCode(method, place, endOthers, finish) {
  const begun = now();
  const form = codeForm({
    submit: "my.enrol.verify",
    kind: codeKinds.sent,
    send: async (code) => {
      place.clear();
      form.busy(true);
      try {
        await finish(await verifyFactor(method, code, endOthers()));
      } catch (error) {
        const { key, values } = problemText(error);
        if (isAboutCode(key)) {
          form.refuse(key, values);
        } else if (error instanceof ProblemError && error.code === "enrolment-expired" && (await isOn(method, begun))) {
          // Another tab was faster, and showed the recovery codes if there were any.
          await finish({ recoveryCodes: null });
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
 * Whether a method was switched on since.
 * @param {CodeFactor} method
 * @param {number} begun
 */
async function isOn(method, begun) {
  const account = await getAccount().catch(() => null);
  return account?.factors.some((factor) => factor.method === method && Date.parse(factor.since) >= begun) ?? false;
}

/**
 * Where the code went, how long it works, and sending it again.
 * @param {CodeFactor} method
 * @param {import("../../api/contract.d.ts").EnrolmentStep} sent
 * @param {Place} place
 */
export function sentCode(method, sent, place) {
  const element = el("div", { class: "enrolment" });
  const show = (/** @type {import("../../api/contract.d.ts").EnrolmentStep} */ { to, expiresAt, resendAt }) => {
    const again = button("unlock.again", { class: "quiet" });
    again.addEventListener("click", () => void act(again, place, async () => show(await sendFactorCode(method))));
    again.disabled = isComing(resendAt);
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
