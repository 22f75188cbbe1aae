import { readAddress } from "../text/typed-address.js";
import { addressField } from "./address-field.js";
import { el, icon } from "./dom.js";
import { giveForm } from "./give-form.js";
import { notice } from "./notice.js";
import { phoneForm } from "./phone-form.js";

/**
 * @typedef {import("../api/contract.d.ts").OpenConversationParticipantItem} Participant
 * @typedef {(personId: string, ...given: Parameters<import("./give-form.js").Give>) => Promise<unknown>} GiveTo
 */

/**
 * Somebody whom a notice did not reach: why, and the one thing to do now (X12).
 * @param {Participant} participant
 * @param {{ givePhone: GiveTo, correctAddress: GiveTo }} acts
 */
export function reachingTask({ participantId, name, email, notReached }, { givePhone, correctAddress }) {
  if (notReached === null) {
    return null;
  }

  const { isSms, why, step, canCorrect, textedAt, phone } = notReached;
  const values = { name: name ?? email ?? "", who: name === null ? email ?? "" : `${name} (${email})` };
  /** @type {import("./give-form.js").Give} */
  const give = (...typed) => givePhone(participantId, ...typed);
  const correction = () => addressForm(email ?? "", (...typed) => correctAddress(participantId, ...typed));
  const texted = textedAt === null ? null
    : el("p", { text: "reach.texted", values: { ...values, at: { date: textedAt } } });
  const todo = step === "ask-number" ? phoneForm("phone.correct", give)
    : step === "correct-address" ? correction()
    : callPart(phone, values, canCorrect ? correction() : null);
  const parts = [el("p", { class: "task-step", text: `reach.step.${step}`, values }), texted, todo];
  return notice(
    "warning", isSms ? "reach.sms" : why === null ? "reach.mail" : `reach.mail.${why}`, values,
    ...parts.filter((part) => part !== null));
}

/** @param {string | null} phone @param {{ name: string }} values @param {HTMLElement | null} correction */
function callPart(phone, values, correction) {
  const call = phone === null ? el("p", { text: "reach.call.unknown", values })
    : el("p", {}, el("a", { class: "call", set: { href: `tel:${phone}` } }, icon("phone"),
      el("span", { text: "reach.call", values: { ...values, phone } })));
  const other = correction === null ? el("p", { text: "reach.keeps", values })
    : el("details", {}, el("summary", { text: "reach.other-address" }), correction);
  return el("div", {}, call, other);
}

/** @param {string} email the address that does not work @param {import("./give-form.js").Give} give */
function addressForm(email, give) {
  const { field } = addressField({
    label: "reach.email", advice: "reach.email.advice", set: { autocomplete: "off", value: email },
  });
  return giveForm(field, "reach.correct", (typed) => readAddress(typed).refusal, give);
}
