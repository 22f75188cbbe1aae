import { getSignInPolicy, saveSignInPolicy } from "../../api/service-desk.js";
import { now } from "../../browser/clock.js";
import { choice, choices } from "../../components/choices.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, say } from "../../components/dom.js";
import { field, focusFirstError } from "../../components/field.js";
import { part } from "../../components/part.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { longestRemembered } from "../../limits.js";

/**
 * @typedef {import("../../api/contract.d.ts").SetSignInPolicyRequest} SignInPolicy
 * @typedef {import("../../components/dom.js").Parts} Parts
 */

const mostDays = longestRemembered / 86_400_000;

/** How people sign in: from when with a second step, with which, and how long a device is remembered. */
export class PolicyPane {
  #part = part("desk.policy.title", "desk.policy.explain");
  #atOnce = choice({ kind: "radio", name: { text: "desk.policy.at-once" }, group: "from", value: "at-once" });
  #later = choice({ kind: "radio", name: { text: "desk.policy.later" }, group: "from", value: "later" });
  #when = choices("desk.policy.when", [this.#atOnce, this.#later], "desk.policy.when.advice");
  #from = field({ label: "desk.policy.from", set: { type: "date", required: true } });
  #written = el("p", { class: "desk-written muted", set: { role: "status" } });
  #email = choice({ kind: "checkbox", name: { text: "desk.policy.email" }, advice: "desk.policy.email.advice" });
  #days = field({
    label: "desk.policy.days",
    advice: "desk.policy.days.advice",
    set: { inputmode: "numeric", autocomplete: "off", maxlength: 2, class: "desk-days" },
  });
  #code = resetChoice("desk.policy.reset.code", "desk.policy.reset.code.advice", "code");
  #wait = resetChoice("desk.policy.reset.wait", "desk.policy.reset.wait.advice", "wait");
  /** @type {SignInPolicy} */
  #policy = { secondFactorFrom: null, emailAllowed: true, rememberDays: 0, resetProof: "code" };

  constructor() {
    const form = el(
      "form",
      { set: { novalidate: true } },
      this.#when.element,
      this.#from.element,
      this.#written,
      choices("my.factor.email", [this.#email]).element,
      this.#days.element,
      choices("desk.policy.reset", [this.#code, this.#wait]).element,
      button("desk.policy.next", { class: "primary", set: { type: "submit" } }),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
    form.addEventListener("input", () => this.#showDate());
    this.#part.body.append(form);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    return JSON.stringify(this.#read()) !== JSON.stringify(this.#policy);
  }

  focus() {
    this.#part.focus();
  }

  async load() {
    const { secondFactorFrom, emailAllowed, rememberDays, resetProof } = await getSignInPolicy();
    this.#fill({ secondFactorFrom, emailAllowed, rememberDays, resetProof });
  }

  /** @param {SignInPolicy} policy */
  #fill(policy) {
    this.#policy = policy;
    this.#atOnce.control.checked = policy.secondFactorFrom === null;
    this.#later.control.checked = policy.secondFactorFrom !== null;
    this.#from.control.value = policy.secondFactorFrom ?? "";
    this.#email.control.checked = policy.emailAllowed;
    this.#days.control.value = String(policy.rememberDays);
    this.#code.control.checked = policy.resetProof === "code";
    this.#wait.control.checked = policy.resetProof === "wait";
    this.#showDate();
  }

  /** @returns {SignInPolicy} */
  #read() {
    return {
      secondFactorFrom: this.#later.control.checked ? this.#from.value : null,
      emailAllowed: this.#email.control.checked,
      rememberDays: Number(this.#days.value),
      resetProof: this.#wait.control.checked ? "wait" : "code",
    };
  }

  /** The field writes dates as the browser likes; below it the day stands in words. */
  #showDate() {
    const isLater = this.#later.control.checked;
    this.#from.element.hidden = !isLater;
    const isShown = isLater && this.#from.value !== "";
    const values = { day: { day: this.#from.value } };
    say(this.#written, isShown ? { text: "desk.policy.written", values } : { text: "empty" });
  }

  async #save() {
    this.#part.clear();
    const policy = this.#read();
    const { rememberDays: days } = policy;
    this.#from.refuse(policy.secondFactorFrom === "" ? "desk.policy.from.empty" : null);
    const isNumber = /^\d{1,2}$/.test(this.#days.value.trim()) && days <= mostDays;
    this.#days.refuse(isNumber ? null : "desk.policy.days.wrong");
    if (focusFirstError([this.#from, this.#days])) {
      return;
    }

    const isDone = await confirmDialog({
      title: "desk.policy.sure.title",
      body: [el("ul", { class: "desk-consequences" }, ...consequences(policy))],
      confirm: "desk.policy.save",
      act: async () => {
        const fields = { secondFactorFrom: this.#from, rememberDays: this.#days };
        const saved = await refuseFields(fields, () => saveSignInPolicy(policy));
        return saved !== null && this.#fill({ ...policy });
      },
    });
    if (isDone) {
      this.#part.tell("success", "desk.policy.saved");
      this.#part.focus();
    }
  }
}

/** @param {TextKey} text key @param {TextKey} advice key @param {"code" | "wait"} value */
const resetChoice = (text, advice, value) => choice({ kind: "radio", name: { text }, advice, group: "reset", value });

/** What will be so, in words. @param {SignInPolicy} policy */
function consequences({ secondFactorFrom, emailAllowed, rememberDays, resetProof }) {
  const isNow = secondFactorFrom === null || secondFactorFrom <= today();
  /** @type {Parts} */
  const from = isNow
    ? { text: "desk.policy.sure.now" }
    : { text: "desk.policy.sure.from", values: { day: { day: secondFactorFrom } } };
  /** @type {Parts} */
  const remember =
    rememberDays === 0
      ? { text: "desk.policy.sure.never" }
      : { text: "desk.policy.sure.days", values: { n: rememberDays } };
  /** @type {Parts} */
  const email = { text: emailAllowed ? "desk.policy.sure.email" : "desk.policy.sure.no-email" };
  /** @type {Parts} */
  const reset = { text: resetProof === "code" ? "desk.policy.sure.reset-code" : "desk.policy.sure.reset-wait" };
  return [from, email, remember, reset].map((words) => el("li", words));
}

/** Today in Amsterdam, "2026-12-01". */
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(now());
