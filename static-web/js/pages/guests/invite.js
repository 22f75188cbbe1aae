import { inviteGuest } from "../../api/guests.js";
import { now } from "../../browser/clock.js";
import { addressField } from "../../components/address-field.js";
import { choice, choices } from "../../components/choices.js";
import { button, el, say } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { act, part } from "../../components/part.js";
import { randomId } from "../../crypto/base64.js";
import { dayAt, daysAfter } from "../../text/days.js";
import { language } from "../../text/text.js";
import { isVisible } from "../../text/unseen.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { longestName, longestPhone, longestReason } from "../../limits.js";
import { refuseAddress } from "./guest.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownGuest} ShownGuest
 * @typedef {import("../../api/contract.d.ts").GuestPolicy} GuestPolicy
 */

/** The form with which a guest is asked for (A2). */
export class InvitePane {
  #part = part("guests.invite", "guests.invite.explain");
  #name = field({
    label: "guests.name",
    set: { name: "name", autocomplete: "off", maxlength: longestName, required: true },
  });
  #address = addressField({ label: "log-in.email", set: { name: "email", autocomplete: "off", required: true } });
  #email = this.#address.field;
  #phone = field({
    label: "recipients.phone",
    advice: "guests.phone.advice",
    kind: "tel",
    set: { name: "phone", autocomplete: "off", maxlength: longestPhone, required: true },
  });
  #reason = field({
    label: "guests.reason",
    advice: "guests.reason.advice",
    kind: "area",
    set: { name: "reason", rows: 2, maxlength: longestReason, required: true },
  });
  #endsOn = field({ label: "guests.ends-on", advice: "guests.ends-on.advice", set: { type: "date", required: true } });
  #language = choices(
    "guests.language",
    [languageChoice("nl", "Nederlands"), languageChoice("en", "English")],
    "desk.invite.language.advice",
  );
  #press = button("guests.invite.send", { class: "primary", set: { type: "submit" } });
  #invited;
  /** The same for a repeated try, so that a lost answer makes no second guest. */
  #guestId = randomId();
  #first;

  /** @param {GuestPolicy} policy @param {(guest: ShownGuest) => unknown} invited */
  constructor({ extendDays, needsSecondYes }, invited) {
    this.#invited = invited;
    const today = dayAt(now());
    this.#first = daysAfter(today, extendDays);
    this.#endsOn.control.value = this.#first;
    this.#endsOn.control.setAttribute("min", daysAfter(today, 1));
    const written = el("p", { class: "desk-written muted", set: { role: "status" } });
    const write = () => {
      const day = this.#endsOn.value;
      say(written, day === "" ? { text: "empty" } : { text: "desk.policy.written", values: { day: { day } } });
    };
    this.#endsOn.control.addEventListener("input", write);
    this.#endsOn.element.append(written);
    write();
    const fields = [this.#name, this.#email, this.#phone, this.#reason, this.#endsOn, this.#language];
    const yes = needsSecondYes ? el("p", { class: "muted", text: "guests.invite.second-yes" }) : null;
    const form = el("form", { set: { novalidate: true } }, ...fields.map(({ element }) => element), yes, this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const email = this.#check();
      if (email !== null) {
        void act(this.#press, this.#part, () => this.#send(email));
      }
    });
    // Another guest than the one that was tried before.
    this.#email.control.addEventListener("input", () => (this.#guestId = randomId()));
    this.#part.body.append(form);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    const typed = [this.#name, this.#email, this.#phone, this.#reason];
    return typed.some(({ value }) => value !== "") || this.#endsOn.value !== this.#first;
  }

  focus() {
    this.#part.focus();
  }

  /** The address, or null when something is not right; then the focus is there. */
  #check() {
    const email = this.#address.read();
    this.#name.refuse(this.#name.value.trim() === "" ? "guests.name.empty"
      : isVisible(this.#name.value) ? null : "input.length-1-100");
    this.#phone.refuse(this.#phone.value.trim() === "" ? "guests.phone.empty" : null);
    this.#reason.refuse(isVisible(this.#reason.value) ? null : "guests.reason.empty");
    this.#endsOn.refuse(this.#endsOn.value === "" ? "guests.ends-on.empty" : null);
    const wrong = [this.#name, this.#email, this.#phone, this.#reason, this.#endsOn].find(({ error }) => !error.hidden);
    wrong?.control.focus();
    return wrong === undefined ? email : null;
  }

  /** @param {string} email */
  async #send(email) {
    const [chosen = "nl"] = this.#language.values;
    const fields = {
      name: this.#name, email: this.#email, phone: this.#phone, reason: this.#reason, endsOn: this.#endsOn,
    };
    const request = {
      guestId: this.#guestId,
      name: this.#name.value.trim(),
      email,
      phone: this.#phone.value.trim(),
      reason: this.#reason.value.trim(),
      endsOn: this.#endsOn.value,
      language: chosen,
    };
    const work = () => inviteGuest(request);
    const guest = await refuseFields(fields, work).catch((error) => refuseAddress(error, this.#email));
    if (guest !== null) {
      this.#invited(guest);
    }
  }
}

/** @param {"nl" | "en"} code @param {string} name in its own language */
function languageChoice(code, name) {
  const on = language() === code;
  const made = choice({ kind: "radio", name: { content: name }, group: "guest-language", value: code, on });
  made.element.lang = code;
  return made;
}
