import { saveGuestPolicy } from "../../api/guests.js";
import { choice, choices } from "../../components/choices.js";
import { button, el } from "../../components/dom.js";
import { field, focusFirstError } from "../../components/field.js";
import { act, part } from "../../components/part.js";
import { refuseFields } from "../shared/refuse-fields.js";

/**
 * @typedef {import("../../api/contract.d.ts").GuestPolicy} GuestPolicy
 * @typedef {import("../../api/contract.d.ts").SetGuestPolicyRequest} Chosen
 */

/** What the organisation decides about guests. */
export class PolicyPane {
  #part = part("guests.policy", "guests.policy.explain");
  #inactive = days("guests.policy.inactive", "guests.policy.inactive.advice");
  #extend = days("guests.policy.extend", "guests.policy.extend.advice");
  #second = tick("guests.policy.second-yes", "guests.policy.second-yes.advice");
  #remember = tick("guests.policy.remember", "guests.policy.remember.advice");
  #press = button("guests.save", { class: "primary", set: { type: "submit" } });
  #saved;

  /** @param {GuestPolicy} policy */
  constructor(policy) {
    this.#saved = chosenOf(policy);
    const { terms, confidentiality } = policy.documents;
    const form = el(
      "form",
      { set: { novalidate: true } },
      this.#inactive.element,
      this.#extend.element,
      choices("guests.policy.more", [this.#second, this.#remember]).element,
      this.#press,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
    const texts = el(
      "ul",
      { class: "access-list" },
      textRow("guest.terms.title", terms, "#terms"),
      textRow("guest.confidentiality.title", confidentiality, "#confidentiality"),
    );
    this.#fill();
    this.#part.body.append(form, el("h3", { text: "guests.texts" }), texts);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    return JSON.stringify(this.#read()) !== JSON.stringify(this.#saved);
  }

  focus() {
    this.#part.focus();
  }

  #fill() {
    const { inactiveDays, extendDays, needsSecondYes, mayBeRemembered } = this.#saved;
    this.#inactive.control.value = String(inactiveDays);
    this.#extend.control.value = String(extendDays);
    this.#second.control.checked = needsSecondYes;
    this.#remember.control.checked = mayBeRemembered;
  }

  /** @returns {Chosen} */
  #read() {
    return {
      inactiveDays: Number(this.#inactive.value),
      extendDays: Number(this.#extend.value),
      needsSecondYes: this.#second.control.checked,
      mayBeRemembered: this.#remember.control.checked,
    };
  }

  async #save() {
    const fields = { inactiveDays: this.#inactive, extendDays: this.#extend };
    for (const one of Object.values(fields)) {
      one.refuse(/^\d{1,3}$/.test(one.value.trim()) ? null : "guests.policy.days.wrong");
    }

    if (focusFirstError(Object.values(fields))) {
      return;
    }

    await act(this.#press, this.#part, async () => {
      const saved = await refuseFields(fields, () => saveGuestPolicy(this.#read()));
      if (saved !== null) {
        this.#saved = chosenOf(saved);
        this.#fill();
        this.#part.tell("success", "desk.policy.saved");
      }
    });
  }
}

/** @param {GuestPolicy} policy @returns {Chosen} */
const chosenOf = ({ inactiveDays, extendDays, needsSecondYes, mayBeRemembered }) =>
  ({ inactiveDays, extendDays, needsSecondYes, mayBeRemembered });

/** @param {TextKey} label @param {TextKey} advice */
const days = (label, advice) =>
  field({ label, advice, set: { inputmode: "numeric", autocomplete: "off", maxlength: 3, class: "desk-days" } });

/** @param {TextKey} text @param {TextKey} advice */
const tick = (text, advice) => choice({ kind: "checkbox", name: { text }, advice });

/** @param {TextKey} name @param {number} version 0: there is none @param {string} href */
function textRow(name, version, href) {
  const link = el("a", { class: "button secondary", text: "guests.text.change", set: { href } });
  const how = version === 0
    ? el("span", { class: "muted", text: "guests.text.none" })
    : el("span", { class: "muted", text: "guests.text.version", values: { n: version } });
  return el("li", { class: "access-row" }, el("p", {}, el("strong", { text: name }), " ", how), el("div", {}, link));
}
